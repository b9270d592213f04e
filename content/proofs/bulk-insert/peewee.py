# /// script
# requires-python = ">=3.12"
# dependencies = ["peewee==4.5.3"]
# [tool.hub]
# control = "self"
# ///
import sys

from peewee import IntegerField, SqliteDatabase

db = SqliteDatabase(":memory:")


class Order(db.Model):
    total = IntegerField()


db.create_tables([Order])
sent = []
plain = db.execute_sql
db.execute_sql = lambda *args, **more: sent.append(args[0]) or plain(*args, **more)
orders = [Order(total=number) for number in range(500)]
if "--control" in sys.argv:
    for order in orders:  # the control: one by one
        order.save()
else:
    Order.bulk_create(orders)
inserts = sum(statement.startswith("INSERT") for statement in sent)
keys = sum(order.id is not None for order in orders)
print(
    f"500 objects: {inserts} INSERT; {keys} of them know their key; stored: {Order.select().count()}"
)
sys.exit(0 if inserts == 1 and keys == 0 else 10)
