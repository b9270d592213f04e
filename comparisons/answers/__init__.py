"""The one way in which facts change: admin, table, corrections, import and checks hand over new answers.

It calls the models and the history of pages, and is called by every room that changes a fact.
"""
