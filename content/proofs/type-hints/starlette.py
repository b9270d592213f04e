# /// script
# requires-python = ">=3.12"
# dependencies = ["starlette==1.10.0", "httpx2==2.16.2"]
# [tool.hub]
# control = "self"
# ///
import sys
from importlib.resources import files

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.testclient import TestClient


async def show_order(request: Request, order_id: int = 0) -> JSONResponse:
    if "--control" in sys.argv:  # a stand-in for a framework that acts on hints
        order_id = int(request.path_params["order_id"])
    return JSONResponse(order_id)


client = TestClient(Starlette(routes=[Route("/orders/{order_id}", show_order)]))
marker = files("starlette").joinpath("py.typed").is_file()
got = client.get("/orders/7").json()
print(
    f"py.typed: {marker}; /orders/7 gives a parameter hinted as int its default: {got}"
)
sys.exit(0 if marker and got == 0 else 10)
