# /// script
# requires-python = ">=3.12"
# dependencies = ["granian==2.8.9"]
# [tool.hub]
# control = "self"
# ///
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
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
        with suppress(OSError):
            found.add(int(urlopen("http://127.0.0.1:8001/", timeout=5).read()))
        time.sleep(0.02)
    return found


command = [sys.executable, "-m", "granian", "shop:app"]
command += ["--interface", "asgi", "--port", "8001"]
command += ["--workers", "2", "--respawn-interval", "0.5"]
if "--control" not in sys.argv:  # the control: as it is by default
    command.append("--respawn-failed-workers")
with subprocess.Popen(command, stdout=-3, stderr=-3) as server:
    wait_for(server)
    before = workers(3)
    os.kill(min(before), signal.SIGKILL)
    replaced = len(workers(5) - before) == 1
    server.terminate()
print(f"workers: {len(before)}; one that was killed was replaced: {replaced}")
sys.exit(0 if len(before) == 2 and replaced else 10)
