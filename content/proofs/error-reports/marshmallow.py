# /// script
# requires-python = ">=3.12"
# dependencies = ["marshmallow==4.4.0"]
# [tool.hub]
# control = "self"
# ///
import sys

from marshmallow import Schema, ValidationError, fields, validate


class ItemSchema(Schema):
    sku = fields.String(required=True)
    quantity = fields.Integer(required=True, validate=validate.Range(min=1))


class OrderSchema(Schema):
    customer = fields.String(required=True)
    items = fields.List(fields.Nested(ItemSchema), required=True)


def mistakes(values):
    try:
        OrderSchema().load(values)
    except ValidationError as error:
        return error.messages
    return {}


# The control: an input without mistakes.
wrong = 1 if "--control" in sys.argv else 0
items = [{"sku": "pen", "quantity": wrong}, {"sku": "ink", "quantity": wrong or "x"}]
found = mistakes({"items": items, **({"customer": "Ada"} if wrong else {})})
print(f"{found}"[:200])
sys.exit(
    0
    if sorted(found) == ["customer", "items"] and list(found["items"]) == [0, 1]
    else 10
)
