# /// script
# requires-python = ">=3.12"
# dependencies = ["peewee==4.5.3"]
# [tool.hub]
# control = "self"
# ///
import sys

from peewee import SqliteDatabase
from playhouse.reflection import generate_models

db = SqliteDatabase(":memory:")

if "--control" not in sys.argv:  # the control: an empty database
    db.execute_sql("CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT)")
    db.execute_sql(
        "CREATE TABLE orders (id INTEGER PRIMARY KEY,"
        " customer_id INTEGER NOT NULL REFERENCES customer (id))"
    )
found = generate_models(db)
names = []
if found:
    ada = found["customer"].create(name="Ada")
    found["orders"].create(customer=ada)
    names = [order.customer.name for order in found["orders"].select()]
print(f"models: {sorted(found)}; an order's customer: {names}")
sys.exit(0 if sorted(found) == ["customer", "orders"] and names == ["Ada"] else 10)
