# /// script
# requires-python = ">=3.12"
# dependencies = ["starlette==1.10.0", "httpx2==2.16.2"]
# [tool.hub]
# control = "self"
# ///
import sys
import time

import anyio
from httpx2 import ASGITransport, AsyncClient
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route


async def wait(request):
    if "--control" in sys.argv:
        time.sleep(0.5)  # the control: it blocks instead of waiting
    else:
        with anyio.fail_after(5):
            await released.wait()
    return PlainTextResponse(f"served: {released.is_set()}")


async def release(request):
    released.set()
    return PlainTextResponse("released")


app = Starlette(routes=[Route("/wait", wait), Route("/release", release)])
answers = []


async def ask(client, path):
    answers.append((await client.get(path)).text)


async def main():
    transport = ASGITransport(app=app)
    async with AsyncClient(transport=transport, base_url="http://test") as client:
        async with anyio.create_task_group() as group:
            group.start_soon(ask, client, "/wait")
            group.start_soon(ask, client, "/release")


released = anyio.Event()
anyio.run(main)
print(f"while one request waited, another was {max(answers)}")
sys.exit(0 if "served: True" in answers else 10)
