# /// script
# requires-python = ">=3.12"
# dependencies = ["msgspec==0.23.0"]
# [tool.hub]
# control = "litestar==2.25.0"
# ///
import json
import sys
from importlib.util import find_spec

import msgspec


class Order(msgspec.Struct):
    """What a customer wants."""

    sku: str
    quantity: int = 1


template = "#/components/schemas/{name}"
[reference], parts = msgspec.json.schema_components([Order], ref_template=template)
kind = parts["Order"]["properties"]["quantity"]
# Endpoints are described by what builds on it; the control installs one that does.
endpoints = [name for name in ("litestar",) if find_spec(name)]
print(
    f"{reference['$ref']}, a quantity: {json.dumps(kind)}, required {parts['Order']['required']}; "
    f"a description of endpoints: {endpoints or 'none'}"
)
described = kind == {"type": "integer", "default": 1} and parts["Order"]["required"] == ["sku"]
sys.exit(0 if described and not endpoints else 10)
