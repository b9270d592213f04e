# /// script
# requires-python = ">=3.12"
# dependencies = ["tortoise-orm==1.1.9"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys

from tortoise import Tortoise, expressions, fields, functions
from tortoise.expressions import RawSQL
from tortoise.models import Model
from tortoise.queryset import QuerySet


class Order(Model):
    total = fields.IntField()


def names(thing):
    found = [
        name
        for name in dir(thing)
        if name.lower().startswith(("window", "cte", "with_", "over"))
    ]
    # The control: a stand-in for a library that has them.
    return [*found, "window"] if "--control" in sys.argv else found


async def main():
    await Tortoise.init(db_url="sqlite://:memory:", modules={"models": [__name__]})
    await Tortoise.generate_schemas()

    for total in (3, 40, 5):
        await Order.create(total=total)
    running = RawSQL("SUM(total) OVER (ORDER BY id)")
    rows = (
        await Order.annotate(so_far=running)
        .order_by("id")
        .values_list("so_far", flat=True)
    )
    await Tortoise.close_connections()
    return rows


sums = asyncio.run(main())
found = names(expressions) + names(functions) + names(QuerySet)
print(f"names for windows and CTEs: {found or 'none'}; by raw SQL: {sums}")
sys.exit(0 if sums == [3, 43, 48] and not found else 10)
