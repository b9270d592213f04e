# /// script
# requires-python = ">=3.12"
# dependencies = ["pydantic==2.14.4"]
# [tool.hub]
# control = "fastapi==0.165.0"
# ///
import json
import sys
from importlib.util import find_spec

from pydantic import BaseModel, Field


class Order(BaseModel):
    """What a customer wants."""

    sku: str
    quantity: int = Field(ge=1)


schema = Order.model_json_schema()
quantity = schema["properties"]["quantity"]
# Endpoints are described by what builds on it; the control installs one that does.
endpoints = [name for name in ("fastapi", "ninja") if find_spec(name)]
print(
    f"JSON Schema of a model: {json.dumps(quantity)}, required {schema['required']}; "
    f"a description of endpoints: {endpoints or 'none'}"
)
described = quantity["type"] == "integer" and quantity["minimum"] == 1
sys.exit(0 if described and not endpoints else 10)
