# /// script
# requires-python = ">=3.12"
# dependencies = ["bottle==0.13.4"]
# [tool.hub]
# control = "flask-sock==0.7.0"
# ///
import socket
import sys
import threading
from wsgiref.simple_server import make_server

try:
    from bottle import Bottle
except ImportError:
    from flask import Flask  # only the control installs it
    from flask_sock import Sock
    from werkzeug.serving import make_server as make_threaded_server

    app = Flask(__name__)

    @Sock(app).route("/echo")
    def echo(connection):
        connection.send(connection.receive())

    server = make_threaded_server("127.0.0.1", 0, app, threaded=True)
else:
    app = Bottle()

    @app.get("/echo")
    def echo():
        return "a page, not a connection that stays open"

    server = make_server("127.0.0.1", 0, app)

threading.Thread(target=server.serve_forever, daemon=True).start()
with socket.create_connection(("127.0.0.1", server.server_port)) as client:
    client.sendall(
        b"GET /echo HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
        b"Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )
    answer = client.makefile("rb").readline().decode().strip()
print(f"the handshake of a WebSocket is answered with {answer}")
sys.exit(10 if " 101 " in answer else 0)
