# /// script
# requires-python = ">=3.12"
# dependencies = ["uvicorn==0.54.0", "hypercorn==0.18.0", "aioquic==1.7.2", "niquests==3.21.2", "qh3==2.1.0", "trustme==1.2.1"]
# [tool.hub]
# control = "self"
# ///
import socket
import subprocess
import sys
import time
from pathlib import Path

import niquests
import trustme

Path("shop.py").write_text("""
async def app(scope, receive, send):
    assert scope["type"] == "http"
    body = f"HTTP/{scope['http_version']}".encode()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": body})
""")
certificate = trustme.CA().issue_cert("127.0.0.1")
certificate.private_key_pem.write_to_path("key.pem")
certificate.cert_chain_pems[0].write_to_path("certificate.pem")


def wait_for(server):
    while socket.socket().connect_ex(("127.0.0.1", 8001)) and server.poll() is None:
        time.sleep(0.05)


def get(**other_versions):
    with niquests.Session(**other_versions) as session:
        return session.get("https://127.0.0.1:8001/", verify=False, timeout=5).text


command = [sys.executable, "-m", "uvicorn", "shop:app", "--port", "8001"]
command += ["--ssl-certfile", "certificate.pem", "--ssl-keyfile", "key.pem"]
if "--control" in sys.argv:  # a stand-in that has it: Hypercorn
    command = [sys.executable, "-m", "hypercorn", "shop:app", "--workers", "0"]
    command += ["--bind", "127.0.0.1:8001", "--quic-bind", "127.0.0.1:8001"]
    command += ["--certfile", "certificate.pem", "--keyfile", "key.pem"]
with subprocess.Popen(command, stdout=-3, stderr=-3) as server:
    wait_for(server)
    by_tcp = get(disable_http3=True)
    try:
        by_quic = get(disable_http1=True, disable_http2=True)
    except niquests.RequestException:
        by_quic = "no answer"
    server.terminate()
print(f"at the same port, the application was told over TCP: {by_tcp}; over QUIC: {by_quic}")
sys.exit(0 if by_quic == "no answer" else 10)
