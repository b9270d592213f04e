# /// script
# requires-python = ">=3.12"
# dependencies = ["fastapi==0.165.0", "httpx2==2.16.2"]
# [tool.hub]
# control = "self"
# ///
import sys

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.testclient import TestClient

FRONT, OTHER = "https://shop.example", "https://other.example"


def make_app():
    app = FastAPI()
    app.get("/")(lambda: "hello")
    return app


def allowed(app):
    """For which of the two sites a page may be read, and what a PUT is answered."""
    client = TestClient(app)
    names = []
    for site in (FRONT, OTHER):
        told = client.get("/", headers={"Origin": site}).headers
        if told.get("access-control-allow-origin") in (site, "*"):
            names.append(site)
    ask = {"Origin": FRONT, "Access-Control-Request-Method": "PUT"}
    return names, client.options("/", headers=ask).status_code


before = allowed(make_app())
app = make_app()
# The control: every site is let in.
sites = ["*"] if "--control" in sys.argv else [FRONT]
app.add_middleware(CORSMiddleware, allow_origins=sites)
after = allowed(app)
print(f"by default: {before[0] or 'no site'}; with one named: {after[0]}; PUT: {after[1]}")
sys.exit(0 if (before[0], after) == ([], ([FRONT], 400)) else 10)
