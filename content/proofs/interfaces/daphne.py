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
from asgiref.wsgi import WsgiToAsgi

async def asgi(scope, receive, send):
    assert scope["type"] == "http"
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"asgi"})

def wsgi(environ, start_response):
    start_response("200 OK", [])
    return [b"wsgi"]

adapted = WsgiToAsgi(wsgi)
""")

def wait_for(server):
    while socket.socket().connect_ex(("127.0.0.1", 8001)) and server.poll() is None:
        time.sleep(0.05)


def get():
    try:
        return urlopen("http://127.0.0.1:8001/", timeout=5).read().decode()
    except OSError as error:
        return str(getattr(error, "code", type(error).__name__))


seen = []
for arguments in [
    ["daphne", "shop:asgi"],
    ["daphne", "shop:wsgi"],
]:
    if "--control" in sys.argv:  # a stand-in: an adapter of another package
        arguments = arguments[:1] + ["shop:adapted"] + arguments[2:]
    command = [sys.executable, "-m", *arguments, "--port", "8001"]
    with subprocess.Popen(command, stdout=-3, stderr=-3) as server:
        wait_for(server)
        seen.append(get())
        server.terminate()
print(f"ASGI: {seen[0]}; WSGI: {seen[1]}")
sys.exit(0 if seen == ["asgi", "500"] else 10)
