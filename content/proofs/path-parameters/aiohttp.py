# /// script
# requires-python = ">=3.12"
# dependencies = ["aiohttp==3.14.5"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer


async def show_order(request):
    order_id = request.match_info["order_id"]
    if "--control" in sys.argv:  # a stand-in for a framework that converts it
        order_id = int(order_id)
    return web.json_response({"order_id": order_id})


async def main():
    app = web.Application()
    app.router.add_get(r"/orders/{order_id:\d+}", show_order)
    async with TestClient(TestServer(app)) as client:
        good, bad = await client.get("/orders/7"), await client.get("/orders/seven")
        return (await good.json())["order_id"], bad.status


order_id, refused = asyncio.run(main())
print(
    f"/orders/7 gives the handler {order_id!r}, /orders/seven is answered with "
    f"{refused}"
)
sys.exit(0 if (order_id, refused) == ("7", 404) else 10)
