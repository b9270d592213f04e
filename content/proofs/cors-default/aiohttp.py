# /// script
# requires-python = ">=3.12"
# dependencies = ["aiohttp==3.14.5", "aiohttp-cors==0.8.1"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys

import aiohttp_cors
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

FRONT, OTHER = "https://shop.example", "https://other.example"


async def hello(request):
    return web.Response(text="hello")


async def allowed(*sites):
    """For which of the two sites a page may be read."""
    app = web.Application()
    route = app.router.add_get("/", hello)
    if sites:
        options = {site: aiohttp_cors.ResourceOptions() for site in sites}
        aiohttp_cors.setup(app, defaults=options).add(route)
    names = []
    async with TestClient(TestServer(app)) as client:
        for site in (FRONT, OTHER):
            told = (await client.get("/", headers={"Origin": site})).headers
            if told.get("Access-Control-Allow-Origin") in (site, "*"):
                names.append(site)
    return names


before = asyncio.run(allowed())
# The control: every site is let in.
after = asyncio.run(allowed("*" if "--control" in sys.argv else FRONT))
print(f"by default: {before or 'no site'}; by aiohttp-cors with one named: {after}")
sys.exit(0 if (before, after) == ([], [FRONT]) else 10)
