# /// script
# requires-python = ">=3.12"
# dependencies = ["fastapi==0.165.0", "httpx2==2.16.2", "python-multipart==0.0.20"]
# [tool.hub]
# control = "fastapi==0.163.0"
# ///
import sys
from typing import Annotated

from fastapi import FastAPI, Form
from fastapi.testclient import TestClient


def pay(amount: Annotated[str, Form()]):
    return {"paid": amount}


open_app = FastAPI()
try:
    limited_app = FastAPI(max_body_size=1000)  # new in 0.164
except TypeError:
    limited_app = FastAPI()  # the control is older
for app in (open_app, limited_app):
    app.post("/pay")(pay)

forged = TestClient(open_app).post(
    "/pay", data={"amount": "100"}, headers={"Origin": "https://elsewhere.example"}
)
large = {"amount": "1" * 5000}
by_default = TestClient(open_app).post("/pay", data=large).status_code
limited = TestClient(limited_app).post("/pay", data=large).status_code
csp = forged.headers.get("content-security-policy")
print(
    f"a forged form: {forged.status_code}, policy for content: {csp}; a large body: "
    f"{by_default}, with max_body_size: {limited}"
)
seen = forged.status_code, csp, by_default, limited
sys.exit(0 if seen == (200, None, 200, 413) else 10)
