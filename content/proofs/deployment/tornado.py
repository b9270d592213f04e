# /// script
# requires-python = ">=3.12"
# dependencies = ["tornado==6.6.1"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys

from tornado.httpclient import AsyncHTTPClient
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port
from tornado.web import Application, RequestHandler


class Hello(RequestHandler):
    def get(self):
        self.write("hello")


async def asgi_app(scope, receive, send):
    """A stand-in for an application that speaks ASGI."""


async def main():
    application = Application([("/", Hello)])
    socket, port = bind_unused_port()
    HTTPServer(application).add_socket(socket)
    own = (await AsyncHTTPClient().fetch(f"http://127.0.0.1:{port}/")).body.decode()
    seen = [own]
    candidate = asgi_app if "--control" in sys.argv else application
    for call in (lambda: candidate({}, None, None), lambda: candidate({}, None)):
        try:
            result = call()
            seen.append("accepted")
            if asyncio.iscoroutine(result):
                result.close()
        except (TypeError, AttributeError) as error:
            seen.append(type(error).__name__)
    return seen


seen = asyncio.run(main())
print(f"its own server: {seen[0]}; called as ASGI: {seen[1]}, as WSGI: {seen[2]}")
sys.exit(0 if seen[0] == "hello" and "accepted" not in seen[1:] else 10)
