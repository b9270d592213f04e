# /// script
# requires-python = ">=3.12"
# dependencies = ["starlette==1.10.0", "httpx2==2.16.2"]
# [tool.hub]
# control = "self"
# ///
import sys

from starlette.applications import Starlette
from starlette.endpoints import WebSocketEndpoint
from starlette.routing import WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect


class Echo(WebSocketEndpoint):
    encoding = "text"

    async def on_receive(self, websocket, data):
        await websocket.send_text(f"echo: {data}")


# The control: an application without a WebSocket route.
routes = [] if "--control" in sys.argv else [WebSocketRoute("/echo", Echo)]
answers = []
try:
    with TestClient(Starlette(routes=routes)).websocket_connect("/echo") as connection:
        for text in ("one", "two"):
            connection.send_text(text)
            answers.append(connection.receive_text())
except WebSocketDisconnect as closed:
    answers.append(f"closed with {closed.code}")
print(f"answers over the WebSocket: {answers}")
sys.exit(0 if answers == ["echo: one", "echo: two"] else 10)
