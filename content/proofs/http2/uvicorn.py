# /// script
# requires-python = ">=3.12"
# dependencies = ["uvicorn==0.54.0", "zttp==0.0.35", "httpx==0.28.1", "h2==4.4.1"]
# [tool.hub]
# control = "self"
# ///
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

Path("shop.py").write_text("""
async def app(scope, receive, send):
    assert scope["type"] == "http"
    body = scope["http_version"].encode()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": body})
""")

def wait_for(server):
    for _ in range(200):
        try:
            return socket.create_connection(("127.0.0.1", 8001), timeout=1).close()
        except OSError:
            time.sleep(0.05)


command = [sys.executable, "-m", "uvicorn", "shop:app"]
command += ["--port", "8001", "--http", "zttp", "--http2"]
second = "--control" not in sys.argv  # the control asks in HTTP/1.1
with subprocess.Popen(command, stdout=-3, stderr=-3) as server:
    wait_for(server)
    with httpx.Client(http1=not second, http2=second) as client:
        answer = client.get("http://127.0.0.1:8001/")
    server.terminate()
print(f"asked without encryption: {answer.http_version}, the application: {answer.text}")
sys.exit(0 if (answer.http_version, answer.text) == ("HTTP/2", "2") else 10)
