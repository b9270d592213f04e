# /// script
# requires-python = ">=3.12"
# dependencies = ["uvicorn==0.54.0", "websockets==15.0.1"]
# [tool.hub]
# control = "self"
# ///
import sys
import threading

import uvicorn
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect


async def app(scope, receive, send):
    if scope["type"] == "lifespan" or "--control" in sys.argv:
        return  # the control: an application without WebSockets
    await receive()
    await send({"type": "websocket.accept"})
    while (message := await receive())["type"] == "websocket.receive":
        await send({"type": "websocket.send", "text": f"echo: {message['text']}"})


server = uvicorn.Server(uvicorn.Config(app, port=8001, log_level="critical"))
threading.Thread(target=server.run, daemon=True).start()
while not server.started:
    pass
try:
    with connect("ws://127.0.0.1:8001/") as client:
        client.send("hello")
        answer = client.recv()
except InvalidStatus as error:
    answer = str(error)
server.should_exit = True
print(f"answer over the WebSocket: {answer}")
sys.exit(0 if answer == "echo: hello" else 10)
