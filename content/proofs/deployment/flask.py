# /// script
# requires-python = ">=3.12"
# dependencies = ["flask==3.1.3", "asgiref==3.13.0"]
# [tool.hub]
# control = "quart==0.22.0"
# ///
import asyncio
import sys
from wsgiref.util import setup_testing_defaults

from asgiref.wsgi import WsgiToAsgi

try:
    from quart import Quart as Flask  # only the control installs it
except ImportError:
    from flask import Flask

app = Flask(__name__)


@app.get("/")
def hello():
    return "hello"


async def call_as_asgi(application):
    scope = {"type": "http", "method": "GET", "scheme": "http", "path": "/"}
    scope |= {"query_string": b"", "headers": [(b"host", b"shop")], "root_path": ""}
    scope |= {"http_version": "1.1", "asgi": {"version": "3.0"}}
    messages, sent = [{"type": "http.request", "body": b""}], []

    async def receive():
        return messages.pop() if messages else await asyncio.Event().wait()

    async def send(message):
        sent.append(message)

    try:
        await application(scope, receive, send)
        return sent[0]["status"]
    except TypeError:
        return "TypeError"


direct, adapted, started = asyncio.run(call_as_asgi(app)), None, []
if direct == "TypeError":
    environ = {}
    setup_testing_defaults(environ)
    app(environ, lambda status, headers: started.append(status))
    adapted = asyncio.run(call_as_asgi(WsgiToAsgi(app)))
print(f"called as WSGI: {started}; as ASGI: {direct}; through WsgiToAsgi: {adapted}")
sys.exit(0 if (started, direct, adapted) == (["200 OK"], "TypeError", 200) else 10)
