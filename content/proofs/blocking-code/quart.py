# /// script
# requires-python = ">=3.13"
# dependencies = ["quart==0.23.1"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys
from threading import Barrier, BrokenBarrierError

from quart import Quart

app = Quart(__name__)
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


# The control: the same code in an async view.
app.get("/")(blocking if "--control" in sys.argv else meet)


async def main():
    client = app.test_client()
    answers = await asyncio.gather(client.get("/"), client.get("/"))
    return await answers[0].get_data(as_text=True)


answer = asyncio.run(main())
print(f"two requests to a plain def view that blocks: {answer}")
sys.exit(0 if answer == "met" else 10)
