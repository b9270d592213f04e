# /// script
# requires-python = ">=3.12"
# dependencies = ["gunicorn==27.0.1", "websockets==15.0.1"]
# [tool.hub]
# control = "self"
# ///
import subprocess
import sys
from pathlib import Path

from websockets.exceptions import InvalidMessage, InvalidStatus
from websockets.sync.client import connect

Path("shop.py").write_text("""
async def asgi(scope, receive, send):
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
        message = await receive()
        await send({"type": "websocket.send", "text": "echo: " + message["text"]})

def wsgi(environ, start_response):
    start_response("200 OK", [])
    return [b"a page"]
""")
# The control: the default worker, which speaks WSGI.
worker = ["shop:wsgi"] if "--control" in sys.argv else ["shop:asgi", "-k", "asgi"]
command = [sys.executable, "-m", "gunicorn", "--bind", "127.0.0.1:8001", *worker]
with subprocess.Popen(command, stderr=-1) as server:
    while b"Booting worker" not in server.stderr.readline():
        pass
    try:
        with connect("ws://127.0.0.1:8001/") as client:
            client.send("hello")
            answer = client.recv()
    except (InvalidStatus, InvalidMessage) as error:
        answer = str(error)
    server.terminate()
print(f"answer over the WebSocket: {answer}")
sys.exit(0 if answer == "echo: hello" else 10)
