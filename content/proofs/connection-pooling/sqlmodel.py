# /// script
# requires-python = ">=3.12"
# dependencies = ["sqlmodel==0.0.50"]
# [tool.hub]
# control = "self"
# ///
import sys

from sqlalchemy.pool import NullPool
from sqlmodel import create_engine

# The control: a pool that keeps nothing.
kind = {"poolclass": NullPool} if "--control" in sys.argv else {}
engine = create_engine("sqlite:///orders.sqlite3", **kind)
with engine.connect() as connection:
    kept = connection.connection.driver_connection
with engine.connect() as connection:
    same = connection.connection.driver_connection is kept
name = type(engine.pool).__name__
print(f"pool: {name}; the connection is the one of before: {same}")
sys.exit(0 if name == "QueuePool" and same else 10)
