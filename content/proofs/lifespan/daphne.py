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
from pathlib import Path

async def app(scope, receive, send):
    if scope["type"] == "lifespan":
        while True:
            kind = (await receive())["type"]
            with Path("events").open("a") as events:
                print(kind, file=events)
            await send({"type": kind + ".complete"})
            if kind == "lifespan.shutdown":
                return
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"hello"})
""")

def wait_for(server):
    for _ in range(200):
        try:
            return socket.create_connection(("127.0.0.1", 8001), timeout=1).close()
        except OSError:
            time.sleep(0.05)


command = [sys.executable, "-m", "daphne", "shop:app", "--port", "8001"]
if "--control" in sys.argv:  # a stand-in for a server that sends them
    Path("events").write_text("lifespan.startup\nlifespan.shutdown\n")
with subprocess.Popen(command, stdout=-3, stderr=-3) as server:
    wait_for(server)
    status = urlopen('http://127.0.0.1:8001/').status
    server.terminate()
events = Path("events").read_text().split() if Path("events").exists() else []
print(f"a request was answered with {status}; events of the lifespan: {events or 'none'}")
sys.exit(0 if status == 200 and not events else 10)
