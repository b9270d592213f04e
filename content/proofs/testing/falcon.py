# /// script
# requires-python = ">=3.12"
# dependencies = ["falcon==4.4.0"]
# [tool.hub]
# control = "self"
# ///
import sys

import falcon
from falcon import testing

total = 41 if "--control" in sys.argv else 42  # the control: a fault to be found


class Orders:
    def on_post(self, req, resp):
        resp.status = falcon.HTTP_201
        resp.media = {"sku": req.media["sku"], "total": total}


class OrdersTest(testing.TestCase):
    def setUp(self):
        super().setUp()
        self.app = falcon.App()
        self.app.add_route("/orders", Orders())

    def runTest(self):
        result = self.simulate_post("/orders", json={"sku": "pen"})
        assert result.status_code == 201
        assert result.json == {"sku": "pen", "total": 42}


failed = OrdersTest().run().failures
print(f"a request ran in process, without a server; failed: {len(failed)}")
sys.exit(10 if failed else 0)
