# /// script
# requires-python = ">=3.12"
# dependencies = ["bottle==0.13.4", "webtest==3.0.7"]
# [tool.hub]
# control = "self"
# ///
import sys

from bottle import Bottle, HTTPError, request, response
from webtest import TestApp

app = Bottle()


@app.get("/")
def remember():
    response.set_cookie("user", "guest", secret="for this test")


@app.post("/pay")
def pay():
    user = request.get_cookie("user", secret="for this test")
    return {"paid": request.forms.get("amount"), "user": user}


if "--control" in sys.argv:  # a stand-in for a check of forged requests

    @app.hook("before_request")
    def check_origin():
        if request.get_header("Origin"):
            raise HTTPError(403)


client = TestApp(app)
client.get("/")
signed = client.post("/pay", {"amount": "1"}).json["user"]
client.set_cookie("user", '"!changed?by-hand"')
changed = client.post("/pay", {"amount": "1"}).json["user"]
elsewhere = {"Origin": "https://elsewhere.example"}
forged = client.post("/pay", {"amount": "100"}, elsewhere, expect_errors=True)
print(
    f"a signed cookie: {signed}, changed by hand: {changed}; a forged form: "
    f"{forged.status_int}"
)
sys.exit(0 if (signed, changed, forged.status_int) == ("guest", None, 200) else 10)
