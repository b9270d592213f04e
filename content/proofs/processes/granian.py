# /// script
# requires-python = ">=3.12"
# dependencies = ["granian==2.8.9"]
# [tool.hub]
# control = "self"
# ///
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

Path("shop.py").write_text("""
import os

async def app(scope, receive, send):
    assert scope["type"] == "http"
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": str(os.getpid()).encode()})
""")

def wait_for(server):
    while socket.socket().connect_ex(("127.0.0.1", 8001)) and server.poll() is None:
        time.sleep(0.05)


def workers(seconds):
    """The processes that answered within so many seconds."""
    found, until = set(), time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            found.add(int(urlopen("http://127.0.0.1:8001/", timeout=5).read()))
        except OSError:
            found.add("no answer")
        time.sleep(0.02)
    return found


command = [sys.executable, "-m", "granian", "shop:app"]
command += ["--interface", "asgi", "--port", "8001", "--workers", "2"]
with subprocess.Popen(command, stdout=-3, stderr=-3) as server:
    wait_for(server)
    before = workers(3)
    if "--control" not in sys.argv:  # the control: nobody asks for new ones
        server.send_signal(signal.SIGHUP)
    during = workers(6)
    after = workers(1)
    server.terminate()
new = len(after - before - {"no answer"})
print(f"of two processes, {new} were new after SIGHUP; a request failed meanwhile: {'no answer' in during}")
sys.exit(0 if new == 2 and "no answer" not in during else 10)
