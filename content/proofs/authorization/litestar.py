# /// script
# requires-python = ">=3.12"
# dependencies = ["litestar==2.25.0"]
# [tool.hub]
# control = "self"
# ///
import sys

from litestar import Controller, Litestar, get
from litestar.exceptions import PermissionDeniedException
from litestar.testing import TestClient

roles = {"ada": "admin", "bob": "guest"}  # yours to store


def admins_only(connection, handler) -> None:
    if roles.get(connection.headers.get("x-user")) != "admin":
        raise PermissionDeniedException


class Reports(Controller):
    path = "/reports"
    # The control: the controller has no guard.
    guards = [] if "--control" in sys.argv else [admins_only]

    @get("/sales")
    async def sales(self) -> str:
        return "sales"


@get("/shop")
async def shop() -> str:
    return "shop"


with TestClient(Litestar([Reports, shop])) as client:
    codes = [
        client.get(path, headers={"x-user": user}).status_code
        for path in ("/reports/sales", "/shop")
        for user in roles
    ]
print(f"ada and bob at the guarded controller, then at an open handler: {codes}")
sys.exit(0 if codes == [200, 403, 200, 200] else 10)
