# /// script
# requires-python = ">=3.12"
# dependencies = ["flask==3.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys

from flask import Flask, g

app = Flask(__name__)


class Upper:
    """WSGI middleware, which knows nothing of Flask."""

    def __init__(self, application):
        self.application = application

    def __call__(self, environ, start_response):
        return [part.upper() for part in self.application(environ, start_response)]


@app.before_request
def number_request():
    g.number = "no. 1"


@app.after_request
def show_number(response):
    response.headers["X-Request"] = g.number
    return response


@app.get("/")
def hello():
    return "hello"


if "--control" not in sys.argv:  # the control: nothing wraps the application
    app.wsgi_app = Upper(app.wsgi_app)
response = app.test_client().get("/")
print(f"hooks set {response.headers['X-Request']!r}, middleware made {response.text!r}")
sys.exit(
    0 if (response.headers["X-Request"], response.text) == ("no. 1", "HELLO") else 10
)
