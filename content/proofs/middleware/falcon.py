# /// script
# requires-python = ">=3.12"
# dependencies = ["falcon==4.4.0"]
# [tool.hub]
# control = "self"
# ///
import sys

import falcon
from falcon.testing import TestClient


class NumberRequest:
    def process_request(self, req, resp):
        req.context.number = "no. 1"

    def process_response(self, req, resp, resource, req_succeeded):
        resp.set_header("X-Request", req.context.number)


class Hello:
    def on_get(self, req, resp):
        resp.text = "hello"


parts = [NumberRequest()]
if "--control" not in sys.argv:  # the control: no shared middleware is added
    parts.append(falcon.CORSMiddleware(allow_origins="https://shop.example"))
app = falcon.App(middleware=parts)
app.add_route("/", Hello())

got = TestClient(app).get("/", headers={"Origin": "https://shop.example"}).headers
shared = got.get("access-control-allow-origin")
print(f"own middleware: {got['x-request']}; shared: {shared}")
sys.exit(0 if (got["x-request"], shared) == ("no. 1", "https://shop.example") else 10)
