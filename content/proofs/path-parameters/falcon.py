# /// script
# requires-python = ">=3.12"
# dependencies = ["falcon==4.4.0"]
# [tool.hub]
# control = "self"
# ///
import sys

import falcon
from falcon.testing import TestClient


class Order:
    def on_get(self, req, resp, order_id):
        resp.media = {"order_id": order_id}


app = falcon.App()
# The control: a field without a converter.
path = "/orders/{order_id}" if "--control" in sys.argv else "/orders/{order_id:int}"
app.add_route(path, Order())

client = TestClient(app)
order_id = client.get("/orders/7").json["order_id"]
refused = client.get("/orders/seven").status_code
print(f"/orders/7 gives {order_id!r}, /orders/seven is answered with {refused}")
sys.exit(0 if order_id == 7 and refused == 404 else 10)
