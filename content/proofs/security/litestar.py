# /// script
# requires-python = ">=3.12"
# dependencies = ["litestar==2.25.0"]
# [tool.hub]
# control = "self"
# ///
import sys

from litestar import Litestar, get, post
from litestar.config.csrf import CSRFConfig
from litestar.testing import TestClient


@get("/")
async def form() -> str:
    return "a form"


@post("/pay")
async def pay(data: dict[str, str]) -> str:
    return "paid"


# The control: without the configuration nothing is checked.
csrf = None if "--control" in sys.argv else CSRFConfig(secret="for this test")
with TestClient(Litestar([form, pay], csrf_config=csrf)) as client:
    page = client.get("/")
    forged = client.post("/pay", json={"amount": "100"}).status_code
    token = {"x-csrftoken": page.cookies.get("csrftoken", "")}
    honest = client.post("/pay", json={"amount": "1"}, headers=token).status_code
    large = client.post("/pay", json={"note": "x" * 11_000_000}, headers=token)
policy = page.headers.get("content-security-policy")
print(
    f"forged: {forged}; with the token: {honest}; 11 MB: {large.status_code}; "
    f"policy for content: {policy}"
)
seen = forged, honest, large.status_code, policy
sys.exit(0 if seen == (403, 201, 413, None) else 10)
