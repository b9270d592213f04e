# /// script
# requires-python = ">=3.12"
# dependencies = ["msgspec==0.23.0"]
# [tool.hub]
# control = "self"
# ///
import sys
from datetime import date
from decimal import Decimal

import msgspec


class Item(msgspec.Struct):
    price: Decimal


class Order(msgspec.Struct):
    day: date
    items: list[Item]


order = Order(date(2026, 11, 29), [Item(Decimal("1.50"))])
if "--control" in sys.argv:
    text = str(order)  # the control: Python's own way to write it
else:
    text = msgspec.json.encode(order).decode()
again = msgspec.msgpack.decode(msgspec.msgpack.encode(order), type=Order)
print(f"{text}; as MessagePack and back the same: {again == order}")
wanted = '{"day":"2026-11-29","items":[{"price":"1.50"}]}'
sys.exit(0 if text == wanted and again == order else 10)
