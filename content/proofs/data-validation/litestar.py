# /// script
# requires-python = ">=3.12"
# dependencies = ["litestar==2.25.0"]
# [tool.hub]
# control = "self"
# ///
import sys
from typing import Annotated, Any

from litestar import Litestar, post
from litestar.params import JSONBody
from litestar.testing import TestClient
from msgspec import Meta, Struct


class Order(Struct):
    sku: str
    quantity: Annotated[int, Meta(ge=1)]


Body = dict[str, Any] if "--control" in sys.argv else Order  # the control: no fields


@post("/orders")
async def create_order(data: JSONBody[Body]) -> Body:
    return data


with TestClient(Litestar([create_order])) as client:
    good = client.post("/orders", json={"sku": "pen", "quantity": 3})
    bad = client.post("/orders", json={"sku": "pen", "quantity": "many"})
errors = [error["message"] for error in bad.json().get("extra", [])]
print(f"a good body: {good.status_code}; a bad one: {bad.status_code}, {errors}")
sys.exit(0 if (good.status_code, bad.status_code) == (201, 400) and errors else 10)
