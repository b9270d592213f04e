# /// script
# requires-python = ">=3.12"
# dependencies = ["tortoise-orm==1.1.9"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys
from inspect import signature

from tortoise import Tortoise, connections, fields
from tortoise.models import Model


class Order(Model):
    title = fields.CharField(max_length=100)


async def main():
    await Tortoise.init(db_url="sqlite://:memory:", modules={"models": [__name__]})
    await Tortoise.generate_schemas()

    await Order.create(title="pen")
    connection = connections.get("default")
    by_title = 'SELECT * FROM "order" WHERE title = '
    wanted = "pen' OR '1'='1"  # as a parameter it is only a name
    if "--control" in sys.argv:
        hostile = await connection.execute_query_dict(f"{by_title}'{wanted}'")
    else:
        hostile = await connection.execute_query_dict(f"{by_title}?", [wanted])
    rows = await connection.execute_query_dict(f"{by_title}?", ["pen"])
    objects = await Order.raw(f"{by_title}'pen'")
    await Tortoise.close_connections()
    return [type(order).__name__ for order in objects], rows, len(hostile)


seen, rows, hostile = asyncio.run(main())
takes = list(signature(Order.raw).parameters)
print(
    f"rows by a parameter: {rows}; a hostile value finds {hostile}; objects: {seen}; raw() takes {takes}"
)
plain = rows == [{"id": 1, "title": "pen"}] and not hostile
sys.exit(0 if plain and seen == ["Order"] and takes == ["sql", "using_db"] else 10)
