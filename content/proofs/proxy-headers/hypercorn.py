# /// script
# requires-python = ">=3.12"
# dependencies = ["hypercorn==0.18.0"]
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

from hypercorn.middleware import ProxyFixMiddleware as wrap
near = wrap(app, mode="legacy", trusted_hops=1)
far = wrap(app, mode="legacy", trusted_hops=2)
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
    command = [sys.executable, "-m", "hypercorn", f"shop:{extra}"]
    command += ["--bind", "127.0.0.1:8001", "--workers", "0"]
    with subprocess.Popen(command, stdout=-3, stderr=-3) as server:
        wait_for(server)
        seen.append(urlopen(request).read().decode())
        server.terminate()
print(f"with one trusted proxy: {seen[0]}; with two, of which one set the header: {seen[1]}")
sys.exit(0 if seen == ["198.51.100.7", "127.0.0.1"] else 10)
