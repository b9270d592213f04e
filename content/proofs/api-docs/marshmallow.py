# /// script
# requires-python = ">=3.12"
# dependencies = ["marshmallow==4.4.0", "apispec==6.10.1"]
# [tool.hub]
# control = "self"
# ///
import sys

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from marshmallow import Schema, fields


class OrderSchema(Schema):
    sku = fields.String(required=True)
    quantity = fields.Integer(load_default=1)


# The control: apispec alone, which knows no schema of marshmallow.
plugins = [] if "--control" in sys.argv else [MarshmallowPlugin()]
spec = APISpec("Orders", "1.0", "3.1.0", plugins=plugins)
body = {"content": {"application/json": {"schema": OrderSchema}}}
try:
    # The address is said by hand: a plugin of a framework would read it from its routes.
    spec.path("/orders", operations={"post": {"requestBody": body, "responses": {}}})
    document = spec.to_dict()
    made = document["components"]["schemas"]["Order"]["properties"]
except (KeyError, TypeError) as error:
    print(f"no description of the schema: {error!r}")
    sys.exit(10)
posted = document["paths"]["/orders"]["post"]["requestBody"]["content"]["application/json"]
print(f"OpenAPI {document['openapi']}: POST /orders takes {posted['schema']}, of {made}"[:200])
as_named = posted["schema"] == {"$ref": "#/components/schemas/Order"}
sys.exit(0 if as_named and made["quantity"] == {"type": "integer", "default": 1} else 10)
