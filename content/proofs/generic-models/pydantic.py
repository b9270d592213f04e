# /// script
# requires-python = ">=3.12"
# dependencies = ["pydantic==2.14.4"]
# [tool.hub]
# control = "self"
# ///
import sys

from pydantic import BaseModel, ValidationError


class Page[T](BaseModel):
    items: list[T]


class Order(BaseModel):
    quantity: int


# The control: the page without what it holds.
model = Page if "--control" in sys.argv else Page[Order]
good = model.model_validate({"items": [{"quantity": 3}]}).items[0]
try:
    model.model_validate({"items": [{"quantity": "many"}]})
    bad = "taken"
except ValidationError as error:
    bad = error.errors()[0]["loc"]
print(f"{model.__name__}: {good!r}; wrong at {bad}")
sys.exit(0 if bad == ("items", 0, "quantity") else 10)
