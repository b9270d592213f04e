# /// script
# requires-python = ">=3.12"
# dependencies = ["flask==3.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys

from flask import Blueprint, Flask

shop = Blueprint("shop", __name__)


@shop.get("/orders")
def orders():
    return "orders"


app = Flask(__name__)
app.register_blueprint(shop, url_prefix="/v1", name="v1")
if "--control" not in sys.argv:  # the control: without the second version
    app.register_blueprint(shop, url_prefix="/v2", name="v2")
client = app.test_client()
seen = client.get("/v2/orders").status_code
header = client.get("/orders", headers={"accept": "application/json; version=2"}).status_code
print(f"/v2/orders: {seen}; by the header Accept: {header}")
sys.exit(0 if (seen, header) == (200, 404) else 10)
