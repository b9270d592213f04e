# /// script
# requires-python = ">=3.12"
# dependencies = ["pydantic==2.14.4"]
# [tool.hub]
# control = "self"
# ///
import json
import sys

from pydantic import BaseModel, Field


class Item(BaseModel):
    sku: str
    # The control: no rule for the quantity.
    quantity: int = Field() if "--control" in sys.argv else Field(ge=1)


class Order(BaseModel):
    items: list[Item]


schema = Order.model_json_schema()
quantity = schema["$defs"]["Item"]["properties"]["quantity"]
print(f"keys: {[*schema]}; quantity: {json.dumps(quantity)}")
sys.exit(0 if quantity.get("minimum") == 1 and schema["required"] == ["items"] else 10)
