# /// script
# requires-python = ">=3.12"
# dependencies = ["marshmallow==4.4.0"]
# [tool.hub]
# control = "self"
# ///
import sys

from marshmallow import Schema, ValidationError, fields


class OrderSchema(Schema):
    quantity = fields.Integer()
    # The control: the one field with a switch, without it.
    exact = fields.Integer(strict="--control" not in sys.argv)
    paid = fields.Boolean()


def load(**values):
    try:
        return OrderSchema().load(values)
    except ValidationError as error:
        return error.messages


lax, strict = load(quantity="3", paid="yes"), load(exact="3")
try:
    fields.Boolean(strict=True)
    switch = "for booleans too"
except TypeError:
    switch = "not for booleans"
print(f"by default: {lax}; a strict integer: {strict}; that switch is {switch}")
wanted = {"exact": ["Not a valid integer."]}
sys.exit(0 if lax == {"quantity": 3, "paid": True} and strict == wanted else 10)
