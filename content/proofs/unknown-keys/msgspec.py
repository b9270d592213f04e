# /// script
# requires-python = ">=3.12"
# dependencies = ["msgspec==0.23.0"]
# [tool.hub]
# control = "self"
# ///
import sys

import msgspec


class Order(msgspec.Struct):
    sku: str


# The control: the setting never changes.
forbid = "--control" not in sys.argv


class Exact(msgspec.Struct, forbid_unknown_fields=forbid):
    sku: str


def load(model):
    try:
        return msgspec.to_builtins(
            msgspec.convert({"sku": "pen", "colour": "red"}, model)
        )
    except msgspec.ValidationError as error:
        return str(error)


default, exact = load(Order), load(Exact)
switches = [name for name in dir(Order.__struct_config__) if "unknown" in name]
print(f"default: {default}; forbidden: {exact}; switches: {switches}")
sys.exit(
    0
    if default == {"sku": "pen"}
    and "unknown field" in exact
    and switches == ["forbid_unknown_fields"]
    else 10
)
