# /// script
# requires-python = ">=3.12"
# dependencies = ["fastapi==0.165.0", "httpx2==2.16.2", "python-multipart==0.0.34"]
# [tool.hub]
# control = "self"
# ///
import sys

from fastapi import FastAPI, Security
from fastapi.responses import RedirectResponse
from fastapi.security import OAuth2AuthorizationCodeBearer
from fastapi.testclient import TestClient

app = FastAPI()
github = OAuth2AuthorizationCodeBearer(
    authorizationUrl="https://github.com/login/oauth/authorize",
    tokenUrl="https://github.com/login/oauth/access_token",
)


@app.get("/me")
def me(token: str = Security(github)):
    return token


if "--control" in sys.argv:  # the control: a route that sends visitors to the other site
    app.get("/login")(lambda: RedirectResponse(github.model.flows.authorizationCode.authorizationUrl))
client = TestClient(app, follow_redirects=False)
login = client.get("/login").status_code
bare = client.get("/me").status_code
invented = client.get("/me", headers={"Authorization": "Bearer invented"})
print(f"/login: {login}; without a token {bare}; an invented token {invented.status_code} {invented.text}")
sys.exit(0 if (login, bare, invented.json()) == (404, 401, "invented") else 10)
