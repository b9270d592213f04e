# /// script
# requires-python = ">=3.12"
# dependencies = ["fastapi==0.165.0", "httpx2==2.16.2"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys
import time

from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient

app = FastAPI()
released = asyncio.Event()


@app.get("/wait")
async def wait():
    if "--control" in sys.argv:
        time.sleep(0.5)  # the control: it blocks instead of waiting
        return {"released": released.is_set()}
    await asyncio.wait_for(released.wait(), timeout=5)
    return {"released": True}


@app.get("/release")
async def release():
    released.set()
    return {}


async def main():
    transport = ASGITransport(app=app)
    async with AsyncClient(transport=transport, base_url="http://test") as client:
        answers = await asyncio.gather(client.get("/wait"), client.get("/release"))
    return answers[0].json()["released"]


together = asyncio.run(main())
print(f"another request was served while one waited, on one event loop: {together}")
sys.exit(0 if together else 10)
