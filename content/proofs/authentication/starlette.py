# /// script
# requires-python = ">=3.12"
# dependencies = ["starlette==1.10.0", "httpx2==2.16.2"]
# [tool.hub]
# control = "self"
# ///
import sys

from starlette.applications import Starlette
from starlette.authentication import (
    AuthCredentials,
    AuthenticationBackend,
    SimpleUser,
    requires,
)
from starlette.middleware import Middleware
from starlette.middleware.authentication import AuthenticationMiddleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient


class TokenBackend(AuthenticationBackend):
    """Your own code: it knows the accounts."""

    async def authenticate(self, conn):
        if conn.headers.get("authorization") == "Bearer token of ada":
            return AuthCredentials(["orders"]), SimpleUser("ada")


scopes = [] if "--control" in sys.argv else ["orders"]  # the control: none is asked for


@requires(scopes)
async def orders(request):
    return PlainTextResponse(f"orders of {request.user.display_name}")


middleware = [Middleware(AuthenticationMiddleware, backend=TokenBackend())]
client = TestClient(Starlette(routes=[Route("/", orders)], middleware=middleware))
nobody = client.get("/").status_code
ada = client.get("/", headers={"Authorization": "Bearer token of ada"}).text
print(f"nobody: {nobody}; with what the backend accepts: {ada}")
sys.exit(0 if nobody == 403 and ada == "orders of ada" else 10)
