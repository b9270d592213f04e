# /// script
# requires-python = ">=3.12"
# dependencies = ["pydantic==2.14.4"]
# [tool.hub]
# control = "self"
# ///
import sys

from pydantic import BaseModel, ValidationError


class Order(BaseModel):
    quantity: int
    paid: bool


def load(values, strict):
    if "--control" in sys.argv:
        strict = False  # the control: the switch is never set
    try:
        return repr(Order.model_validate(values, strict=strict))
    except ValidationError as error:
        return [f"{e['loc'][0]}: {e['type']}" for e in error.errors()]


given = {"quantity": "3", "paid": "yes"}
lax, strict = load(given, strict=None), load(given, strict=True)
print(f"by default: {lax}; strict: {strict}")
wanted = ["quantity: int_type", "paid: bool_type"]
sys.exit(0 if lax == "Order(quantity=3, paid=True)" and strict == wanted else 10)
