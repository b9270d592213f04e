# /// script
# requires-python = ">=3.12"
# dependencies = ["falcon==4.4.0", "httpx2==2.16.2"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys
import time

import falcon.asgi
from httpx2 import ASGITransport, AsyncClient

released = asyncio.Event()


class Wait:
    async def on_get(self, req, resp):
        if "--control" in sys.argv:
            time.sleep(0.5)  # the control: it blocks instead of waiting
        else:
            await asyncio.wait_for(released.wait(), timeout=5)
        resp.media = {"released": released.is_set()}


class Release:
    async def on_get(self, req, resp):
        released.set()


async def main():
    app = falcon.asgi.App()
    app.add_route("/wait", Wait())
    app.add_route("/release", Release())
    transport = ASGITransport(app=app)
    async with AsyncClient(transport=transport, base_url="http://test") as client:
        answers = await asyncio.gather(client.get("/wait"), client.get("/release"))
    return answers[0].json()["released"]


together = asyncio.run(main())
print(f"another request was served while one waited, on one event loop: {together}")
sys.exit(0 if together else 10)
