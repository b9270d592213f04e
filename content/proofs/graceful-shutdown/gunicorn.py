# /// script
# requires-python = ">=3.12"
# dependencies = ["gunicorn==27.0.1"]
# [tool.hub]
# control = "self"
# ///
import os
import signal
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
    while socket.socket().connect_ex(("127.0.0.1", 8001)) and server.poll() is None:
        time.sleep(0.05)


def get():
    try:
        return urlopen("http://127.0.0.1:8001/", timeout=10).read().decode()
    except OSError as error:
        return f"cut off ({error})"


command = [sys.executable, "-m", "gunicorn", "shop:app"]
command += ["-k", "asgi", "--bind", "127.0.0.1:8001", "--graceful-timeout", "10"]
with ThreadPoolExecutor() as pool:
    with subprocess.Popen(command, stdout=-3, stderr=-3, start_new_session=True) as server:
        wait_for(server)
        answer = pool.submit(get)
        time.sleep(0.7)
        if "--control" in sys.argv:  # the control: all its processes are killed
            os.killpg(server.pid, signal.SIGKILL)
        server.terminate()
        ended = server.wait(timeout=15) is not None
    seen = answer.result()
print(f"the request that was under way when SIGTERM came: {seen}; then it ended: {ended}")
sys.exit(0 if seen == "answered" and ended else 10)
