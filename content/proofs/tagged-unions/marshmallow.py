# /// script
# requires-python = ">=3.12"
# dependencies = ["marshmallow==4.4.0", "marshmallow-oneofschema==3.2.0"]
# [tool.hub]
# control = "self"
# ///
import sys
from importlib.metadata import requires

import marshmallow
from marshmallow import Schema, ValidationError, fields
from marshmallow_oneofschema import OneOfSchema


class CardSchema(Schema):
    number = fields.String(required=True)


class InvoiceSchema(Schema):
    address = fields.String(required=True)


class PaymentSchema(OneOfSchema):
    type_field = "kind"
    type_schemas = {"card": CardSchema, "invoice": InvoiceSchema}
    if "--control" in sys.argv:
        type_schemas = {}  # the control: no kind is known


def load(values):
    try:
        return PaymentSchema().load(values)
    except ValidationError as error:
        return error.messages


own = [name for name in dir(marshmallow.fields) if "Union" in name or "OneOf" in name]
good = load({"kind": "invoice", "address": "Elm Street 1"})
bad = load({"kind": "card"})
print(f"in marshmallow: {own or 'none'}; oneofschema: {good}, {bad}"[:200])
found = good == {"address": "Elm Street 1"} and list(bad) == ["number"]
sys.exit(0 if found and not own and not requires("marshmallow") else 10)
