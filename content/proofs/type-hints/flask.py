# /// script
# requires-python = ">=3.12"
# dependencies = ["flask==3.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys
from importlib.resources import files

from flask import Flask

app = Flask(__name__)


@app.get("/orders/<order_id>")
def show_order(order_id: int) -> dict[str, str]:
    if "--control" in sys.argv:  # a stand-in for a framework that acts on hints
        order_id = show_order.__annotations__["order_id"](order_id)
    return {"order_id": type(order_id).__name__}


marker = files("flask").joinpath("py.typed").is_file()
got = app.test_client().get("/orders/7").json["order_id"]
print(f"py.typed in the package: {marker}; a parameter hinted as int arrives as {got}")
sys.exit(0 if marker and got == "str" else 10)
