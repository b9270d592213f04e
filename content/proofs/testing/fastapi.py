# /// script
# requires-python = ">=3.12"
# dependencies = ["fastapi==0.165.0", "httpx2==2.16.2"]
# [tool.hub]
# control = "self"
# ///
import sys
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


def get_price():
    raise ConnectionError("the shop's price service, which tests must not call")


@app.get("/price")
def price(amount: Annotated[int, Depends(get_price)]):
    # The control: a fault to be found.
    return {"price": amount - 1 if "--control" in sys.argv else amount}


def test_price():
    app.dependency_overrides[get_price] = lambda: 42
    response = TestClient(app).get("/price")
    assert response.status_code == 200
    assert response.json() == {"price": 42}


try:
    test_price()
    outcome = "passed"
except AssertionError:
    outcome = "failed"
print(f"in process, with a dependency replaced, the test {outcome}")
sys.exit(0 if outcome == "passed" else 10)
