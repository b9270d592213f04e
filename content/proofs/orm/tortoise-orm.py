# /// script
# requires-python = ">=3.12"
# dependencies = ["tortoise-orm==1.1.9"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys

from tortoise import Tortoise, fields
from tortoise.functions import Sum
from tortoise.models import Model


class Customer(Model):
    name = fields.CharField(max_length=100)


class Order(Model):
    total = fields.IntField()
    customer = fields.ForeignKeyField("models.Customer", related_name="orders")


async def main():
    await Tortoise.init(db_url="sqlite://:memory:", modules={"models": [__name__]})
    await Tortoise.generate_schemas()

    ada = await Customer.create(name="Ada")
    for total in (3, 40):
        order = Order(customer=ada, total=total)
        if "--control" not in sys.argv:  # the control: objects that are not saved
            await order.save()
    wanted = Order.filter(customer__name="Ada", total__gt=10)
    found = await wanted.select_related("customer")
    totals = await Order.annotate(spent=Sum("total")).values_list("spent", flat=True)
    await Tortoise.close_connections()
    return [(type(o).__name__, o.customer.name, o.total) for o in found], totals


seen, spent = asyncio.run(main())
print(f"found by the customer's name: {seen}; totals: {spent}")
sys.exit(0 if seen == [("Order", "Ada", 40)] else 10)
