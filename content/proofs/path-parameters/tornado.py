# /// script
# requires-python = ">=3.12"
# dependencies = ["tornado==6.6.1"]
# [tool.hub]
# control = "self"
# ///
import sys

from tornado.testing import AsyncHTTPTestCase
from tornado.web import Application, RequestHandler

seen = []


class Order(RequestHandler):
    def get(self, order_id):
        if "--control" in sys.argv:  # a stand-in for a framework that converts it
            order_id = int(order_id)
        seen.append(order_id)


class Ask(AsyncHTTPTestCase):
    def get_app(self):
        return Application([(r"/orders/([0-9]+)", Order)])

    def runTest(self):
        self.fetch("/orders/7")
        seen.append(self.fetch("/orders/seven").code)


Ask().debug()
print(
    f"/orders/7 gives the handler {seen[0]!r}, /orders/seven is answered with {seen[1]}"
)
sys.exit(0 if seen == ["7", 404] else 10)
