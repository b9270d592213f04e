# /// script
# requires-python = ">=3.12"
# dependencies = ["falcon==4.4.0"]
# [tool.hub]
# control = "self"
# ///
import sys
from importlib.resources import files

import falcon
from falcon.testing import TestClient


class Order:
    def on_get(self, req: falcon.Request, resp: falcon.Response, order_id: int):
        if "--control" in sys.argv:  # a stand-in for a framework that acts on hints
            order_id = self.on_get.__annotations__["order_id"](order_id)
        resp.media = type(order_id).__name__


app = falcon.App()
app.add_route("/orders/{order_id}", Order())
marker = files("falcon").joinpath("py.typed").is_file()
got = TestClient(app).get("/orders/7").json
print(f"py.typed in the package: {marker}; a parameter hinted as int arrives as {got}")
sys.exit(0 if marker and got == "str" else 10)
