# /// script
# requires-python = ">=3.12"
# dependencies = ["tornado==6.6.1"]
# [tool.hub]
# control = "self"
# ///
import sys

from tornado.escape import json_decode
from tornado.testing import AsyncHTTPTestCase
from tornado.web import Application, HTTPError, RequestHandler


class Orders(RequestHandler):
    def post(self):
        order = json_decode(self.request.body)
        # The control: a framework that knows that a quantity is a number.
        if "--control" in sys.argv and not isinstance(order["quantity"], int):
            raise HTTPError(422)
        self.write({"limit": self.get_query_argument("limit"), **order})


class Ask(AsyncHTTPTestCase):
    def get_app(self):
        return Application([("/orders", Orders)], log_function=lambda handler: None)

    def runTest(self):
        body = '{"sku": "pen", "quantity": "many"}'
        self.answer = self.fetch("/orders?limit=x", method="POST", body=body)
        self.missing = self.fetch("/orders", method="POST", body=body).code


ask = Ask()
ask.debug()
text = ask.answer.body.decode()
print(
    f"a quantity of 'many' and a limit of 'x': {ask.answer.code} {text}; a query "
    f"without the limit: {ask.missing}"
)
sys.exit(0 if (ask.answer.code, ask.missing) == (200, 400) else 10)
