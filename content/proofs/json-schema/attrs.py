# /// script
# requires-python = ">=3.12"
# dependencies = ["attrs==26.1.0"]
# [tool.hub]
# control = "self"
# ///
import sys

import attrs


@attrs.define
class Order:
    sku: str
    quantity: int = 1


def names(thing):
    found = [name for name in dir(thing) if "schema" in name.lower()]
    # The control: a stand-in for a library that has such a function.
    return [*found, "json_schema"] if "--control" in sys.argv else found


found = names(attrs) + names(Order)
print(f"functions for a schema in attrs and in a class of it: {found or 'none'}")
sys.exit(10 if found else 0)
