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

Day = str if "--control" in sys.argv else date  # the control: a hint that says less


class Order(BaseModel):
    sku: str
    day: Day
    tags: list[str] = []


marker = files("pydantic").joinpath("py.typed").is_file()
order = Order(sku="pen", day="2026-11-29")
print(
    f"py.typed: {marker}; fields: {[*Order.model_fields]}; the day became {order.day!r}"
)
sys.exit(0 if marker and order.day == date(2026, 11, 29) else 10)
