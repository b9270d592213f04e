# /// script
# requires-python = ">=3.12"
# dependencies = ["fastapi==0.165.0", "httpx2==2.16.2"]
# [tool.hub]
# control = "self"
# ///
import sys

from fastapi import FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
Number = str if "--control" in sys.argv else int  # the control: no type to hold


@app.get("/orders/{order_id}")
def show_order(order_id: Number):
    return {"order_id": order_id}


client = TestClient(app)
order_id = client.get("/orders/7").json()["order_id"]
refused = client.get("/orders/seven").status_code
print(f"/orders/7 gives {order_id!r}, /orders/seven is answered with {refused}")
sys.exit(0 if order_id == 7 and refused == 422 else 10)
