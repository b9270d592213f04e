# /// script
# requires-python = ">=3.12"
# dependencies = ["gunicorn==27.0.1"]
# [tool.hub]
# control = "self"
# ///
import subprocess
import sys
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
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": meet()})
""")


def two_requests(port, *arguments):
    address = f"127.0.0.1:{port}"
    command = [sys.executable, "-m", "gunicorn", "--bind", address, *arguments]
    with subprocess.Popen(command, stderr=-1) as server:
        while b"Booting worker" not in server.stderr.readline():
            pass
        with ThreadPoolExecutor() as pool:
            answers = list(pool.map(urlopen, [f"http://{address}/"] * 2))
        server.kill()  # or it would wait for its threads
    return answers[0].read().decode()


# The control: threads where none are asked for.
threads = "2" if "--control" in sys.argv else "1"
seen = [
    two_requests(8001, "shop:wsgi", "--threads", threads),
    two_requests(8002, "shop:wsgi", "-k", "gthread", "--threads", "2"),
    two_requests(8003, "shop:asgi", "-k", "asgi"),
]
print(f"two blocking requests: sync {seen[0]}, gthread {seen[1]}, asgi {seen[2]}")
sys.exit(0 if seen == ["alone", "met", "alone"] else 10)
