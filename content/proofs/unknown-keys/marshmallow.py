# /// script
# requires-python = ">=3.12"
# dependencies = ["marshmallow==4.4.0"]
# [tool.hub]
# control = "self"
# ///
import sys

from marshmallow import EXCLUDE, INCLUDE, RAISE, Schema, ValidationError, fields


class OrderSchema(Schema):
    sku = fields.String()


def load(unknown=None):
    if "--control" in sys.argv:
        unknown = EXCLUDE  # the control: the setting never changes
    try:
        return OrderSchema().load({"sku": "pen", "colour": "red"}, unknown=unknown)
    except ValidationError as error:
        return error.messages


default, seen = load(), [load(way) for way in (RAISE, EXCLUDE, INCLUDE)]
print(f"default: {default}; RAISE, EXCLUDE, INCLUDE: {seen}")
refused = {"colour": ["Unknown field."]}
wanted = [refused, {"sku": "pen"}, {"sku": "pen", "colour": "red"}]
sys.exit(0 if seen == wanted and default == refused else 10)
