# /// script
# requires-python = ">=3.12"
# dependencies = ["attrs==26.1.0"]
# [tool.hub]
# control = "self"
# ///
import sys

import attrs
from attrs import validators


@attrs.define
class Order:
    sku: str  # a hint checks nothing
    if "--control" in sys.argv:
        quantity: int  # the control: no validators
    else:
        quantity: int = attrs.field(
            validator=[validators.instance_of(int), validators.ge(1)]
        )


def make(sku, quantity):
    try:
        return attrs.astuple(Order(sku, quantity))
    except (TypeError, ValueError) as error:
        return type(error).__name__


good, hint_only = make("pen", 3), make(None, 3)
bad = [make("pen", "many"), make("pen", 0)]
try:
    order = Order("pen", 3)
    order.quantity = 0  # assignments are checked too
    bad.append("assigned")
except ValueError as error:
    bad.append(type(error).__name__)
print(f"good: {good}; bad: {bad}; a wrong type with a hint alone: {hint_only}")
wanted = ["TypeError", "ValueError", "ValueError"]
sys.exit(0 if bad == wanted and hint_only == (None, 3) else 10)
