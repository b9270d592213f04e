# /// script
# requires-python = ">=3.13"
# dependencies = ["quart==0.23.1"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys

from quart import Quart, websocket
from quart.testing.connections import WebsocketResponseError

app = Quart(__name__)

if "--control" not in sys.argv:  # the control: an application without such a route

    @app.websocket("/echo")
    async def echo():
        while True:
            await websocket.send(f"echo: {await websocket.receive()}")


async def main():
    answers = []
    try:
        async with app.test_client().websocket("/echo") as connection:
            for text in ("one", "two"):
                await connection.send(text)
                answers.append(await connection.receive())
    except WebsocketResponseError as error:
        answers.append(f"answered with {error.response.status_code}")
    return answers


answers = asyncio.run(main())
print(f"answers over the WebSocket: {answers}")
sys.exit(0 if answers == ["echo: one", "echo: two"] else 10)
