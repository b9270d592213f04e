# /// script
# requires-python = ">=3.12"
# dependencies = ["peewee==4.5.3"]
# [tool.hub]
# control = "self"
# ///
import sys

from peewee import CharField, ForeignKeyField, IntegerField, SqliteDatabase, fn

db = SqliteDatabase(":memory:")


class Customer(db.Model):
    name = CharField()


class Order(db.Model):
    total = IntegerField()
    customer = ForeignKeyField(Customer, backref="orders")


db.create_tables([Customer, Order])
ada = Customer.create(name="Ada")
for total in (3, 40):
    order = Order(customer=ada, total=total)
    if "--control" not in sys.argv:  # the control: objects that are not saved
        order.save()
wanted = Order.select().join(Customer).where(Customer.name == "Ada")
found = list(wanted.where(Order.total > 10))
spent = Order.select(fn.SUM(Order.total)).scalar()
seen = [(type(order).__name__, order.customer.name, order.total) for order in found]
print(f"found by the customer's name: {seen}; spent in all: {spent}")
sys.exit(0 if seen == [("Order", "Ada", 40)] and spent == 43 else 10)
