# /// script
# requires-python = ">=3.12"
# dependencies = ["sanic==25.12.1", "sanic-testing==24.6.0"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys

from sanic import Sanic, json

app = Sanic("shop")
total = 41 if "--control" in sys.argv else 42  # the control: a fault to be found


@app.post("/orders")
async def create_order(request):
    return json({"total": total}, status=201)


async def test_creates_an_order():
    _, response = await app.asgi_client.post("/orders", json={"sku": "pen"})
    assert response.status == 201
    assert response.json == {"total": 42}


try:
    asyncio.run(test_creates_an_order())
    outcome = "passed"
except AssertionError:
    outcome = "failed"
print(f"with sanic-testing, in process, the test {outcome}")
sys.exit(0 if outcome == "passed" else 10)
