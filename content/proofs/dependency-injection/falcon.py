# /// script
# requires-python = ">=3.12"
# dependencies = ["falcon==4.4.0"]
# [tool.hub]
# control = "self"
# ///
import sys

import falcon
from falcon.testing import TestClient


class Database:
    name = "the database"


class Order:
    def on_get(self, req, resp, order_id, database: Database):
        resp.text = f"order {order_id} from {database.name}"


class Provide:  # a stand-in for what would resolve it
    def process_resource(self, req, resp, resource, params):
        params["database"] = Database()


app = falcon.App(middleware=[Provide()] if "--control" in sys.argv else [])
app.add_route("/orders/{order_id:int}", Order())
seen = []
app.add_error_handler(TypeError, lambda req, resp, error, params: seen.append(error))
text = TestClient(app).get("/orders/7").text
print(f"a responder that declares what it needs: {seen[0] if seen else text}")
sys.exit(0 if seen and "'database'" in str(seen[0]) else 10)
