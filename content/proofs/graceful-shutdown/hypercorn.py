# /// script
# requires-python = ">=3.12"
# dependencies = ["hypercorn==0.18.0"]
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
    await asyncio.sleep(3)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"answered"})
""")


def get():
    try:
        return urlopen("http://127.0.0.1:8001/", timeout=10).read().decode()
    except OSError:
        return "cut off"


def seen(workers):
    command = [sys.executable, "-m", "hypercorn", "shop:app", "--bind", "127.0.0.1:8001"]
    command += ["--graceful-timeout", "1", "--workers", workers]
    with subprocess.Popen(command, stdout=-3, stderr=-3, start_new_session=True) as server:
        while socket.socket().connect_ex(("127.0.0.1", 8001)) and server.poll() is None:
            time.sleep(0.05)
        time.sleep(2)  # all workers are up
        with ThreadPoolExecutor() as pool:
            answer = pool.submit(get)
            time.sleep(0.7)
            if "--control" in sys.argv:  # the control: all its processes are killed
                os.killpg(server.pid, signal.SIGKILL)
            server.terminate()
            return answer.result()


one, two = seen("1"), seen("2")
print(f"3 seconds under way, a limit of 1: {one} with one worker, {two} with two")
sys.exit(0 if (one, two) == ("answered", "cut off") else 10)
