# /// script
# requires-python = ">=3.12"
# dependencies = ["bottle==0.13.4", "webtest==3.0.7"]
# [tool.hub]
# control = "self"
# ///
import sys

from bottle import Bottle, response
from webtest import TestApp

app = Bottle()


@app.get("/")
def hello():
    return "hello"


if "--control" in sys.argv:  # the control: code of our own lets the front end in

    @app.hook("after_request")
    def allow():
        response.set_header("Access-Control-Allow-Origin", "https://shop.example")


client = TestApp(app)
ask = {"Origin": "https://shop.example", "Access-Control-Request-Method": "PUT"}
page = client.get("/", headers=ask)
preflight = client.options("/", headers=ask, status="*")
names = {name.lower() for name in [*page.headers, *preflight.headers]}
seen = sorted(name for name in names if name.startswith("access-control"))
print(
    f"headers that let another site read: {seen or 'none'}; "
    f"OPTIONS: {preflight.status_int}"
)
sys.exit(10 if seen else 0)
