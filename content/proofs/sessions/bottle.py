# /// script
# requires-python = ">=3.12"
# dependencies = ["bottle==0.13.4", "webtest==3.0.7"]
# [tool.hub]
# control = "self"
# ///
import sys

from bottle import Bottle, request, response
from webtest import TestApp

app = Bottle()
# The control: a cookie is read without its signature.
secret = None if "--control" in sys.argv else "for this test"


@app.get("/")
def cart():
    seen = "a session" if "session" in dir(request) else "no session"
    sku = request.get_cookie("sku", secret=secret)
    response.set_cookie("sku", "pen", secret=secret)
    return f"{seen}, {sku}"


client = TestApp(app)
client.get("/")
seen, kept = client.get("/").text.split(", ")
forged = TestApp(app).get("/", headers={"Cookie": "sku=forged"}).text.split(", ")[1]
print(f"a request has {seen}; a signed cookie was read as {kept}, a forged one: {forged}")
sys.exit(0 if (seen, kept, forged) == ("no session", "pen", "None") else 10)
