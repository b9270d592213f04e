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
    for _ in range(200):
        try:
            return socket.create_connection(("127.0.0.1", 8001), timeout=1).close()
        except OSError:
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
command += ["--interface", "asgi", "--port", "8001"]
command += ["--workers", "2", "--respawn-interval", "0.5"]
if "--control" not in sys.argv:  # the control: as it is by default
    command.append("--respawn-failed-workers")
with subprocess.Popen(command, stdout=-3, stderr=-3) as server:
    wait_for(server)
    time.sleep(2)
    before = workers(1) - {"no answer"}
    os.kill(min(before), signal.SIGKILL)
    time.sleep(4)
    after = workers(1)
    replaced = len(after - before - {"no answer"}) == 1
    server.terminate()
print(f"workers: {len(before)}; one that was killed was replaced: {replaced}")
sys.exit(0 if len(before) == 2 and replaced else 10)
