# /// script
# requires-python = ">=3.12"
# dependencies = ["starlette==1.10.0", "httpx2==2.16.2"]
# [tool.hub]
# control = "self"
# ///
import sys

from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.testclient import TestClient

total = 41 if "--control" in sys.argv else 42  # the control: a fault to be found


async def create_order(request):
    return JSONResponse({"total": total}, status_code=201)


app = Starlette(routes=[Route("/orders", create_order, methods=["POST"])])


def test_creates_an_order():
    client = TestClient(app)
    response = client.post("/orders", json={"sku": "pen"})
    assert response.status_code == 201
    assert response.json() == {"total": 42}
    return type(response).__module__.split(".")[0]


try:
    outcome = f"passed, with a response of {test_creates_an_order()}"
except AssertionError:
    outcome = "failed"
print(f"in process, without a server, the test {outcome}")
sys.exit(0 if outcome == "passed, with a response of httpx2" else 10)
