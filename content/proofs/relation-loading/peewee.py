# /// script
# requires-python = ">=3.12"
# dependencies = ["peewee==4.5.3"]
# [tool.hub]
# control = "self"
# ///
import sys

from peewee import CharField, ForeignKeyField, SqliteDatabase, prefetch

db = SqliteDatabase(":memory:")


class Customer(db.Model):
    name = CharField()


class Order(db.Model):
    customer = ForeignKeyField(Customer, backref="orders")


class Note(db.Model):
    # The control: a field that loads when it is asked for.
    lazy = "--control" in sys.argv
    customer = ForeignKeyField(Customer, backref="notes", lazy_load=lazy)


db.create_tables([Customer, Order, Note])
for name in ("Ada", "Bob", "Eve"):
    customer = Customer.create(name=name)
    Order.create(customer=customer)
    Note.create(customer=customer)
sent = []
plain = db.execute_sql
db.execute_sql = lambda *args, **more: sent.append(args[0]) or plain(*args, **more)


def queries(read):
    sent.clear()
    assert len(read()) == 3
    return len(sent)


def names(orders):
    return [order.customer.name for order in orders]


hidden = queries(lambda: names(Order.select()))
joined = queries(lambda: names(Order.select(Order, Customer).join(Customer)))
fetched = queries(lambda: [list(c.orders) for c in prefetch(Customer.select(), Order)])
kind = type(Note.select().get().customer).__name__
backwards = queries(lambda: [list(c.notes) for c in Customer.select()])
print(
    f"three orders and their customers: {hidden} queries; joined: {joined}; "
    f"prefetched: {fetched}; with lazy_load=False: {kind}, backwards {backwards} queries"
)
seen = (hidden, joined, fetched, kind, backwards)
sys.exit(0 if seen == (4, 1, 2, "int", 4) else 10)
