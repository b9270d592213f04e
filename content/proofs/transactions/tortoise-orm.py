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
from tortoise.exceptions import IntegrityError
from tortoise.models import Model
from tortoise.transactions import in_transaction


class Order(Model):
    number = fields.IntField(unique=True)


async def main():
    await Tortoise.init(db_url="sqlite://:memory:", modules={"models": [__name__]})
    await Tortoise.generate_schemas()

    # The control: no inner block.
    inner = nullcontext if "--control" in sys.argv else in_transaction
    async with in_transaction():
        await Order.create(number=1)
        try:
            async with inner():
                await Order.create(number=2)
                await Order.create(number=1)  # is there already
        except IntegrityError:
            pass
        await Order.create(number=3)
    found = await Order.all().values_list("number", flat=True)
    await Tortoise.close_connections()
    return sorted(found)


numbers = asyncio.run(main())
print(f"an inner block failed at its second insert; stored: {numbers}")
sys.exit(0 if numbers == [1, 3] else 10)
