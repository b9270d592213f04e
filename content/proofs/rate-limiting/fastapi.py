# /// script
# requires-python = ">=3.12"
# dependencies = ["fastapi==0.165.0", "httpx2==2.16.2"]
# [tool.hub]
# control = "self"
# ///
import sys
from collections import Counter

from fastapi import FastAPI
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

app = FastAPI()
asked = Counter()


@app.get("/")
def home():
    return "ok"


async def limited(request, call_next):
    """The control: a limit of a hundred, written by hand."""
    asked[request.client.host] += 1
    full = asked[request.client.host] > 100
    return JSONResponse("too many", 429) if full else await call_next(request)


if "--control" in sys.argv:
    app.middleware("http")(limited)
client = TestClient(app)
seen = Counter(client.get("/").status_code for _ in range(500))
print(f"500 requests from one address are answered with {dict(seen)}")
sys.exit(0 if seen == {200: 500} else 10)
