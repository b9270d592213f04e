# /// script
# requires-python = ">=3.12"
# dependencies = ["falcon==4.4.0"]
# [tool.hub]
# control = ["falcon==4.4.0", "jinja2==3.1.6"]
# ///
import sys
from importlib.metadata import distributions
from importlib.util import find_spec

import falcon
from falcon.testing import TestClient


class Hello:
    def on_get(self, req, resp):
        resp.content_type = falcon.MEDIA_HTML
        resp.text = "<h1>Hello, {{ person }}!</h1>"  # text, whatever it looks like


app = falcon.App()
app.add_route("/", Hello())
page = TestClient(app).get("/").text
installed = sorted(d.name for d in distributions() if d.name != "pip")
engine = find_spec("jinja2") is not None  # only the control installs one
print(f"{page} stays as it is; packages: {installed}; an engine: {engine}")
sys.exit(0 if "{{ person }}" in page and not engine else 10)
