# /// script
# requires-python = ">=3.13"
# dependencies = ["quart==0.23.1"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys
from importlib.resources import files

from quart import Quart

app = Quart(__name__)


@app.get("/orders/<order_id>")
async def show_order(order_id: int) -> dict[str, str]:
    if "--control" in sys.argv:  # a stand-in for a framework that acts on hints
        order_id = show_order.__annotations__["order_id"](order_id)
    return {"order_id": type(order_id).__name__}


async def main():
    return (await (await app.test_client().get("/orders/7")).json)["order_id"]


marker = files("quart").joinpath("py.typed").is_file()
got = asyncio.run(main())
print(f"py.typed in the package: {marker}; a parameter hinted as int arrives as {got}")
sys.exit(0 if marker and got == "str" else 10)
