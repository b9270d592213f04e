# /// script
# requires-python = ">=3.12"
# dependencies = ["aiohttp==3.14.5", "aiohttp-sse==3.0"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from aiohttp_sse import sse_response

log = []


def made(n):
    log.append(f"made {n}")
    return str(n)


turns = (made(n) for n in (1, 2))
if "--control" in sys.argv:  # the control: all of it is made before any is sent
    turns = list(turns)


async def stream(request):
    async with sse_response(request) as response:
        for turn in turns:
            await response.send(turn, event="price")
            await asyncio.sleep(0.1)
    return response


async def main():
    app = web.Application()
    app.router.add_get("/", stream)
    async with TestClient(TestServer(app)) as client:
        async with client.get("/") as response:
            async for part, _ in response.content.iter_chunks():
                log.append(part.decode())


asyncio.run(main())
first = next(line for line in log if "data:" in line)
early = "made 2" not in log[: log.index(first)]
print(f"the first event, sent before the second was made ({early}): {first!r}")
sys.exit(0 if early and first == "event: price\r\ndata: 1\r\n\r\n" else 10)
