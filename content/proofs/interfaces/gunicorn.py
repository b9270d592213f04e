# /// script
# requires-python = ">=3.12"
# dependencies = ["gunicorn==27.0.1"]
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
async def asgi(scope, receive, send):
    assert scope["type"] == "http"
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"asgi"})

def wsgi(environ, start_response):
    start_response("200 OK", [])
    return [b"wsgi"]
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
    ["gunicorn", "shop:asgi", "-k", "asgi"],
    ["gunicorn", "shop:wsgi"],
]:
    if "--control" in sys.argv:  # the control: always as ASGI
        arguments = ["gunicorn", "shop:wsgi", "-k", "asgi"]
    command = [sys.executable, "-m", *arguments, "--bind", "127.0.0.1:8001"]
    with subprocess.Popen(command, stdout=-3, stderr=-3) as server:
        wait_for(server)
        seen.append(get())
        server.terminate()
print(f"ASGI: {seen[0]}; WSGI: {seen[1]}")
sys.exit(0 if seen == ["asgi", "wsgi"] else 10)
