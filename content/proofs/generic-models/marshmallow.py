# /// script
# requires-python = ">=3.12"
# dependencies = ["marshmallow==4.4.0"]
# [tool.hub]
# control = "self"
# ///
import sys

from marshmallow import Schema, fields


class OrderSchema(Schema):
    quantity = fields.Integer()


class PageSchema(Schema):
    items = fields.List(fields.Nested(OrderSchema))

    if "--control" in sys.argv:  # a stand-in for a schema with a parameter

        def __class_getitem__(cls, schema):
            return cls


try:
    seen = PageSchema[OrderSchema].__name__
except TypeError as error:
    seen = str(error)
print(f"PageSchema[OrderSchema]: {seen}")
sys.exit(0 if "not subscriptable" in seen else 10)
