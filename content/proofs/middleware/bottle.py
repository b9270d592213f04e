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


@app.hook("before_request")
def number_request():
    request.number = "no. 1"


@app.hook("after_request")
def show_number():
    response.set_header("X-Request", request.number)


def shout(callback):
    """A plugin: it wraps the function of every route."""
    return lambda *args, **kwargs: callback(*args, **kwargs).upper()


if "--control" not in sys.argv:  # the control: the plugin is not installed
    app.install(shout)


@app.get("/")
def hello():
    return "hello"


answer = TestApp(app).get("/")
seen = answer.headers["X-Request"], answer.text
print(f"hooks set {seen[0]!r}, a plugin made {seen[1]!r}")
sys.exit(0 if seen == ("no. 1", "HELLO") else 10)
