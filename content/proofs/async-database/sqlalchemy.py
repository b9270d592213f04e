# /// script
# requires-python = ">=3.12"
# dependencies = ["sqlalchemy[asyncio]==2.1.9", "aiosqlite==0.22.0"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys

from sqlalchemy import select
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "order"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]


async def main():
    # The control: a driver that cannot be awaited.
    driver = "sqlite" if "--control" in sys.argv else "sqlite+aiosqlite"
    try:
        engine = create_async_engine(f"{driver}://")
    except InvalidRequestError as error:
        return str(error)
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    async with AsyncSession(engine) as session:
        async with session.begin():  # a transaction
            session.add(Order(title="pen"))
        found = (await session.scalars(select(Order))).all()
    await engine.dispose()
    return [order.title for order in found]


seen = asyncio.run(main())
print(f"stored in a transaction and read, both awaited: {seen}"[:190])
sys.exit(0 if seen == ["pen"] else 10)
