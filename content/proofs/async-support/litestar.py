# /// script
# requires-python = ">=3.12"
# dependencies = ["litestar==2.25.0"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys
import time

from httpx import ASGITransport, AsyncClient
from litestar import Litestar, get

released = asyncio.Event()


@get("/wait")
async def wait() -> dict[str, bool]:
    if "--control" in sys.argv:
        time.sleep(0.5)  # the control: it blocks instead of waiting
        return {"released": released.is_set()}
    await asyncio.wait_for(released.wait(), timeout=5)
    return {"released": True}


@get("/release")
async def release() -> dict[str, bool]:
    released.set()
    return {}


async def main():
    transport = ASGITransport(app=Litestar([wait, release]))
    async with AsyncClient(transport=transport, base_url="http://test") as client:
        answers = await asyncio.gather(client.get("/wait"), client.get("/release"))
    return answers[0].json()["released"]


together = asyncio.run(main())
print(f"another request was served while one waited, on one event loop: {together}")
sys.exit(0 if together else 10)
