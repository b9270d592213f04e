# /// script
# requires-python = ">=3.12"
# dependencies = ["daphne==4.2.3", "twisted[http2,tls]==26.10.0", "trustme==1.2.1", "httpx==0.28.1", "h2==4.4.1"]
# [tool.hub]
# control = "self"
# ///
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import trustme

Path("shop.py").write_text("""
async def app(scope, receive, send):
    assert scope["type"] == "http"
    body = scope["http_version"].encode()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": body})
""")


def wait_for(server):
    while socket.socket().connect_ex(("127.0.0.1", 8001)) and server.poll() is None:
        time.sleep(0.05)


certificate = trustme.CA().issue_cert("127.0.0.1")
certificate.private_key_pem.write_to_path("key.pem")
certificate.cert_chain_pems[0].write_to_path("certificate.pem")
endpoint = "ssl:8001:interface=127.0.0.1:privateKey=key.pem:certKey=certificate.pem"
command = [sys.executable, "-m", "daphne", "shop:app", "--endpoint", endpoint]
second = "--control" not in sys.argv  # the control offers HTTP/1.1 alone
with subprocess.Popen(command, stdout=-3, stderr=-3) as server:
    wait_for(server)
    with httpx.Client(http2=second, verify=False) as client:
        answer = client.get("https://127.0.0.1:8001/")
    server.terminate()
print(f"asked with TLS: {answer.http_version}, the application: {answer.text}")
sys.exit(0 if answer.http_version == "HTTP/2" else 10)
