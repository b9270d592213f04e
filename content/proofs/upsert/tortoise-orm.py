# /// script
# requires-python = ">=3.12"
# dependencies = ["tortoise-orm==1.1.9"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys

from tortoise import Tortoise, connections, fields
from tortoise.models import Model


class Stock(Model):
    sku = fields.CharField(max_length=20, unique=True)
    amount = fields.IntField()


async def main():
    await Tortoise.init(db_url="sqlite://:memory:", modules={"models": [__name__]})
    await Tortoise.generate_schemas()

    await Stock.create(sku="pen", amount=1)

    connection = connections.get("default")
    sent = []
    for name in ("execute_insert", "execute_many", "execute_query"):

        async def noting(query, *args, plain=getattr(connection, name), **more):
            sent.append(query)
            return await plain(query, *args, **more)

        setattr(connection, name, noting)

    new = [Stock(sku="pen", amount=5), Stock(sku="ink", amount=7)]
    if "--control" in sys.argv:  # the control: what is there stays
        await Stock.bulk_create(new, ignore_conflicts=True)
    else:
        await Stock.bulk_create(new, on_conflict=["sku"], update_fields=["amount"])
    kinds = [statement.split()[0] for statement in sent]
    stored = dict(await Stock.all().values_list("sku", "amount"))
    await Tortoise.close_connections()
    return stored, kinds


stored, kinds = asyncio.run(main())
print(f"stored: {stored}; calls of the driver: {kinds}")
sys.exit(0 if stored == {"pen": 5, "ink": 7} and set(kinds) == {"INSERT"} else 10)
