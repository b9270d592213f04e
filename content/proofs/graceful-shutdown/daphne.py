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

async def app(scope, receive, send):
    assert scope["type"] == "http"
    await asyncio.sleep(2)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"answered"})
""")

def wait_for(server):
    for _ in range(200):
        try:
            return socket.create_connection(("127.0.0.1", 8001), timeout=1).close()
        except OSError:
            time.sleep(0.05)


def get():
    try:
        return urlopen("http://127.0.0.1:8001/", timeout=10).read().decode()
    except OSError as error:
        return f"cut off ({error})"


command = [sys.executable, "-m", "daphne", "shop:app", "--port", "8001"]
with ThreadPoolExecutor() as pool:
    with subprocess.Popen(command, stdout=-3, stderr=-3) as server:
        wait_for(server)
        answer = pool.submit(get)
        time.sleep(0.7)
        if "--control" in sys.argv:  # a stand-in: whoever stops it waits first
            answer.result()
        server.terminate()
        server.wait(timeout=15)
    seen = answer.result()
print(f"the request that was under way when SIGTERM came: {seen}")
sys.exit(0 if seen != "answered" else 10)
