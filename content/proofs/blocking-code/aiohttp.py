# /// script
# requires-python = ">=3.12"
# dependencies = ["aiohttp==3.14.5"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys
from threading import Barrier, BrokenBarrierError

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

two_at_once = Barrier(2)


def meet():
    """Blocks until a second request is here too."""
    try:
        two_at_once.wait(timeout=1)
    except BrokenBarrierError:
        return "alone"
    return "met"


async def handler(request):
    if "--control" in sys.argv:  # code of your own moves the work into a thread
        return web.Response(text=await asyncio.to_thread(meet))
    return web.Response(text=meet())


async def main():
    app = web.Application()
    app.router.add_get("/", handler)
    async with TestClient(TestServer(app)) as client:
        answers = await asyncio.gather(client.get("/"), client.get("/"))
        return await answers[0].text()


answer = asyncio.run(main())
print(f"two requests to a handler that blocks: {answer}")
sys.exit(0 if answer == "alone" else 10)
