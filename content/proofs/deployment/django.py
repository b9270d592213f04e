# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import subprocess
import sys
from pathlib import Path
from wsgiref.util import setup_testing_defaults

from asgiref.testing import ApplicationCommunicator
from django.utils.module_loading import import_string

command = [sys.executable, "-m", "django", "startproject", "shop", "."]
subprocess.run(command, check=True)
if "--control" in sys.argv:
    Path("shop/asgi.py").write_text("application = None")  # only WSGI is left
sys.path.insert(0, ".")


async def call_as_asgi(application):
    scope = {"type": "http", "method": "GET", "path": "/", "query_string": b""}
    scope["headers"] = [(b"host", b"localhost")]
    call = ApplicationCommunicator(application, scope)
    await call.send_input({"type": "http.request", "body": b""})
    start = await call.receive_output(timeout=5)
    await call.wait()
    return start["status"]


environ, statuses = {"HTTP_HOST": "localhost"}, []
setup_testing_defaults(environ)
wsgi = import_string("shop.wsgi.application")
wsgi(environ, lambda status, headers: statuses.append(status))
asgi = import_string("shop.asgi.application")
if asgi is not None:
    statuses.append(asyncio.run(call_as_asgi(asgi)))
print(f"startproject wrote both entry points; WSGI, then ASGI: {statuses}")
sys.exit(0 if statuses == ["200 OK", 200] else 10)
