# /// script
# requires-python = ">=3.12"
# dependencies = ["uvicorn==0.54.0"]
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

async def asgi(scope, receive, send):
    assert scope["type"] == "http"
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": meet()})
""")

def wait_for(server):
    while socket.socket().connect_ex(("127.0.0.1", 8001)) and server.poll() is None:
        time.sleep(0.05)


at_a_time = 1 if "--control" in sys.argv else 2  # the control: one request after the other
seen = []
for kind in ("asgi", "wsgi"):
    command = [sys.executable, "-m", "uvicorn", f"shop:{kind}", "--port", "8001"]
    chosen = ["--interface", {"asgi": "asgi3"}.get(kind, kind), "--lifespan", "off"]
    with subprocess.Popen([*command, *chosen], stdout=-3, stderr=-3) as server:
        wait_for(server)
        with ThreadPoolExecutor(at_a_time) as pool:
            answers = list(pool.map(lambda url: urlopen(url).read(), ["http://127.0.0.1:8001/"] * 2))
        seen.append(answers[0].decode())
        server.terminate()
print(f"two requests to code that blocks, one process: ASGI {seen[0]}, deprecated WSGI {seen[1]}")
sys.exit(0 if seen == ["alone", "met"] else 10)
