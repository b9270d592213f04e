# /// script
# requires-python = ">=3.12"
# dependencies = ["granian==2.8.9"]
# [tool.hub]
# control = "self"
# ///
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

Path("assets").mkdir()
Path("assets/style.css").write_text("h1 { color: navy }")
Path("shop.py").write_text("""
async def app(scope, receive, send):
    assert scope["type"] == "http"
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"the application"})
""")


def wait_for(server):
    while socket.socket().connect_ex(("127.0.0.1", 8001)) and server.poll() is None:
        time.sleep(0.05)


command = [sys.executable, "-m", "granian", "shop:app", "--interface", "asgi", "--port", "8001"]
if "--control" not in sys.argv:  # the control: no folder, so that the application is asked
    command += ["--static-path-route", "/static", "--static-path-mount", "assets"]
with subprocess.Popen(command, stdout=-3, stderr=-3) as server:
    wait_for(server)
    answer = urlopen("http://127.0.0.1:8001/static/style.css")
    kind, text = answer.headers["content-type"], answer.read().decode()
    other = urlopen("http://127.0.0.1:8001/").read().decode()
    server.terminate()
print(f"/static/style.css is answered as {kind} with {text!r}; / by {other}")
sys.exit(0 if (kind, text) == ("text/css", "h1 { color: navy }") else 10)
