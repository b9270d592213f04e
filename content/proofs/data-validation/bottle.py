# /// script
# requires-python = ">=3.12"
# dependencies = ["bottle==0.13.4", "webtest==3.0.7"]
# [tool.hub]
# control = "self"
# ///
import sys

from bottle import Bottle, abort, request
from webtest import TestApp

app = Bottle()


@app.post("/orders")
def create_order():
    order = request.json
    # The control: a framework that knows that a quantity is a number.
    if "--control" in sys.argv and not isinstance(order.get("quantity"), int):
        abort(422)
    return {"sku": order["sku"], "quantity": order["quantity"]}


client = TestApp(app)
body = {"sku": "pen", "quantity": "many"}
accepted = client.post_json("/orders", body, expect_errors=True)
broken = client.post(
    "/orders", "{", content_type="application/json", expect_errors=True
)
print(
    f"a quantity of 'many' is answered with {accepted.status_int}, text that is no "
    f"JSON with {broken.status_int}"
)
sys.exit(0 if (accepted.status_int, broken.status_int) == (200, 400) else 10)
