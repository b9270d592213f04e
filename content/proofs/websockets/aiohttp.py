# /// script
# requires-python = ">=3.12"
# dependencies = ["aiohttp==3.14.5"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys

from aiohttp import WSServerHandshakeError, web
from aiohttp.test_utils import TestClient, TestServer


async def echo(request):
    connection = web.WebSocketResponse()
    await connection.prepare(request)
    async for message in connection:
        await connection.send_str(f"echo: {message.data}")
    return connection


async def main():
    app = web.Application()
    if "--control" not in sys.argv:  # the control: an application without it
        app.router.add_get("/echo", echo)
    answers = []
    async with TestClient(TestServer(app)) as client:
        try:
            async with client.ws_connect("/echo") as connection:
                for text in ("one", "two"):
                    await connection.send_str(text)
                    answers.append(await connection.receive_str())
        except WSServerHandshakeError as error:
            answers.append(f"answered with {error.status}")
    return answers


answers = asyncio.run(main())
print(f"answers over the WebSocket: {answers}")
sys.exit(0 if answers == ["echo: one", "echo: two"] else 10)
