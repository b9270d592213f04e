# /// script
# requires-python = ">=3.12"
# dependencies = ["litestar==2.25.0"]
# [tool.hub]
# control = "self"
# ///
import sys

from litestar import Litestar, Request, get
from litestar.middleware.session.server_side import ServerSideSessionConfig
from litestar.testing import TestClient


@get("/")
async def cart(request: Request) -> str:
    if "session" not in request.scope:
        return "no session"
    request.session["sku"] = request.session.get("sku", "") + "pen "
    return request.session["sku"]


# The control: the middleware is left out.
parts = [] if "--control" in sys.argv else [ServerSideSessionConfig().middleware]
with TestClient(Litestar([cart], middleware=parts)) as client:
    client.get("/")
    kept = client.get("/").text
    cookie = client.cookies.get("session", "")
print(f"kept over two requests: {kept!r}; in the cookie: a key of {len(cookie)} letters")
sys.exit(0 if kept == "pen pen " and "pen" not in cookie and cookie else 10)
