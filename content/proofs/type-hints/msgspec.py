# /// script
# requires-python = ">=3.12"
# dependencies = ["msgspec==0.23.0"]
# [tool.hub]
# control = "self"
# ///
import sys
from datetime import date
from importlib.resources import files

import msgspec

Day = str if "--control" in sys.argv else date  # the control: a hint that says less


class Order(msgspec.Struct):
    sku: str
    day: Day
    tags: list[str] = []


marker = files("msgspec").joinpath("py.typed").is_file()
text = b'{"sku": "pen", "day": "2026-11-29"}'
order = msgspec.json.decode(text, type=Order)
print(f"py.typed: {marker}; fields: {Order.__struct_fields__}; day: {order.day!r}")
sys.exit(0 if marker and order.day == date(2026, 11, 29) else 10)
