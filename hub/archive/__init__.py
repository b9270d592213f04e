"""Everything that a site keeps, in one file and back: the rows of all tables, uploads, secrets.

The file is the same whichever database it came from, so it also moves a site from SQLite to PostgreSQL.
"""
