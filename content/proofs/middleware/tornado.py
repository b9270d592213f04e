# /// script
# requires-python = ">=3.12"
# dependencies = ["tornado==6.6.1"]
# [tool.hub]
# control = "self"
# ///
import sys

from tornado.testing import AsyncHTTPTestCase
from tornado.web import Application, RequestHandler, StaticFileHandler

logged = []


class Numbered(RequestHandler):
    """What its own handlers inherit from: prepare and on_finish are called around."""

    def prepare(self):
        self.set_header("X-Request", "no. 1")

    def on_finish(self):
        logged.append(self.get_status())


class Hello(Numbered):
    def get(self):
        self.write("hello")


class Ask(AsyncHTTPTestCase):
    def get_app(self):
        handlers = [("/", Hello), ("/files/(.*)", StaticFileHandler, {"path": "."})]
        return Application(handlers)

    def runTest(self):
        self.own = self.fetch("/").headers.get("X-Request")
        self.other = self.fetch("/files/x").headers.get("X-Request")


if "--control" in sys.argv:  # a stand-in for a chain around every handler
    StaticFileHandler.prepare = Numbered.prepare
    StaticFileHandler.set_default_headers = lambda self: Numbered.prepare(self)
ask = Ask()
ask.debug()
print(
    f"handlers of one base class: {ask.own}, logged {logged}; a handler of another "
    f"class: {ask.other}"
)
sys.exit(0 if (ask.own, logged, ask.other) == ("no. 1", [200], None) else 10)
