# /// script
# requires-python = ">=3.12"
# dependencies = ["flask==3.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys

from flask import Flask, abort, request

app = Flask(__name__)


@app.post("/orders")
def create_order():
    order = request.get_json()
    # The control: a framework that knows that a quantity is a number.
    if "--control" in sys.argv and not isinstance(order.get("quantity"), int):
        abort(422)
    return {"sku": order["sku"], "quantity": order["quantity"]}


client = app.test_client()
accepted = client.post("/orders", json={"sku": "pen", "quantity": "many"})
incomplete = client.post("/orders", json={})
print(
    f"a quantity of 'many' is answered with {accepted.status_code} {accepted.json}, "
    f"a body without keys with {incomplete.status_code}"
)
sys.exit(0 if accepted.status_code == 200 and incomplete.status_code == 500 else 10)
