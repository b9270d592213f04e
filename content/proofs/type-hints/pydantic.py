# /// script
# requires-python = ">=3.12"
# dependencies = ["pydantic==2.14.4"]
# [tool.hub]
# control = "self"
# ///
import sys
from datetime import date
from importlib.resources import files

from pydantic import BaseModel


class Order(BaseModel):
    sku: str
    day: date
    tags: list[str] = []

    if "--control" in sys.argv:
        note = "a value without a hint"  # the control: it says nothing of the type


marker = files("pydantic").joinpath("py.typed").is_file()
order = Order(sku="pen", day="2026-11-29")
fields = {name: field.annotation for name, field in Order.model_fields.items()}
print(f"py.typed: {marker}; fields: {list(fields)}; the day became {order.day!r}")
sys.exit(0 if marker and order.day == date(2026, 11, 29) else 10)
