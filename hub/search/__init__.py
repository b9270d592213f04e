"""Search: what a page says becomes words, words become an index, a query becomes the entries that hold its words.

Words are folded and stemmed here, so that SQLite and PostgreSQL find the same entries in the same order.
"""
