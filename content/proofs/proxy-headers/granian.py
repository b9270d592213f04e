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
from pathlib import Path
from urllib.request import Request, urlopen

Path("shop.py").write_text("""
async def app(scope, receive, send):
    assert scope["type"] == "http"
    body = (scope["client"] or ["no address"])[0].encode()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": body})

from granian.utils.proxies import wrap_asgi_with_proxy_headers as wrap
near = wrap(app, trusted_hosts="127.0.0.1")
far = wrap(app, trusted_hosts="192.0.2.1")
""")

def wait_for(server):
    for _ in range(200):
        try:
            return socket.create_connection(("127.0.0.1", 8001), timeout=1).close()
        except OSError:
            time.sleep(0.05)


headers = {}
if "--control" not in sys.argv:  # the control: a proxy that says nothing
    headers = {"X-Forwarded-For": "198.51.100.7", "X-Forwarded-Proto": "https"}
request = Request("http://127.0.0.1:8001/", headers=headers)
seen = []
for extra in ["near", "far"]:
    command = [sys.executable, "-m", "granian", f"shop:{extra}"]
    command += ["--interface", "asgi", "--port", "8001"]
    with subprocess.Popen(command, stdout=-3, stderr=-3) as server:
        wait_for(server)
        seen.append(urlopen(request).read().decode())
        server.terminate()
print(f"the client, behind a trusted address: {seen[0]}; behind any other: {seen[1]}")
sys.exit(0 if seen == ["198.51.100.7", "127.0.0.1"] else 10)
