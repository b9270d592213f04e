# /// script
# requires-python = ">=3.12"
# dependencies = ["falcon==4.4.0"]
# [tool.hub]
# control = "self"
# ///
import sys

import falcon
from falcon.testing import TestClient


class Pay:
    def on_get(self, req, resp):
        resp.set_cookie("session", "abc")

    def on_post(self, req, resp):
        resp.media = {"paid": req.get_media()["amount"]}


class CheckOrigin:  # a stand-in for a check of forged requests
    def process_request(self, req, resp):
        if req.get_header("Origin"):
            raise falcon.HTTPForbidden


app = falcon.App(middleware=[CheckOrigin()] if "--control" in sys.argv else [])
app.add_route("/pay", Pay())
client = TestClient(app)
page = client.get("/pay")
elsewhere = {"Origin": "https://elsewhere.example"}
forged = client.post("/pay", json={"amount": 100}, headers=elsewhere)
cookie = page.cookies["session"]
allowed = forged.headers.get("access-control-allow-origin")
print(
    f"a cookie is secure: {cookie.secure}, http only: {cookie.http_only}; a forged "
    f"request: {forged.status_code}, CORS: {allowed}"
)
seen = cookie.secure, cookie.http_only, forged.status_code, allowed
sys.exit(0 if seen == (True, True, 200, None) else 10)
