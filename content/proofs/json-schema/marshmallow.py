# /// script
# requires-python = ">=3.12"
# dependencies = ["marshmallow==4.4.0", "apispec==6.10.1"]
# [tool.hub]
# control = "self"
# ///
import json
import sys
from importlib.metadata import requires

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from marshmallow import Schema, fields, validate


class OrderSchema(Schema):
    # The control: no rule for the quantity.
    rule = None if "--control" in sys.argv else validate.Range(min=1)
    quantity = fields.Integer(required=True, validate=rule)


own = [name for name in dir(Schema) if "json_schema" in name]
spec = APISpec("Orders", "1", "3.1.0", plugins=[MarshmallowPlugin()])
spec.components.schema("Order", schema=OrderSchema)
schema = spec.to_dict()["components"]["schemas"]["Order"]
print(f"in marshmallow: {own or 'nothing'}; by apispec: {json.dumps(schema)}")
described = schema["properties"]["quantity"].get("minimum") == 1
sys.exit(0 if described and not own and not requires("marshmallow") else 10)
