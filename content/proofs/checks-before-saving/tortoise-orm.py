# /// script
# requires-python = ">=3.12"
# dependencies = ["tortoise-orm==1.1.9"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys

from tortoise import Tortoise, fields
from tortoise.exceptions import ValidationError
from tortoise.models import Model


class Item(Model):
    # The control: a field without a length.
    if "--control" in sys.argv:
        sku = fields.TextField()
    else:
        sku = fields.CharField(max_length=3)
    amount = fields.IntField()


async def store(sku, amount):
    try:
        await Item(sku=sku, amount=amount).save()
    except (ValidationError, ValueError, TypeError) as error:
        return type(error).__name__
    return "stored"


async def main():
    await Tortoise.init(db_url="sqlite://:memory:", modules={"models": [__name__]})
    await Tortoise.generate_schemas()

    seen = await store("pencil", 1), await store("pen", "many")
    await Tortoise.close_connections()
    return seen


too_long, no_number = asyncio.run(main())
print(f"a name that is too long: {too_long}; a text as a number: {no_number}")
sys.exit(0 if (too_long, no_number) == ("ValidationError", "ValueError") else 10)
