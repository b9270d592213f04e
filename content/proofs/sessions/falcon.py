# /// script
# requires-python = ">=3.12"
# dependencies = ["falcon==4.4.0"]
# [tool.hub]
# control = "self"
# ///
import sys

import falcon
from falcon.testing import TestClient


class Cart:
    def on_get(self, req, resp):
        session = getattr(req, "session", None)
        resp.text = "no session" if session is None else "a session"
        resp.set_cookie("sku", "pen", secure=False)
        resp.set_header("X-Sku", req.cookies.get("sku", "none"))


class WithSession(falcon.Request):
    session = {}


# The control: a request type of our own has a session.
kind = WithSession if "--control" in sys.argv else falcon.Request
app = falcon.App(request_type=kind)
app.add_route("/", Cart())
client = TestClient(app)
seen = client.get("/").text
forged = client.get("/", headers={"Cookie": "sku=forged"}).headers["x-sku"]
print(f"a request has {seen}; a cookie that the client made up was read as {forged!r}")
sys.exit(0 if (seen, forged) == ("no session", "forged") else 10)
