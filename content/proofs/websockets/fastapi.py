# /// script
# requires-python = ">=3.12"
# dependencies = ["fastapi==0.165.0", "httpx2==2.16.2"]
# [tool.hub]
# control = "self"
# ///
import sys
from typing import Annotated

from fastapi import Depends, FastAPI, WebSocket
from fastapi.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

app = FastAPI()


def get_greeting():
    return "Message text was"


@app.websocket("/echo")
async def echo(websocket: WebSocket, greeting: Annotated[str, Depends(get_greeting)]):
    await websocket.accept()
    async for text in websocket.iter_text():
        await websocket.send_text(f"{greeting}: {text}")


# The control: an address without a WebSocket route.
address = "/" if "--control" in sys.argv else "/echo"
answers = []
try:
    with TestClient(app).websocket_connect(address) as connection:
        for text in ("one", "two"):
            connection.send_text(text)
            answers.append(connection.receive_text())
except WebSocketDisconnect as closed:
    answers.append(f"closed with {closed.code}")
print(f"echoed: {answers}")
sys.exit(0 if answers == ["Message text was: one", "Message text was: two"] else 10)
