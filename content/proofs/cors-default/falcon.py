# /// script
# requires-python = ">=3.12"
# dependencies = ["falcon==4.4.0"]
# [tool.hub]
# control = "self"
# ///
import sys

import falcon
from falcon.testing import TestClient

FRONT, OTHER = "https://shop.example", "https://other.example"


class Hello:
    def on_get(self, req, resp):
        resp.text = "hello"


def allowed(**options):
    """For which of the two sites a page may be read."""
    app = falcon.App(**options)
    app.add_route("/", Hello())
    names = []
    for site in (FRONT, OTHER):
        told = TestClient(app).get("/", headers={"Origin": site}).headers
        if told.get("access-control-allow-origin") in (site, "*"):
            names.append(site)
    return names


before = allowed()
# The control: cors_enable, which lets every site in.
after = (
    allowed(cors_enable=True)
    if "--control" in sys.argv
    else allowed(middleware=[falcon.CORSMiddleware(allow_origins=FRONT)])
)
print(f"by default: {before or 'no site'}; with one named: {after}")
sys.exit(0 if (before, after) == ([], [FRONT]) else 10)
