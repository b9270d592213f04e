# /// script
# requires-python = ">=3.12"
# dependencies = ["hypercorn==0.18.0", "aioquic==1.7.2", "cryptography==50.0.2"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import socket
import ssl
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aioquic.asyncio import QuicConnectionProtocol, connect
from aioquic.h3.connection import H3_ALPN, H3Connection
from aioquic.h3.events import DataReceived
from aioquic.quic.configuration import QuicConfiguration
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


class Client(QuicConnectionProtocol):
    def get(self, path):
        self.http = H3Connection(self._quic)
        self.answer = asyncio.get_running_loop().create_future()
        headers = [(b":method", b"GET"), (b":scheme", b"https")]
        headers += [(b":authority", b"localhost"), (b":path", path)]
        self.http.send_headers(self._quic.get_next_available_stream_id(), headers, True)
        self.transmit()
        return self.answer

    def quic_event_received(self, event):
        for part in self.http.handle_event(event) if hasattr(self, "http") else []:
            if isinstance(part, DataReceived) and part.data:
                self.answer.set_result(part.data.decode())


async def ask():
    settings = QuicConfiguration(alpn_protocols=H3_ALPN, verify_mode=ssl.CERT_NONE)
    arguments = {"configuration": settings, "create_protocol": Client}
    try:
        async with asyncio.timeout(8), connect("127.0.0.1", 8002, **arguments) as client:
            return f"HTTP/{await client.get(b'/')}"
    except (TimeoutError, ConnectionError):
        return "no answer"


make_certificate()
command = [sys.executable, "-m", "hypercorn", "shop:app", "--bind", "127.0.0.1:8001"]
command += ["--workers", "0"]  # within one process
command += ["--certfile", "certificate.pem", "--keyfile", "key.pem"]
if "--control" not in sys.argv:  # the control: no QUIC binding
    command += ["--quic-bind", "127.0.0.1:8002"]
with subprocess.Popen(command, stdout=-3, stderr=-3) as server:
    wait_for(server)
    time.sleep(0.5)
    answer = asyncio.run(ask())
    server.terminate()
print(f"asked over QUIC, the application was told: {answer}")
sys.exit(0 if answer == "HTTP/3" else 10)
