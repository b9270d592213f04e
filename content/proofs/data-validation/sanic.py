# /// script
# requires-python = ">=3.12"
# dependencies = ["sanic==25.12.1", "sanic-ext==25.12.0", "pydantic==2.14.4", "sanic-testing==24.6.0"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys
from dataclasses import dataclass

from sanic import Sanic, json
from sanic_ext import validate

app = Sanic("shop")


@dataclass
class Order:
    sku: str
    quantity: int


async def create_order(request, body=None):
    order = body or Order(**request.json)
    return json({"quantity": order.quantity})


# The control: the handler without the add-on's decorator.
handler = (
    create_order if "--control" in sys.argv else validate(json=Order)(create_order)
)
app.add_route(handler, "/orders", methods=["POST"])


async def main():
    codes = []
    for quantity in (3, "many"):
        body = {"sku": "pen", "quantity": quantity}
        _, answer = await app.asgi_client.post("/orders", json=body)
        codes.append(answer.status)
    return codes


codes = asyncio.run(main())
print(f"with sanic-ext, a good body and a quantity of 'many': {codes}")
sys.exit(0 if codes == [200, 400] else 10)
