# /// script
# requires-python = ">=3.12"
# dependencies = ["fastapi==0.165.0", "httpx2==2.16.2"]
# [tool.hub]
# control = "self"
# ///
import sys

from fastapi import FastAPI, Request
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.testclient import TestClient

app = FastAPI()


@app.middleware("http")
async def number_request(request: Request, call_next):
    response = await call_next(request)
    response.headers["X-Request"] = "no. 1"
    return response


if "--control" not in sys.argv:  # the control: no shared middleware is added
    app.add_middleware(GZipMiddleware, minimum_size=100)


@app.get("/")
def hello():
    return {"text": "hello " * 100}


response = TestClient(app).get("/")
encoding = response.headers.get("content-encoding")
print(f"own middleware: {response.headers['X-Request']}; shared: {encoding}")
sys.exit(0 if encoding == "gzip" and response.headers["X-Request"] == "no. 1" else 10)
