# /// script
# requires-python = ">=3.12"
# dependencies = ["sanic==25.12.1", "httpx2==2.16.2"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys
import time

from httpx2 import AsyncClient
from sanic import Sanic, json

app = Sanic("shop")
released = asyncio.Event()


@app.get("/wait")
async def wait(request):
    if "--control" in sys.argv:
        time.sleep(0.5)  # the control: it blocks instead of waiting
    else:
        await asyncio.wait_for(released.wait(), timeout=5)
    return json({"released": released.is_set()})


@app.get("/release")
async def release(request):
    released.set()
    return json({})


async def main():
    server = await app.create_server(port=8001, return_asyncio_server=True)
    await server.startup()
    async with AsyncClient(base_url="http://127.0.0.1:8001") as client:
        waiting = asyncio.create_task(client.get("/wait"))
        await asyncio.sleep(0.2)
        await client.get("/release")
        return (await waiting).json()["released"]


together = asyncio.run(main())
print(f"another request was served while one waited, on one event loop: {together}")
sys.exit(0 if together else 10)
