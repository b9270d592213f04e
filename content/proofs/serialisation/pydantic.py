# /// script
# requires-python = ">=3.12"
# dependencies = ["pydantic==2.14.4"]
# [tool.hub]
# control = "self"
# ///
import sys
from datetime import date
from decimal import Decimal

from pydantic import BaseModel


class Item(BaseModel):
    price: Decimal


class Order(BaseModel):
    day: date
    items: list[Item]


order = Order(day=date(2026, 11, 29), items=[Item(price=Decimal("1.50"))])
if "--control" in sys.argv:
    text = str(order.model_dump())  # the control: Python's own way to write it
else:
    text = order.model_dump_json()
print(text)
sys.exit(0 if text == '{"day":"2026-11-29","items":[{"price":"1.50"}]}' else 10)
