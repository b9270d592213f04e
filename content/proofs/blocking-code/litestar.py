# /// script
# requires-python = ">=3.12"
# dependencies = ["litestar==2.25.0"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys
from threading import Barrier, BrokenBarrierError

from httpx import ASGITransport, AsyncClient
from litestar import Litestar, get


def handler(path, in_thread):
    two_at_once = Barrier(2)

    @get(path, sync_to_thread=in_thread)
    def meet() -> str:
        """Blocks until a second request is here too."""
        try:
            two_at_once.wait(timeout=1)
        except BrokenBarrierError:
            return "alone"
        return "met"

    return meet


async def main():
    # The control: both handlers are sent to a thread.
    plain = handler("/plain", "--control" in sys.argv)
    app = Litestar([plain, handler("/thread", True)])
    async with AsyncClient(
        transport=ASGITransport(app=app), base_url="http://test"
    ) as client:
        pairs = []
        for path in ("/plain", "/thread"):
            answers = await asyncio.gather(client.get(path), client.get(path))
            pairs.append(answers[0].text)
        return pairs


plain, thread = asyncio.run(main())
print(f"two requests that block: {plain}; with sync_to_thread=True: {thread}")
sys.exit(0 if (plain, thread) == ("alone", "met") else 10)
