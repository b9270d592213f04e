# /// script
# requires-python = ">=3.12"
# dependencies = ["starlette==1.10.0", "httpx2==2.16.2"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys
from threading import Barrier, BrokenBarrierError

from anyio.to_thread import current_default_thread_limiter
from httpx2 import ASGITransport, AsyncClient
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

two_at_once = Barrier(2)


def meet(request):
    """Blocks until a second request is here too."""
    try:
        two_at_once.wait(timeout=1)
    except BrokenBarrierError:
        return PlainTextResponse("alone")
    return PlainTextResponse("met")


async def blocking(request):
    return meet(request)


# The control: the same code in an async endpoint.
endpoint = blocking if "--control" in sys.argv else meet
app = Starlette(routes=[Route("/", endpoint)])


async def main():
    transport = ASGITransport(app=app)
    async with AsyncClient(transport=transport, base_url="http://test") as client:
        answers = await asyncio.gather(client.get("/"), client.get("/"))
        return answers[0].text, current_default_thread_limiter().total_tokens


answer, threads = asyncio.run(main())
print(f"two requests that block: {answer}; the pool has {threads:.0f} threads")
sys.exit(0 if (answer, threads) == ("met", 40) else 10)
