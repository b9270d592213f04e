# /// script
# requires-python = ">=3.12"
# dependencies = ["msgspec==0.23.0"]
# [tool.hub]
# control = "self"
# ///
import sys
from typing import Annotated

import msgspec


class Item(msgspec.Struct):
    sku: str
    quantity: Annotated[int, msgspec.Meta(ge=1)]


class Order(msgspec.Struct):
    customer: str
    items: list[Item]


def complain(values):
    try:
        msgspec.convert(values, Order)
    except msgspec.ValidationError as error:
        return str(error)
    return ""


# The control: an input without mistakes.
wrong = 1 if "--control" in sys.argv else 0
items = [{"sku": "pen", "quantity": wrong}, {"sku": "ink", "quantity": wrong or "x"}]
found = complain({"customer": "Ada", "items": items})
print(f"an input with two mistakes: {found}")
sys.exit(0 if found.count("$.") == 1 and "$.items[0].quantity" in found else 10)
