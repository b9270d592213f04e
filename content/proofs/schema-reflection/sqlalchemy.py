# /// script
# requires-python = ">=3.12"
# dependencies = ["sqlalchemy==2.1.9"]
# [tool.hub]
# control = "self"
# ///
import sys

from sqlalchemy import create_engine, text
from sqlalchemy.ext.automap import automap_base
from sqlalchemy.orm import Session

engine = create_engine("sqlite://")
with engine.begin() as connection:
    connection.execute(
        text("CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT)")
    )
    connection.execute(
        text(
            "CREATE TABLE orders (id INTEGER PRIMARY KEY,"
            " customer_id INTEGER NOT NULL REFERENCES customer (id))"
        )
    )
Base = automap_base()
if "--control" in sys.argv:
    Base.prepare()  # the control: nothing is read
else:
    Base.prepare(autoload_with=engine)
classes = sorted(Base.classes.keys())
names = []
if classes:
    with Session(engine) as session:
        ada = Base.classes.customer(name="Ada")
        session.add(Base.classes.orders(customer=ada))
        session.flush()
        found = session.query(Base.classes.orders).all()
        names = [order.customer.name for order in found]
print(f"classes: {classes}; an order's customer: {names}")
sys.exit(0 if classes == ["customer", "orders"] and names == ["Ada"] else 10)
