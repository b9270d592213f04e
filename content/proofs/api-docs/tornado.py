# /// script
# requires-python = ">=3.12"
# dependencies = ["tornado==6.6.1"]
# [tool.hub]
# control = "self"
# ///
import sys

from tornado.testing import AsyncHTTPTestCase
from tornado.web import Application, RequestHandler


class Order(RequestHandler):
    def get(self, order_id):
        self.write({"order_id": order_id})


class Description(RequestHandler):  # a stand-in for one
    def get(self):
        self.write({"openapi": "3.1.0"})


class Ask(AsyncHTTPTestCase):
    def get_app(self):
        handlers = [("/orders/([0-9]+)", Order)]
        if "--control" in sys.argv:
            handlers.append(("/openapi.json", Description))
        return Application(handlers, log_function=lambda handler: None)

    def runTest(self):
        places = ["/orders/7", "/openapi.json", "/docs", "/redoc", "/swagger.json"]
        self.codes = {place: self.fetch(place).code for place in places}


ask = Ask()
ask.debug()
print(f"a route and places of a description: {ask.codes}")
sys.exit(0 if list(ask.codes.values()) == [200, 404, 404, 404, 404] else 10)
