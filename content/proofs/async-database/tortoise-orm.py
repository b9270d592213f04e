# /// script
# requires-python = ">=3.12"
# dependencies = ["tortoise-orm==1.1.9"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys
from contextlib import nullcontext

from tortoise import Tortoise, fields
from tortoise.models import Model
from tortoise.transactions import in_transaction


class Order(Model):
    title = fields.CharField(max_length=100)


async def main():
    await Tortoise.init(db_url="sqlite://:memory:", modules={"models": [__name__]})
    await Tortoise.generate_schemas()

    try:
        # The control: nothing is undone without a transaction.
        whole = nullcontext() if "--control" in sys.argv else in_transaction()
        async with whole:
            await Order.create(title="ink")
            raise ValueError
    except ValueError:
        pass
    async with in_transaction():
        await Order.create(title="pen")
    found = await Order.all()
    await Tortoise.close_connections()
    return [order.title for order in found]


seen = asyncio.run(main())
driver = "aiosqlite" in sys.modules
print(f"stored and undone in awaited transactions: {seen}; aiosqlite waits: {driver}")
sys.exit(0 if seen == ["pen"] and driver else 10)
