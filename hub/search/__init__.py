"""Search: what a page says becomes words, words an index, and a query the entries that hold its words, best first.

Words are folded and stemmed here, so that SQLite and PostgreSQL find the same; it reads the models of all three apps.
"""
