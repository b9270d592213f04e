# /// script
# requires-python = ">=3.12"
# dependencies = ["granian==2.8.9", "websockets==15.0.1"]
# [tool.hub]
# control = "self"
# ///
import socket
import subprocess
import sys
import time
from pathlib import Path

from websockets.exceptions import InvalidMessage, InvalidStatus
from websockets.sync.client import connect

Path("shop.py").write_text("""
async def app(scope, receive, send):
    assert scope["type"] in {"websocket", "http"}
    await receive()
    if "REFUSES":
        return await send({"type": "websocket.close"})
    await send({"type": "websocket.accept"})
    while (message := await receive())["type"] == "websocket.receive":
        await send({"type": "websocket.send", "text": "echo: " + message["text"]})
""".replace('"REFUSES"', str("--control" in sys.argv)))  # the control refuses

def wait_for(server):
    for _ in range(200):
        try:
            return socket.create_connection(("127.0.0.1", 8001), timeout=1).close()
        except OSError:
            time.sleep(0.05)


command = [sys.executable, "-m", "granian", "shop:app"]
command += ["--interface", "asgi", "--port", "8001"]
with subprocess.Popen(command, stdout=-3, stderr=-3) as server:
    wait_for(server)
    try:
        with connect("ws://127.0.0.1:8001/") as client:
            client.send("hello")
            answer = client.recv()
    except (InvalidStatus, InvalidMessage) as error:
        answer = str(error)
    server.terminate()
print(f"answer over the WebSocket: {answer}")
sys.exit(0 if answer == "echo: hello" else 10)
