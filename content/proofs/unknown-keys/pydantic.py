# /// script
# requires-python = ">=3.12"
# dependencies = ["pydantic==2.14.4"]
# [tool.hub]
# control = "self"
# ///
import sys

from pydantic import BaseModel, ValidationError


class Order(BaseModel):
    sku: str


def load(extra):
    if "--control" in sys.argv:
        extra = "ignore"  # the control: the setting never changes
    model = type("Model", (Order,), {"model_config": {"extra": extra}})
    try:
        return model.model_validate({"sku": "pen", "colour": "red"}).model_dump()
    except ValidationError as error:
        return error.errors()[0]["type"]


seen = [load(extra) for extra in ("ignore", "forbid", "allow")]
default = Order.model_validate({"sku": "pen", "colour": "red"}).model_dump()
print(f"default: {default}; ignore, forbid, allow: {seen}")
wanted = [{"sku": "pen"}, "extra_forbidden", {"sku": "pen", "colour": "red"}]
sys.exit(0 if seen == wanted and default == wanted[0] else 10)
