# /// script
# requires-python = ">=3.12"
# dependencies = ["attrs==26.1.0"]
# [tool.hub]
# control = "self"
# ///
import sys

import attrs
from attrs import validators

at_least_one = [validators.instance_of(int), validators.ge(1)]


@attrs.define
class Item:
    sku: str = attrs.field(validator=validators.instance_of(str))
    quantity: int = attrs.field(validator=at_least_one)


@attrs.define
class Order:
    items: list[Item]


try:
    # Two mistakes in the second item; the control has none.
    bad = ("ink", 1) if "--control" in sys.argv else (None, 0)
    Order([Item("pen", 1), Item(*bad)])
    seen = "no error"
except (TypeError, ValueError) as error:
    seen = f"{type(error).__name__}: {error.args[0]}"
place = any(mark in seen for mark in ("items", "[1]", "quantity"))
print(f"two mistakes in an order's second item: {seen[:110]}")
sys.exit(0 if seen.startswith("TypeError: 'sku'") and not place else 10)
