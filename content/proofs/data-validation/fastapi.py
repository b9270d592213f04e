# /// script
# requires-python = ">=3.12"
# dependencies = ["fastapi==0.165.0", "httpx2==2.16.2"]
# [tool.hub]
# control = "self"
# ///
import sys

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, Field

app = FastAPI()


class Order(BaseModel):
    sku: str
    quantity: int = Field(ge=1)


Body = dict if "--control" in sys.argv else Order  # the control: nothing declared


@app.post("/orders")
def create_order(order: Body) -> Body:
    return order


client = TestClient(app)
good = client.post("/orders", json={"sku": "pen", "quantity": 3})
bad = client.post("/orders", json={"quantity": "many"})
places = []
if bad.status_code == 422:
    places = [".".join(error["loc"]) for error in bad.json()["detail"]]
print(f"a good body: {good.status_code}; a bad one: {bad.status_code} at {places}")
sys.exit(0 if sorted(places) == ["body.quantity", "body.sku"] else 10)
