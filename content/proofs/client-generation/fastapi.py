# /// script
# requires-python = ">=3.12"
# dependencies = ["fastapi==0.165.0", "httpx2==2.16.2"]
# [tool.hub]
# control = "self"
# ///
import sys

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel


class Order(BaseModel):
    id: int
    lines: list[str]


# The control: no document, from which a generator would make a client.
app = FastAPI(openapi_url=None if "--control" in sys.argv else "/openapi.json")


@app.get("/orders/{order_id}")
def read_order(order_id: int) -> Order:
    return Order(id=order_id, lines=["pen"])


answer = TestClient(app).get("/openapi.json")
document = answer.json() if answer.is_success else {"openapi": None, "paths": {}}
names = [way["operationId"] for routes in document["paths"].values() for way in routes.values()]
typed = "#/components/schemas/Order" in answer.text
print(f"OpenAPI {document['openapi']}, the names of its methods: {names}; typed answers: {typed}")
sys.exit(0 if names == ["read_order_orders__order_id__get"] and typed else 10)
