# /// script
# requires-python = ">=3.13"
# dependencies = ["quart==0.23.1"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys

from quart import Quart

log = []


def made(n):
    log.append(f"made {n}")
    return f"event: price\ndata: {n}\n\n"


turns = (made(n) for n in (1, 2))
if "--control" in sys.argv:  # the control: all of it is made before any is sent
    turns = list(turns)
app = Quart(__name__)


async def prices():
    for turn in turns:
        yield turn
        await asyncio.sleep(0.1)


@app.get("/")
async def stream():
    return prices(), {"Content-Type": "text/event-stream"}


async def ask(app):
    """What the application sends, into the log, as a server would be told."""
    scope = {"type": "http", "method": "GET", "path": "/", "raw_path": b"/"}
    scope |= {"query_string": b"", "headers": [(b"host", b"shop.example")]}
    scope |= {"http_version": "1.1", "scheme": "http", "root_path": ""}
    scope |= {"asgi": {"version": "3.0"}, "server": ("shop.example", 80)}

    async def receive():
        await asyncio.sleep(1)
        return {"type": "http.disconnect"}

    async def send(message):
        if text := message.get("body", b"").decode():
            log.append(text)

    await app(scope, receive, send)


asyncio.run(ask(app))
first = next(line for line in log if "data:" in line)
early = "made 2" not in log[: log.index(first)]
print(f"the first event, sent before the second was made ({early}): {first!r}")
sys.exit(0 if early and first == "event: price\ndata: 1\n\n" else 10)
