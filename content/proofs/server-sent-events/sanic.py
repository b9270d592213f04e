# /// script
# requires-python = ">=3.12"
# dependencies = ["sanic==25.12.1"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys

from sanic import Sanic

log = []


def made(n):
    log.append(f"made {n}")
    return f"event: price\ndata: {n}\n\n"


turns = (made(n) for n in (1, 2))
if "--control" in sys.argv:  # the control: all of it is made before any is sent
    turns = list(turns)
app = Sanic("shop")


@app.get("/")
async def stream(request):
    response = await request.respond(content_type="text/event-stream")
    for turn in turns:
        await response.send(turn)
        await asyncio.sleep(0.1)


async def main():
    server = await app.create_server(port=8001, return_asyncio_server=True)
    await server.startup()
    reader, writer = await asyncio.open_connection("127.0.0.1", 8001)
    writer.write(b"GET / HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n")
    while part := await reader.read(4096):
        log.extend(part.decode().split("\r\n"))


asyncio.run(main())
first = next(line for line in log if "data:" in line)
early = "made 2" not in log[: log.index(first)]
print(f"the first event, sent before the second was made ({early}): {first!r}")
sys.exit(0 if early and first == "event: price\ndata: 1\n\n" else 10)
