# /// script
# requires-python = ">=3.12"
# dependencies = ["aiohttp==3.14.5"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys
from contextlib import suppress

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

steps = []


async def send_mails(queue):
    while True:
        address = await queue.get()
        steps.append(f"mail to {address}")


async def mailing(app):
    queue = app[mails] = asyncio.Queue()
    if "--control" in sys.argv:
        yield  # the control: nobody is there to send them
        return
    task = asyncio.create_task(send_mails(queue))
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    steps.append(f"at the end cancelled: {task.cancelled()}")


async def create_order(request):
    request.app[mails].put_nowait("ada@example.org")
    return web.Response(text="created")


async def main():
    app = web.Application()
    app.router.add_post("/", create_order)
    app.cleanup_ctx.append(mailing)
    async with TestClient(TestServer(app)) as client:
        steps.append(f"answered with {(await client.post('/')).status}")
        await asyncio.sleep(0.2)


mails = web.AppKey("mails", asyncio.Queue)
asyncio.run(main())
print("; ".join(steps))
done = {"answered with 200", "mail to ada@example.org", "at the end cancelled: True"}
sys.exit(0 if set(steps) == done else 10)
