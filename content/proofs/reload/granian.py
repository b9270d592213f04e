# /// script
# requires-python = ">=3.12"
# dependencies = ["granian==2.8.9", "watchfiles==1.3.0"]
# [tool.hub]
# control = "self"
# ///
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

CODE = """
async def app(scope, receive, send):
    assert scope["type"] == "http"
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"ANSWER"})
"""

def wait_for(server):
    for _ in range(200):
        try:
            return socket.create_connection(("127.0.0.1", 8001), timeout=1).close()
        except OSError:
            time.sleep(0.05)


def get():
    try:
        return urlopen("http://127.0.0.1:8001/", timeout=5).read().decode()
    except OSError:
        return "no answer"


Path("shop.py").write_text(CODE.replace("ANSWER", "old"))
command = [sys.executable, "-m", "granian", "shop:app"]
command += ["--interface", "asgi", "--port", "8001"]
if "--control" not in sys.argv:  # the control: no reloading
    command.append("--reload")
with subprocess.Popen(command, stdout=-3, stderr=-3) as server:
    wait_for(server)
    before = get()
    time.sleep(1.5)
    Path("shop.py").write_text(CODE.replace("ANSWER", "new code"))
    for _ in range(30):
        time.sleep(0.3)
        if (after := get()) == "new code":
            break
    server.terminate()
print(f"before the file was saved: {before}; after it: {after}")
sys.exit(0 if (before, after) == ("old", "new code") else 10)
