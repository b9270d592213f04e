# /// script
# requires-python = ">=3.12"
# dependencies = ["msgspec==0.23.0"]
# [tool.hub]
# control = "self"
# ///
import sys
from typing import Generic, TypeVar

import msgspec

T = TypeVar("T")


class Page(msgspec.Struct, Generic[T]):
    items: list[T]


class Order(msgspec.Struct):
    quantity: int


# The control: the page without what it holds.
model = Page if "--control" in sys.argv else Page[Order]
good = msgspec.convert({"items": [{"quantity": 3}]}, model).items[0]
try:
    msgspec.convert({"items": [{"quantity": "many"}]}, model)
    bad = "taken"
except msgspec.ValidationError as error:
    bad = str(error)
print(f"{good!r}; wrong: {bad}")
sys.exit(0 if "$.items[0].quantity" in bad else 10)
