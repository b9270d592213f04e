# /// script
# requires-python = ">=3.12"
# dependencies = ["pydantic==2.14.4"]
# [tool.hub]
# control = "self"
# ///
import sys

from pydantic import BaseModel, Field, ValidationError


class Item(BaseModel):
    sku: str
    quantity: int = Field(ge=1)


class Order(BaseModel):
    customer: str
    items: list[Item]


def places(values):
    try:
        Order.model_validate(values)
    except ValidationError as error:
        return [".".join(map(str, e["loc"])) for e in error.errors()]
    return []


# The control: an input without mistakes.
wrong = 1 if "--control" in sys.argv else 0
items = [{"sku": "pen", "quantity": wrong}, {"sku": "ink", "quantity": wrong or "x"}]
found = places({"items": items, **({"customer": "Ada"} if wrong else {})})
print(f"places of three mistakes in one input: {found}")
sys.exit(0 if found == ["customer", "items.0.quantity", "items.1.quantity"] else 10)
