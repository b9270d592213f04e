# /// script
# requires-python = ">=3.12"
# dependencies = ["marshmallow==4.4.0"]
# [tool.hub]
# control = "self"
# ///
import sys

from marshmallow import Schema, ValidationError, fields, validate


class OrderSchema(Schema):
    sku = fields.String(required=True)
    # The control: no rule for the quantity.
    rule = None if "--control" in sys.argv else validate.Range(min=1)
    quantity = fields.Integer(required=True, validate=rule)


def load(values):
    try:
        return OrderSchema().load(values)
    except ValidationError as error:
        return error.messages


good = load({"sku": "pen", "quantity": "3"})
wrong = load({"quantity": "many"})
too_few = load({"sku": "pen", "quantity": 0})
print(f"{good}; {wrong}; {too_few}"[:200])
found = sorted(wrong) == ["quantity", "sku"] and list(too_few) == ["quantity"]
refused = type(too_few.get("quantity")) is list
sys.exit(0 if good == {"sku": "pen", "quantity": 3} and found and refused else 10)
