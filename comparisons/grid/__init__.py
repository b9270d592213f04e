"""The whole table of a comparison on one screen of the desk: what its page gets and sends, and how that is saved.

It calls the answers and the table, and is called by the admin of comparisons alone.
"""
