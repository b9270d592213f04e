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
    if "--control" in sys.argv:
        colour: str = ""  # the control: a key that is known


try:
    seen = repr(Order(**{"sku": "pen", "colour": "red"}))
except TypeError as error:
    seen = f"TypeError: {error}"
print(seen)
sys.exit(0 if "unexpected keyword argument 'colour'" in seen else 10)
