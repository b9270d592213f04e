# /// script
# requires-python = ">=3.12"
# dependencies = ["attrs==26.1.0"]
# [tool.hub]
# control = "self"
# ///
import sys
from importlib.resources import files

import attrs


@attrs.define
class Order:
    sku: str
    quantity: int = 1
    if "--control" in sys.argv:  # the control: without a hint it is no field
        note = ""
    else:
        note: str = ""


marker = files("attrs").joinpath("py.typed").is_file()
made = [field.name for field in attrs.fields(Order)]
order = Order(sku=7, quantity="many")
print(f"py.typed: {marker}; fields from hints: {made}; kept as given: {order}")
wanted = ["sku", "quantity", "note"]
sys.exit(0 if marker and made == wanted and order.quantity == "many" else 10)
