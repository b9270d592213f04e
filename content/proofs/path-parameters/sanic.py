# /// script
# requires-python = ">=3.12"
# dependencies = ["sanic==25.12.1", "sanic-testing==24.6.0"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys

from sanic import Sanic, json

app = Sanic("shop")
# The control: a part without a type.
rule = "/orders/<order_id>" if "--control" in sys.argv else "/orders/<order_id:int>"


@app.get(rule)
async def show_order(request, order_id):
    return json({"order_id": order_id})


async def main():
    _, good = await app.asgi_client.get("/orders/7")
    _, bad = await app.asgi_client.get("/orders/seven")
    return good.json["order_id"], bad.status


order_id, refused = asyncio.run(main())
print(f"/orders/7 gives {order_id!r}, /orders/seven is answered with {refused}")
sys.exit(0 if (order_id, refused) == (7, 404) else 10)
