# /// script
# requires-python = ">=3.12"
# dependencies = ["fastapi==0.165.0", "httpx2==2.16.2"]
# [tool.hub]
# control = "self"
# ///
import sys
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPBasic, HTTPBasicCredentials
from fastapi.testclient import TestClient

app = FastAPI()


@app.get("/me")
def who(credentials: Annotated[HTTPBasicCredentials, Depends(HTTPBasic())]):
    # The control: a framework that checks passwords by itself.
    if "--control" in sys.argv and credentials.password == "wrong":
        raise HTTPException(status_code=401)
    return {"user": credentials.username}


client = TestClient(app)
nobody = client.get("/me").status_code
user = client.get("/me", auth=("ada", "secret")).json()["user"]
wrong = client.get("/me", auth=("ada", "wrong")).status_code
schemes = client.get("/openapi.json").json()["components"]["securitySchemes"]
print(
    f"nobody: {nobody}; credentials are read: {user}; a wrong password: {wrong}; "
    f"documented: {schemes}"
)
sys.exit(0 if (nobody, user, wrong) == (401, "ada", 200) and schemes else 10)
