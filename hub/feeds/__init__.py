"""Feeds of the newest pages and of changed answers: RSS, Atom and JSON Feed, of the hub or of one thing in it.

It reads the models and tables of articles and comparisons, and is called by the hub's addresses alone.
"""
