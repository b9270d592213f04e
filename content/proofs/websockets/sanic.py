# /// script
# requires-python = ">=3.12"
# dependencies = ["sanic==25.12.1", "websockets==17.4"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys

from sanic import Sanic, text
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

app = Sanic("shop")
app.add_route(lambda request: text("a page"), "/page", name="page")

if "--control" not in sys.argv:  # the control: an application without such a route

    @app.websocket("/echo")
    async def echo(request, connection):
        async for message in connection:
            await connection.send(f"echo: {message}")


async def main():
    server = await app.create_server(port=8001, return_asyncio_server=True)
    await server.startup()
    answers = []
    try:
        async with connect("ws://127.0.0.1:8001/echo") as connection:
            for message in ("one", "two"):
                await connection.send(message)
                answers.append(await connection.recv())
    except InvalidStatus as error:
        answers.append(f"answered with {error.response.status_code}")
    return answers


answers = asyncio.run(main())
print(f"answers over the WebSocket: {answers}")
sys.exit(0 if answers == ["echo: one", "echo: two"] else 10)
