# /// script
# requires-python = ">=3.12"
# dependencies = ["bottle==0.13.4", "webtest==3.0.7"]
# [tool.hub]
# control = "self"
# ///
import sys

from bottle import Bottle
from webtest import TestApp

app = Bottle()
# The control: a wildcard without a filter.
rule = "/orders/<order_id>" if "--control" in sys.argv else "/orders/<order_id:int>"


@app.get(rule)
def show_order(order_id):
    return {"order_id": order_id}


client = TestApp(app)
order_id = client.get("/orders/7").json["order_id"]
refused = client.get("/orders/seven", expect_errors=True).status_int
print(
    f"/orders/7 gives the function {order_id!r}, /orders/seven is answered with "
    f"{refused}"
)
sys.exit(0 if order_id == 7 and refused == 404 else 10)
