# /// script
# requires-python = ">=3.12"
# dependencies = ["granian==2.8.9"]
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
from threading import Barrier, BrokenBarrierError

two_at_once = Barrier(2)

def meet():
    try:
        return b"met" if two_at_once.wait(timeout=1) >= 0 else b""
    except BrokenBarrierError:
        return b"alone"

def wsgi(environ, start_response):
    start_response("200 OK", [])
    return [meet()]

async def app(scope, receive, send):
    assert scope["type"] == "http"
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": meet()})
""")

def wait_for(server):
    for _ in range(200):
        try:
            return socket.create_connection(("127.0.0.1", 8001), timeout=1).close()
        except OSError:
            time.sleep(0.05)


seen = []
for arguments in [
    ["granian", "shop:app", "--interface", "asgi", "--port", "8001"],
    ["granian", "shop:wsgi", "--interface", "wsgi", "--port", "8001"],
]:
    command = [sys.executable, "-m", *arguments]
    with subprocess.Popen(command, stdout=-3, stderr=-3) as server:
        wait_for(server)
        if "--control" in sys.argv:  # the control: one request after the other
            answers = [urlopen("http://127.0.0.1:8001/") for _ in range(2)]
        else:
            with ThreadPoolExecutor() as pool:
                answers = list(pool.map(urlopen, ["http://127.0.0.1:8001/"] * 2))
        seen.append(answers[0].read().decode())
        server.terminate()
print(f"two requests to code that blocks, one process: ASGI {seen[0]}, WSGI {seen[1]}")
sys.exit(0 if seen == ["alone", "met"] else 10)
