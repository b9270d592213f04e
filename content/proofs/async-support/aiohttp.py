# /// script
# requires-python = ">=3.12"
# dependencies = ["aiohttp==3.14.5"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys
import time

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

released = asyncio.Event()


async def wait(request):
    if "--control" in sys.argv:
        time.sleep(0.5)  # the control: it blocks instead of waiting
    else:
        await asyncio.wait_for(released.wait(), timeout=5)
    return web.json_response({"released": released.is_set()})


async def release(request):
    released.set()
    return web.Response()


async def main():
    app = web.Application()
    app.add_routes([web.get("/wait", wait), web.get("/release", release)])
    async with TestClient(TestServer(app)) as client:
        waiting = asyncio.create_task(client.get("/wait"))
        await asyncio.sleep(0.1)
        await client.get("/release")
        return (await (await waiting).json())["released"]


together = asyncio.run(main())
print(f"another request was served while one waited, on one event loop: {together}")
sys.exit(0 if together else 10)
