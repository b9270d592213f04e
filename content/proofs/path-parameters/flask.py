# /// script
# requires-python = ">=3.12"
# dependencies = ["flask==3.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys

from flask import Flask

app = Flask(__name__)
# The control: a path without a converter.
rule = "/orders/<order_id>" if "--control" in sys.argv else "/orders/<int:order_id>"


@app.get(rule)
def show_order(order_id):
    return {"order_id": order_id}


client = app.test_client()
order_id = client.get("/orders/7").json["order_id"]
refused = client.get("/orders/seven").status_code
print(
    f"/orders/7 gives the view {order_id!r}, /orders/seven is answered with {refused}"
)
sys.exit(0 if order_id == 7 and refused == 404 else 10)
