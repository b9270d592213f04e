"""All facts in one download, as SQLite, JSON and CSV, made from one declaration; and every JSON address described.

It reads the models of comparisons, and is called by the hub's addresses and ``manage.py export_data``.
"""
