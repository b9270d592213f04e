# /// script
# requires-python = ">=3.12"
# dependencies = ["litestar==2.25.0", "advanced-alchemy==1.12.0", "sqlalchemy==2.1.9", "aiosqlite==0.22.1", "greenlet==3.5.6"]
# [tool.hub]
# control = "self"
# ///
import sys

from litestar import Litestar, post
from litestar.di import NamedDependency
from litestar.params import JSONBody
from litestar.plugins.sqlalchemy import SQLAlchemyAsyncConfig, SQLAlchemyPlugin, base
from litestar.testing import TestClient
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped


class Order(base.BigIntBase):
    sku: Mapped[str]


@post("/orders")
async def create_order(
    data: JSONBody[dict[str, str]], db_session: NamedDependency[AsyncSession]
) -> dict[str, int]:
    order = Order(sku=data["sku"])
    db_session.add(order)
    await db_session.flush()
    stored = await db_session.scalar(select(func.count(Order.id)))
    return {"id": order.id, "stored": stored}


config = SQLAlchemyAsyncConfig(
    connection_string="sqlite+aiosqlite:///shop.sqlite", create_all=True
)
# The control: Litestar without the add-on.
plugins = [] if "--control" in sys.argv else [SQLAlchemyPlugin(config)]
try:
    with TestClient(Litestar([create_order], plugins=plugins)) as client:
        answer = client.post("/orders", json={"sku": "pen"})
    seen = answer.status_code, answer.json()
except Exception as error:
    seen = type(error).__name__, {}
print(f"a row stored and counted through an injected session: {seen}")
sys.exit(0 if seen == (201, {"id": 1, "stored": 1}) else 10)
