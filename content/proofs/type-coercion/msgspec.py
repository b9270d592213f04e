# /// script
# requires-python = ">=3.12"
# dependencies = ["msgspec==0.23.0"]
# [tool.hub]
# control = "self"
# ///
import sys

import msgspec


class Order(msgspec.Struct):
    quantity: int
    paid: bool


def load(values, strict):
    if "--control" in sys.argv:
        strict = True  # the control: the switch is never set
    try:
        return repr(msgspec.convert(values, Order, strict=strict))
    except msgspec.ValidationError as error:
        return f"refused: {error}"


given = {"quantity": "3", "paid": "true"}
strict, lax = load(given, strict=True), load(given, strict=False)
print(f"by default: {strict}; lax: {lax}")
sys.exit(
    0 if lax == "Order(quantity=3, paid=True)" and strict.startswith("refused") else 10
)
