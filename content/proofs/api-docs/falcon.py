# /// script
# requires-python = ">=3.12"
# dependencies = ["falcon==4.4.0"]
# [tool.hub]
# control = ["falcon==4.4.0", "spectree==3.0.0", "pydantic==2.14.4"]
# ///
import sys

import falcon
from falcon.testing import TestClient


class Order:
    def on_get(self, req, resp, order_id):
        resp.media = {"order_id": order_id}


app = falcon.App()
app.add_route("/orders/{order_id:int}", Order())
try:
    from spectree import SpecTree  # only the control installs it
except ImportError:
    pass
else:
    SpecTree("falcon", app=app, path="docs").register(app)

client = TestClient(app)
places = ["/openapi.json", "/docs", "/redoc", "/swagger.json", "/docs/openapi.json"]
answers = {place: client.get(place).status_code for place in places}
print(f"the route: {client.get('/orders/7').status_code}; a description: {answers}")
sys.exit(10 if 200 in answers.values() else 0)
