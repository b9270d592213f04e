# /// script
# requires-python = ">=3.12"
# dependencies = ["falcon==4.4.0"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys

import falcon.asgi
from falcon import testing


class Echo:
    async def on_get(self, req, resp):
        resp.text = "a page"

    if "--control" not in sys.argv:  # the control: no responder for WebSockets

        async def on_websocket(self, req, ws):
            await ws.accept()
            while True:
                try:
                    text = await ws.receive_text()
                except falcon.WebSocketDisconnected:
                    return
                await ws.send_text(f"echo: {text}")


async def main():
    app = falcon.asgi.App()
    app.add_route("/echo", Echo())
    async with testing.ASGIConductor(app) as conductor:
        try:
            async with conductor.simulate_ws("/echo") as ws:
                answers = []
                for text in ("one", "two"):
                    await ws.send_text(text)
                    answers.append(await ws.receive_text())
                return answers
        except falcon.WebSocketDisconnected as closed:
            return f"closed with {closed.code}"


answers = asyncio.run(main())
print(f"answers over the WebSocket: {answers}")
sys.exit(0 if answers == ["echo: one", "echo: two"] else 10)
