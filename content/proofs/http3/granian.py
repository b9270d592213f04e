# /// script
# requires-python = ">=3.12"
# dependencies = ["granian==2.8.9", "aioquic==1.7.2", "cryptography==50.0.2"]
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

from aioquic.asyncio import connect, serve
from aioquic.h3.connection import H3_ALPN
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
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"hello"})
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


async def shake_hands():
    if "--control" in sys.argv:  # a stand-in that speaks QUIC at the same port
        own = QuicConfiguration(is_client=False, alpn_protocols=H3_ALPN)
        own.load_cert_chain("certificate.pem", "key.pem")
        await serve("127.0.0.1", 8001, configuration=own)
    settings = QuicConfiguration(alpn_protocols=H3_ALPN, verify_mode=ssl.CERT_NONE)
    try:
        async with asyncio.timeout(3):
            async with connect("127.0.0.1", 8001, configuration=settings):
                return "a handshake"
    except (TimeoutError, ConnectionError):
        return "no answer"


def shake_hands_by_tls():
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    with socket.create_connection(("127.0.0.1", 8001)) as plain:
        with trusting.wrap_socket(plain) as encrypted:
            return encrypted.version()


make_certificate()
command = [sys.executable, "-m", "granian", "shop:app"]
command += ["--interface", "asgi", "--port", "8001"]
command += ["--ssl-certificate", "certificate.pem", "--ssl-keyfile", "key.pem"]
with subprocess.Popen(command, stdout=-3, stderr=-3) as server:
    wait_for(server)
    by_tcp = shake_hands_by_tls()
    by_quic = asyncio.run(shake_hands())
    server.terminate()
print(f"at the same port, over TCP: {by_tcp}; over QUIC, on which HTTP/3 rests: {by_quic}")
sys.exit(0 if by_tcp and by_quic == "no answer" else 10)
