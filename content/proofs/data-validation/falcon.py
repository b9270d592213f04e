# /// script
# requires-python = ">=3.12"
# dependencies = ["falcon==4.4.0", "jsonschema==4.26.0"]
# [tool.hub]
# control = "self"
# ///
import sys

import falcon
from falcon.media.validators import jsonschema
from falcon.testing import TestClient

order_schema = {
    "type": "object",
    "properties": {"sku": {"type": "string"}, "quantity": {"type": "integer"}},
    "required": ["sku", "quantity"],
}


class Orders:
    def on_post(self, req, resp):
        resp.media = req.get_media()

    if "--control" not in sys.argv:  # the control: nothing is declared
        on_post = jsonschema.validate(order_schema)(on_post)


app = falcon.App()
app.add_route("/orders", Orders())
client = TestClient(app)
good = client.post("/orders", json={"sku": "pen", "quantity": 3}).status_code
bad = client.post("/orders", json={"sku": "pen", "quantity": "many"})
said = bad.json.get("description")
print(f"a good body: {good}; a bad one: {bad.status_code} {said}")
sys.exit(0 if (good, bad.status_code) == (200, 400) and said else 10)
