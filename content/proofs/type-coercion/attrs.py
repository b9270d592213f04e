# /// script
# requires-python = ">=3.12"
# dependencies = ["attrs==26.1.0"]
# [tool.hub]
# control = "self"
# ///
import sys

import attrs
from attrs import validators


@attrs.define
class Order:
    as_given: int
    converted: int = attrs.field(converter=int)
    # The control: nothing refuses the text.
    rule = None if "--control" in sys.argv else validators.instance_of(int)
    checked: int = attrs.field(default=0, validator=rule)


order = Order("3", "3")
try:
    Order("3", "3", checked="3")
    checked = "taken"
except TypeError:
    checked = "refused"
print(
    f"as given: {order.as_given!r}, converted: {order.converted!r}, checked: {checked}"
)
seen = (order.as_given, order.converted, checked)
sys.exit(0 if seen == ("3", 3, "refused") else 10)
