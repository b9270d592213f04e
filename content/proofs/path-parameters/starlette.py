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


async def show_order(request):
    return JSONResponse({"order_id": request.path_params["order_id"]})


# The control: a path without a convertor.
path = "/orders/{order_id}" if "--control" in sys.argv else "/orders/{order_id:int}"
client = TestClient(Starlette(routes=[Route(path, show_order)]))

order_id = client.get("/orders/7").json()["order_id"]
refused = client.get("/orders/seven").status_code
print(f"/orders/7 gives {order_id!r}, /orders/seven is answered with {refused}")
sys.exit(0 if order_id == 7 and refused == 404 else 10)
