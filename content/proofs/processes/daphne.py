# /// script
# requires-python = ">=3.12"
# dependencies = ["daphne==4.2.3"]
# [tool.hub]
# control = "self"
# ///
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

def workers(seconds):
    """The processes that answered within so many seconds."""
    found, until = set(), time.monotonic() + seconds
    while time.monotonic() < until:
        found.add(int(urlopen("http://127.0.0.1:8001/", timeout=5).read()))
        time.sleep(0.02)
    return found


def refused(*arguments):
    command = [sys.executable, "-m", "daphne", *arguments, "shop:app"]
    done = subprocess.run(command, capture_output=True, text=True)
    return done.stderr.strip().splitlines()[-1].partition("error: ")[2]


shared = socket.create_server(("127.0.0.1", 8001))
number = str(shared.fileno())
command = [sys.executable, "-m", "daphne", "--fd", number, "shop:app"]
# The control: a supervisor that starts two on one socket.
wanted = 2 if "--control" in sys.argv else 1
servers = [
    subprocess.Popen(command, pass_fds=[shared.fileno()], stderr=-3) for _ in range(wanted)
]
time.sleep(3)
found = workers(2)
for server in servers:
    server.kill()
print(f"processes that answer: {len(found)}; {refused('--workers', '2')}")
sys.exit(0 if len(found) == 1 else 10)
