# /// script
# requires-python = ">=3.12"
# dependencies = ["fastapi==0.165.0", "httpx2==2.16.2"]
# [tool.hub]
# control = "self"
# ///
import functools
import inspect
import sys

from fastapi import FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
made = []


def prices():
    made.append("page")
    return f"page number {len(made)}"


# The control: kept in the memory of this process, by Python's own means.
kept = functools.cache(prices)
app.get("/")((lambda: kept()) if "--control" in sys.argv else prices)
answers = [TestClient(app).get("/") for _ in range(3)]
headers = [name for name in ("etag", "cache-control") if name in answers[0].headers]
options = [name for name in inspect.signature(app.get).parameters if "cache" in name]
print(f"three requests, made {len(made)} times; headers {headers}; options of a route {options}")
sys.exit(0 if len(made) == 3 and not headers + options else 10)
