# /// script
# requires-python = ">=3.12"
# dependencies = ["tornado==6.6.1"]
# [tool.hub]
# control = "self"
# ///
import sys

from tornado.testing import AsyncHTTPTestCase
from tornado.web import Application, RequestHandler


class Hello(RequestHandler):
    def get(self):
        self.write("hello")


if "--control" in sys.argv:  # the control: code of our own lets the front end in
    Hello.set_default_headers = lambda self: self.set_header(
        "Access-Control-Allow-Origin", "https://shop.example"
    )


class Ask(AsyncHTTPTestCase):
    def get_app(self):
        return Application([("/", Hello)])

    def runTest(self):
        ask = {"Origin": "https://shop.example", "Access-Control-Request-Method": "PUT"}
        page = self.fetch("/", headers=ask)
        preflight = self.fetch("/", method="OPTIONS", headers=ask)
        names = {name.lower() for name in [*page.headers, *preflight.headers]}
        self.seen = sorted(name for name in names if name.startswith("access-control"))
        self.status = preflight.code


ask = Ask()
ask.debug()
print(f"headers that let another site read: {ask.seen or 'none'}; OPTIONS: {ask.status}")
sys.exit(10 if ask.seen else 0)
