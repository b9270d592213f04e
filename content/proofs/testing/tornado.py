# /// script
# requires-python = ">=3.12"
# dependencies = ["tornado==6.6.1"]
# [tool.hub]
# control = "self"
# ///
import sys

from tornado.testing import AsyncHTTPTestCase
from tornado.web import Application, RequestHandler

total = 41 if "--control" in sys.argv else 42  # the control: a fault to be found


class Orders(RequestHandler):
    def post(self):
        self.set_status(201)
        self.write({"total": total})


class OrdersTest(AsyncHTTPTestCase):
    def get_app(self):
        return Application([("/orders", Orders)])

    def runTest(self):
        response = self.fetch("/orders", method="POST", body="sku=pen")
        assert response.code == 201
        assert response.body == b'{"total": 42}'


failed = OrdersTest().run().failures
print(f"a request ran against a server that the test starts; failed: {len(failed)}")
sys.exit(10 if failed else 0)
