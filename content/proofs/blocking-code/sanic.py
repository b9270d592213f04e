# /// script
# requires-python = ">=3.12"
# dependencies = ["sanic==25.12.1", "httpx2==2.16.2"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys
from threading import Barrier, BrokenBarrierError

from httpx2 import AsyncClient
from sanic import Sanic, text

app = Sanic("shop")
two_at_once = Barrier(2)


def meet():
    """Blocks until a second request is here too."""
    try:
        two_at_once.wait(timeout=1)
    except BrokenBarrierError:
        return "alone"
    return "met"


def plain(request):
    return text(meet())


async def elsewhere(request):
    return text(await asyncio.to_thread(meet))


# The control: code of your own moves the work into a thread.
app.add_route(elsewhere if "--control" in sys.argv else plain, "/")


async def main():
    server = await app.create_server(port=8001, return_asyncio_server=True)
    await server.startup()
    async with AsyncClient(base_url="http://127.0.0.1:8001") as client:
        answers = await asyncio.gather(client.get("/"), client.get("/"))
        return answers[0].text


answer = asyncio.run(main())
print(f"two requests to a plain def handler that blocks: {answer}")
sys.exit(0 if answer == "alone" else 10)
