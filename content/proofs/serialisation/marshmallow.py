# /// script
# requires-python = ">=3.12"
# dependencies = ["marshmallow==4.4.0"]
# [tool.hub]
# control = "self"
# ///
import sys
from datetime import date
from decimal import Decimal

from marshmallow import Schema, fields


class ItemSchema(Schema):
    # A Decimal stays one, and json.dumps refuses it, without as_string.
    price = fields.Decimal(as_string="--control" not in sys.argv)


class OrderSchema(Schema):
    day = fields.Date()
    items = fields.List(fields.Nested(ItemSchema))


order = {"day": date(2026, 11, 29), "items": [{"price": Decimal("1.50")}]}
try:
    text = OrderSchema().dumps(order)
except TypeError as error:
    text = str(error)
print(text)
sys.exit(0 if text == '{"day": "2026-11-29", "items": [{"price": "1.50"}]}' else 10)
