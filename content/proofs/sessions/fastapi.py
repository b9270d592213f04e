# /// script
# requires-python = ">=3.12"
# dependencies = ["fastapi==0.165.0", "httpx2==2.16.2", "itsdangerous==2.2.0"]
# [tool.hub]
# control = "self"
# ///
import base64
import sys

from fastapi import FastAPI, Request
from fastapi.responses import PlainTextResponse
from fastapi.testclient import TestClient
from starlette.middleware.sessions import SessionMiddleware

app = FastAPI()


@app.get("/")
def cart(request: Request):
    if "session" not in request.scope:
        return PlainTextResponse("no session")
    request.session["sku"] = request.session.get("sku", "") + "pen "
    return PlainTextResponse(request.session["sku"])


if "--control" not in sys.argv:  # the control: the middleware is left out
    app.add_middleware(SessionMiddleware, secret_key="for this test")
client = TestClient(app)
client.get("/")
kept = client.get("/").text
cookie = client.cookies.get("session", "")
readable = b"pen" in base64.b64decode(cookie.split(".")[0] + "===")
client.cookies.clear()
forged = client.get("/", headers={"Cookie": f"session=x{cookie}"}).text
print(f"kept: {kept!r}; readable in the cookie: {readable}; forged: {forged!r}")
sys.exit(0 if (kept, readable, forged) == ("pen pen ", True, "pen ") else 10)
