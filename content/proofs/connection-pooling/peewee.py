# /// script
# requires-python = ">=3.12"
# dependencies = ["peewee==4.5.3"]
# [tool.hub]
# control = "self"
# ///
import sys

from peewee import SqliteDatabase
from playhouse.pool import PooledSqliteDatabase

# The control: the database without a pool.
kind = SqliteDatabase if "--control" in sys.argv else PooledSqliteDatabase
db = kind("orders.sqlite3")
with db.connection_context():
    first = db.connection()
with db.connection_context():
    same = db.connection() is first
print(f"{kind.__name__}: the connection is the one of before: {same}")
sys.exit(0 if same else 10)
