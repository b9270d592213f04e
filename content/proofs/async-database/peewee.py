# /// script
# requires-python = ">=3.12"
# dependencies = ["peewee[aiosqlite]==4.5.3", "aiosqlite==0.22.0"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys

from peewee import SqliteDatabase, TextField
from playhouse.pwasyncio import AsyncSqliteDatabase

# The control: the database that is not asynchronous.
control = "--control" in sys.argv
db = (SqliteDatabase if control else AsyncSqliteDatabase)("orders.sqlite3")


class Order(db.Model):
    title = TextField()


async def main():
    if control:
        return "no await", hasattr(db, "aexecute")
    async with db:
        await db.acreate_tables([Order])
        try:
            async with db.atomic():  # a transaction
                await Order.acreate(title="ink")
                raise ValueError
        except ValueError:
            pass
        async with db.atomic():
            await Order.acreate(title="pen")
        found = [order.title for order in await db.list(Order.select())]
    await db.close_pool()
    return found, "aiosqlite" in sys.modules


found, driver = asyncio.run(main())
print(f"stored and undone in awaited transactions: {found}; aiosqlite waits: {driver}")
sys.exit(0 if found == ["pen"] and driver else 10)
