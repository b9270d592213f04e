# /// script
# requires-python = ">=3.12"
# dependencies = ["tornado==6.6.1"]
# [tool.hub]
# control = "self"
# ///
import sys
from importlib.resources import files

from tornado.testing import AsyncHTTPTestCase
from tornado.web import Application, RequestHandler


class Order(RequestHandler):
    def get(self, order_id: int):
        if "--control" in sys.argv:  # a stand-in for a framework that acts on hints
            order_id = self.get.__annotations__["order_id"](order_id)
        self.write(type(order_id).__name__)


class Ask(AsyncHTTPTestCase):
    def get_app(self):
        return Application([("/orders/([0-9]+)", Order)])

    def runTest(self):
        self.got = self.fetch("/orders/7").body.decode()


ask = Ask()
ask.debug()
marker = files("tornado").joinpath("py.typed").is_file()
print(
    f"py.typed in the package: {marker}; a parameter hinted as int arrives as {ask.got}"
)
sys.exit(0 if marker and ask.got == "str" else 10)
