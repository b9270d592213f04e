# /// script
# requires-python = ">=3.12"
# dependencies = ["fastapi==0.165.0", "httpx2==2.16.2"]
# [tool.hub]
# control = "self"
# ///
import sys
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Security
from fastapi.security import OAuth2PasswordBearer, SecurityScopes
from fastapi.testclient import TestClient

app = FastAPI()
scheme = OAuth2PasswordBearer(tokenUrl="token", scopes={"orders": "Read orders."})
granted = {"token of ada": {"orders"}, "token of bob": set()}  # yours to store


def current_scopes(needed: SecurityScopes, token: Annotated[str, Depends(scheme)]):
    if not set(needed.scopes) <= granted[token]:
        raise HTTPException(status_code=403, detail="Not enough permissions")
    return granted[token]


# The control: the same dependency without a scope.
needs = [] if "--control" in sys.argv else ["orders"]


@app.get("/orders", dependencies=[Security(current_scopes, scopes=needs)])
def orders():
    return []


client = TestClient(app)
codes = {
    name: client.get("/orders", headers={"Authorization": f"Bearer {name}"}).status_code
    for name in granted
}
documented = client.get("/openapi.json").json()["paths"]["/orders"]["get"]["security"]
print(f"a route that declares a scope: {codes}; documented as {documented}")
sys.exit(0 if list(codes.values()) == [200, 403] else 10)
