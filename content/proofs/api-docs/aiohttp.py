# /// script
# requires-python = ">=3.12"
# dependencies = ["aiohttp==3.14.5", "aiohttp-apischema==0.0.2"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys
from typing import Literal

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from aiohttp_apischema import APIResponse, SchemaGenerator

schema = SchemaGenerator()


@schema.api()
async def orders(request: web.Request) -> APIResponse[list[str], Literal[200]]:
    return APIResponse(["pen"])


async def main():
    app = web.Application()
    app.router.add_get("/orders", orders)
    if "--control" not in sys.argv:  # the control: aiohttp without the add-on
        schema.setup(app)
    async with TestClient(TestServer(app)) as client:
        page = await client.get("/swagger/")
        description = await client.get("/schema")
        paths = (await description.json())["paths"] if description.ok else {}
        return page.status, list(paths)


status, paths = asyncio.run(main())
print(f"/swagger/ is answered with {status}; described: {paths or 'nothing'}")
sys.exit(0 if (status, paths) == (200, ["/orders"]) else 10)
