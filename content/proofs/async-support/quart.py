# /// script
# requires-python = ">=3.13"
# dependencies = ["quart==0.23.1"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys
import time

from quart import Quart

app = Quart(__name__)
released = asyncio.Event()


@app.get("/wait")
async def wait():
    if "--control" in sys.argv:
        time.sleep(0.5)  # the control: it blocks instead of waiting
    else:
        await asyncio.wait_for(released.wait(), timeout=5)
    return {"released": released.is_set()}


@app.get("/release")
async def release():
    released.set()
    return {}


async def main():
    client = app.test_client()
    answers = await asyncio.gather(client.get("/wait"), client.get("/release"))
    return (await answers[0].json)["released"]


together = asyncio.run(main())
print(f"another request was served while one waited, on one event loop: {together}")
sys.exit(0 if together else 10)
