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


@web.middleware
async def number_request(request, handler):
    response = await handler(request)
    response.headers["X-Request"] = "no. 1"
    return response


async def hello(request):
    return web.Response(text="hello")


async def main():
    parts = [number_request]
    if "--control" not in sys.argv:  # the control: no shared middleware is added
        parts.append(web.normalize_path_middleware(merge_slashes=True))
    app = web.Application(middlewares=parts)
    app.router.add_get("/shop/hello", hello)
    async with TestClient(TestServer(app)) as client:
        own = (await client.get("/shop/hello")).headers["X-Request"]
        shared = (await client.get("/shop//hello")).status
        return own, shared


own, shared = asyncio.run(main())
print(f"own middleware: {own}; /shop//hello, which a shared one mends: {shared}")
sys.exit(0 if (own, shared) == ("no. 1", 200) else 10)
