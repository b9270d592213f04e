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
    ["uvicorn", "shop:asgi"],
    ["uvicorn", "shop:wsgi", "--interface", "wsgi"],
]:
    if "--control" in sys.argv:  # the control: always as ASGI
        arguments = ["uvicorn", "shop:wsgi"]
    command = [sys.executable, "-W", "default", "-m", *arguments, "--port", "8001"]
    with subprocess.Popen(command, stdout=-3, stderr=-1) as server:
        wait_for(server)
        seen.append(get())
        server.terminate()
        warned = "deprecated" if b"deprecated" in server.stderr.read() else "none"
print(f"ASGI: {seen[0]}; WSGI: {seen[1]}; a warning at the start: {warned}")
sys.exit(0 if seen == ["asgi", "wsgi"] and warned == "deprecated" else 10)
