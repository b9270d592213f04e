# /// script
# requires-python = ">=3.12"
# dependencies = ["daphne==4.2.3", "twisted[http2,tls]==26.10.0", "cryptography==50.0.2", "httpx==0.28.1", "h2==4.4.1"]
# [tool.hub]
# control = "self"
# ///
import socket
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID

Path("shop.py").write_text("""
async def app(scope, receive, send):
    assert scope["type"] == "http"
    body = scope["http_version"].encode()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": body})
""")


def make_certificate():
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, SHA256())
    )
    secret = (Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    Path("key.pem").write_bytes(key.private_bytes(*secret))
    Path("certificate.pem").write_bytes(certificate.public_bytes(Encoding.PEM))


def wait_for(server):
    for _ in range(200):
        try:
            return socket.create_connection(("127.0.0.1", 8001), timeout=1).close()
        except OSError:
            time.sleep(0.05)


make_certificate()
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
