# /// script
# requires-python = ">=3.12"
# dependencies = ["msgspec==0.23.0"]
# [tool.hub]
# control = "self"
# ///
import json
import sys
from typing import Annotated

import msgspec

# The control: no rule for the quantity.
Quantity = int if "--control" in sys.argv else Annotated[int, msgspec.Meta(ge=1)]


class Item(msgspec.Struct):
    sku: str
    quantity: Quantity


class Order(msgspec.Struct):
    items: list[Item]


schema = msgspec.json.schema(Order)
quantity = schema["$defs"]["Item"]["properties"]["quantity"]
print(f"keys: {[*schema]}; quantity: {json.dumps(quantity)}")
required = schema["$defs"]["Order"]["required"]
sys.exit(0 if quantity.get("minimum") == 1 and required == ["items"] else 10)
