# /// script
# requires-python = ">=3.12"
# dependencies = ["marshmallow==4.4.0"]
# [tool.hub]
# control = "self"
# ///
import sys
from importlib.resources import files

from marshmallow import Schema, fields


class OrderSchema(Schema):
    sku = fields.String()
    quantity: int  # a hint alone
    if "--control" in sys.argv:  # the control: a field, which does count
        quantity = fields.Integer()


marker = files("marshmallow").joinpath("py.typed").is_file()
found = list(OrderSchema().fields)
print(f"py.typed: {marker}; a schema with a field and a hint has the fields {found}")
sys.exit(0 if marker and found == ["sku"] else 10)
