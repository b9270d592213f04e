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


class Order(Model):
    total = fields.IntField()


async def main():
    await Tortoise.init(db_url="sqlite://:memory:", modules={"models": [__name__]})
    await Tortoise.generate_schemas()

    connection = connections.get("default")
    sent = []
    for name in ("execute_insert", "execute_many", "execute_query"):

        async def noting(query, *args, plain=getattr(connection, name), **more):
            sent.append(query)
            return await plain(query, *args, **more)

        setattr(connection, name, noting)

    orders = [Order(total=number) for number in range(500)]
    if "--control" in sys.argv:
        for order in orders:  # the control: one by one
            await order.save()
    else:
        await Order.bulk_create(orders)
    keys = sum(order.pk is not None for order in orders)
    inserts = sum(statement.startswith("INSERT") for statement in sent)
    stored = await Order.all().count()
    await Tortoise.close_connections()
    return stored, inserts, keys


stored, inserts, keys = asyncio.run(main())
print(f"500 objects: {stored} stored by {inserts} calls; {keys} of them know their key")
sys.exit(0 if stored == 500 and inserts < 10 and keys == 0 else 10)
