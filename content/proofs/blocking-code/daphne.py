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
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.request import urlopen

Path("shop.py").write_text("""
import asyncio
from threading import Barrier, BrokenBarrierError

two_at_once = Barrier(2)

def meet():
    try:
        return b"met" if two_at_once.wait(timeout=1) >= 0 else b""
    except BrokenBarrierError:
        return b"alone"

async def app(scope, receive, send):
    assert scope["type"] == "http"
    if "THREADS":
        body = await asyncio.to_thread(meet)
    else:
        body = meet()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": body})
""".replace('"THREADS"', str("--control" in sys.argv)))  # a stand-in: a framework's threads

def wait_for(server):
    for _ in range(200):
        try:
            return socket.create_connection(("127.0.0.1", 8001), timeout=1).close()
        except OSError:
            time.sleep(0.05)


command = [sys.executable, "-m", "daphne", "shop:app", "--port", "8001"]
with subprocess.Popen(command, stdout=-3, stderr=-3) as server, ThreadPoolExecutor() as pool:
    wait_for(server)
    answers = list(pool.map(urlopen, ["http://127.0.0.1:8001/"] * 2))
    seen = answers[0].read().decode()
    server.terminate()
print(f"two requests at once to code that blocks: {seen}")
sys.exit(0 if seen == "alone" else 10)
