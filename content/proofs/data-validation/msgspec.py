# /// script
# requires-python = ">=3.12"
# dependencies = ["msgspec==0.23.0"]
# [tool.hub]
# control = "self"
# ///
import sys
from typing import Annotated

import msgspec


class Order(msgspec.Struct):
    sku: str
    # The control: no rule for the quantity but its type.
    quantity: int if "--control" in sys.argv else Annotated[int, msgspec.Meta(ge=1)]


def load(text):
    try:
        return msgspec.json.decode(text, type=Order)
    except msgspec.ValidationError as error:
        return f"refused: {error}"


good = load(b'{"sku": "pen", "quantity": 3}')
bad = [load(b'{"sku": "pen", "quantity": %s}' % value) for value in (b'"many"', b"0")]
by_hand = Order(sku="pen", quantity="many")  # the constructor checks nothing
print(f"{good}; {bad}; by the constructor: {by_hand.quantity!r}")
refused = [type(seen) is str for seen in bad]
sys.exit(0 if good == Order("pen", 3) and all(refused) else 10)
