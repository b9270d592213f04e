# /// script
# requires-python = ">=3.12"
# dependencies = ["peewee==4.5.3"]
# [tool.hub]
# control = "self"
# ///
import sys
from contextlib import nullcontext

from peewee import IntegerField, IntegrityError, SqliteDatabase

db = SqliteDatabase(":memory:")


class Order(db.Model):
    number = IntegerField(unique=True)


def store(inner):
    with db.atomic():
        Order.create(number=1)
        try:
            with inner():
                Order.create(number=2)
                Order.create(number=1)  # is there already
        except IntegrityError:
            pass
        Order.create(number=3)


db.create_tables([Order])
store(nullcontext if "--control" in sys.argv else db.atomic)  # the control: no block
numbers = sorted(order.number for order in Order.select())
print(f"an inner block failed at its second insert; stored: {numbers}")
sys.exit(0 if numbers == [1, 3] else 10)
