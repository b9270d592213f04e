# /// script
# requires-python = ">=3.12"
# dependencies = ["litestar==2.25.0"]
# [tool.hub]
# control = "self"
# ///
import sys

from litestar import Litestar
from litestar.exceptions import WebSocketDisconnect
from litestar.handlers import websocket_listener
from litestar.testing import TestClient


@websocket_listener("/orders")
async def order(data: dict[str, int]) -> dict[str, int]:
    return {"total": data["quantity"] * 3}


# The control: an application without a WebSocket route.
handlers = [] if "--control" in sys.argv else [order]
answers = []
try:
    with (
        TestClient(Litestar(handlers)) as client,
        client.websocket_connect("/orders") as connection,
    ):
        for quantity in (1, 2):
            connection.send_json({"quantity": quantity})
            answers.append(connection.receive_json())
except WebSocketDisconnect as closed:
    answers.append(f"closed with {closed.code}")
print(f"answers over the WebSocket: {answers}")
sys.exit(0 if answers == [{"total": 3}, {"total": 6}] else 10)
