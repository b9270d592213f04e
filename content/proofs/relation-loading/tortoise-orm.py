# /// script
# requires-python = ">=3.12"
# dependencies = ["tortoise-orm==1.1.9"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys
from unittest.mock import AsyncMock

from tortoise import Tortoise, connections, fields
from tortoise.exceptions import NoValuesFetched
from tortoise.models import Model


class Customer(Model):
    name = fields.CharField(max_length=100)


class Order(Model):
    customer = fields.ForeignKeyField("models.Customer", related_name="orders")


async def queries(orders):
    execute = connections.get("default").execute_query
    execute.reset_mock()
    assert len([order.customer.name for order in await orders]) == 3
    return execute.await_count


async def main():
    await Tortoise.init(db_url="sqlite://:memory:", modules={"models": [__name__]})
    await Tortoise.generate_schemas()

    for name in ("Ada", "Bob", "Eve"):
        await Order.create(customer=await Customer.create(name=name))
    connection = connections.get("default")
    connection.execute_query = AsyncMock(wraps=connection.execute_query)  # counts
    joined = await queries(Order.all().select_related("customer"))
    fetched = await queries(Order.all().prefetch_related("customer"))
    orders, customers = Order.all(), Customer.all()
    if "--control" in sys.argv:  # the control: what was asked for
        orders = orders.select_related("customer")
        customers = customers.prefetch_related("orders")
    refused = []
    for attempt in (queries(orders), backwards(customers)):
        try:
            await attempt
        except (AttributeError, NoValuesFetched) as error:
            refused.append(type(error).__name__)
    await Tortoise.close_connections()
    print(f"joined: {joined} query; prefetched: {fetched}; not asked for: {refused}")
    sys.exit(0 if (joined, fetched) == (1, 2) and len(refused) == 2 else 10)


async def backwards(customers):
    return [len(customer.orders) for customer in await customers]


asyncio.run(main())
