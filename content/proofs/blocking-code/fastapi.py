# /// script
# requires-python = ">=3.12"
# dependencies = ["fastapi==0.165.0", "httpx2==2.16.2"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys
from threading import Barrier, BrokenBarrierError

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient

app = FastAPI()
two_at_once = Barrier(2)


def meet():
    """Blocks until a second request is here too."""
    try:
        two_at_once.wait(timeout=1)
    except BrokenBarrierError:
        return "alone"
    return "met"


async def blocking():
    return meet()


# The control: the same code in an async def endpoint.
app.get("/")(blocking if "--control" in sys.argv else meet)


async def main():
    transport = ASGITransport(app=app)
    async with AsyncClient(transport=transport, base_url="http://test") as client:
        answers = await asyncio.gather(client.get("/"), client.get("/"))
        return answers[0].json(), current_default_thread_limiter().total_tokens


answer, threads = asyncio.run(main())
print(f"two requests that block: {answer}; the pool has {threads:.0f} threads")
sys.exit(0 if (answer, threads) == ("met", 40) else 10)
