# /// script
# requires-python = ">=3.12"
# dependencies = ["litestar==2.25.0"]
# [tool.hub]
# control = "self"
# ///
import sys

from litestar import Litestar, get
from litestar.params import FromPath
from litestar.testing import TestClient

# The control: the part is declared as text.
Number, kind = (str, "str") if "--control" in sys.argv else (int, "int")


@get(f"/orders/{{order_id:{kind}}}")
async def show_order(order_id: FromPath[Number]) -> dict[str, Number]:
    return {"order_id": order_id}


with TestClient(Litestar([show_order])) as client:
    order_id = client.get("/orders/7").json()["order_id"]
    refused = client.get("/orders/seven").status_code
print(f"/orders/7 gives {order_id!r}, /orders/seven is answered with {refused}")
sys.exit(0 if order_id == 7 and refused == 404 else 10)
