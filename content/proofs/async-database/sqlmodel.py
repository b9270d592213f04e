# /// script
# requires-python = ">=3.12"
# dependencies = ["sqlmodel[asyncio]==0.0.50", "aiosqlite==0.22.0"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys

from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlmodel import Field, SQLModel, select
from sqlmodel.ext.asyncio.session import AsyncSession


class Order(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    title: str


async def main():
    # The control: a driver that cannot be awaited.
    driver = "sqlite" if "--control" in sys.argv else "sqlite+aiosqlite"
    try:
        engine = create_async_engine(f"{driver}://")
    except InvalidRequestError as error:
        return str(error)
    async with engine.begin() as connection:
        await connection.run_sync(SQLModel.metadata.create_all)
    async with AsyncSession(engine) as session:
        async with session.begin():  # a transaction
            session.add(Order(title="pen"))
        found = (await session.exec(select(Order))).all()
    await engine.dispose()
    return [order.title for order in found]


seen = asyncio.run(main())
print(f"stored in a transaction and read, both awaited: {seen}"[:190])
sys.exit(0 if seen == ["pen"] else 10)
