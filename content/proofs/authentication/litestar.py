# /// script
# requires-python = ">=3.12"
# dependencies = ["litestar[jwt]==2.25.0"]
# [tool.hub]
# control = "self"
# ///
import sys
from dataclasses import dataclass

from litestar import Litestar, Request, get
from litestar.security.jwt import JWTAuth
from litestar.testing import TestClient


@dataclass
class User:
    name: str


async def retrieve_user(token, connection) -> User | None:
    return User(token.sub) if token.sub == "ada" else None  # yours to store


@get("/me")
async def me(request: Request) -> str:
    return f"user: {request.scope.get('user')}"


auth = JWTAuth[User](
    retrieve_user_handler=retrieve_user,
    token_secret="a secret of at least thirty-two bytes, for this test",
    exclude=["/schema"],
)
# The control: the application does not use it.
hooks = [] if "--control" in sys.argv else [auth.on_app_init]
with TestClient(Litestar([me], on_app_init=hooks)) as client:
    codes = {"nobody": client.get("/me").status_code}
    for name in ("ada", "eve"):
        token = {"Authorization": f"Bearer {auth.create_token(name)}"}
        codes[name] = client.get("/me", headers=token).status_code
        codes[f"{name}, changed"] = client.get(
            "/me", headers={"Authorization": token["Authorization"][:-3] + "abc"}
        ).status_code
print(f"/me with a signed token: {codes}; the users are your own code")
sys.exit(0 if list(codes.values()) == [401, 200, 401, 401, 401] else 10)
