# /// script
# requires-python = ">=3.12"
# dependencies = ["hypercorn==0.18.0"]
# [tool.hub]
# control = "self"
# ///
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.request import urlopen

Path("shop.py").write_text("""
import asyncio
import sys
import time

released = asyncio.Event()

async def app(scope, receive, send):
    assert scope["type"] == "http"
    if scope["path"] == "/release":
        released.set()
    elif "BLOCKS":
        time.sleep(1)
    else:
        await asyncio.wait_for(released.wait(), timeout=5)
    body = str(released.is_set()).encode()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": body})
""".replace('"BLOCKS"', str("--control" in sys.argv)))  # the control blocks

def wait_for(server):
    while socket.socket().connect_ex(("127.0.0.1", 8001)) and server.poll() is None:
        time.sleep(0.05)


def get(path):
    return urlopen(f"http://127.0.0.1:8001{path}").read().decode()


command = [sys.executable, "-m", "hypercorn", "shop:app", "--bind", "127.0.0.1:8001"]
command += ["--workers", "0"]  # within one process
with subprocess.Popen(command, stdout=-3, stderr=-3) as server, ThreadPoolExecutor() as pool:
    wait_for(server)
    waiting = pool.submit(get, "/wait")
    time.sleep(0.3)
    get("/release")
    answer = waiting.result()
    server.terminate()
print(f"one process; a request waited for another: {answer}")
sys.exit(0 if answer == "True" else 10)
