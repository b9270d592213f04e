# /// script
# requires-python = ">=3.12"
# dependencies = ["aiohttp==3.14.5"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys
from importlib.resources import files

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer


async def show_order(request: web.Request) -> web.Response:
    order_id: int = request.match_info["order_id"]
    if "--control" in sys.argv:  # a stand-in for a framework that acts on hints
        order_id = int(order_id)
    return web.Response(text=type(order_id).__name__)


async def main():
    app = web.Application()
    app.router.add_get("/orders/{order_id}", show_order)
    async with TestClient(TestServer(app)) as client:
        return await (await client.get("/orders/7")).text()


marker = files("aiohttp").joinpath("py.typed").is_file()
got = asyncio.run(main())
print(f"py.typed in the package: {marker}; a value hinted as int arrives as {got}")
sys.exit(0 if marker and got == "str" else 10)
