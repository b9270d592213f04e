# /// script
# requires-python = ">=3.13"
# dependencies = ["quart==0.23.1"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys

from quart import Quart

app = Quart(__name__)
# The control: a path without a converter.
rule = "/orders/<order_id>" if "--control" in sys.argv else "/orders/<int:order_id>"


@app.get(rule)
async def show_order(order_id):
    return {"order_id": order_id}


async def main():
    client = app.test_client()
    good, bad = await client.get("/orders/7"), await client.get("/orders/seven")
    return (await good.json)["order_id"], bad.status_code


order_id, refused = asyncio.run(main())
print(
    f"/orders/7 gives the view {order_id!r}, /orders/seven is answered with {refused}"
)
sys.exit(0 if order_id == 7 and refused == 404 else 10)
