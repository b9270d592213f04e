# /// script
# requires-python = ">=3.12"
# dependencies = ["msgspec==0.23.0"]
# [tool.hub]
# control = "self"
# ///
import sys

import msgspec

# The control: no tags; then a union of two structs is refused.
tagged = {} if "--control" in sys.argv else {"tag_field": "kind", "tag": str.lower}


class Card(msgspec.Struct, **tagged):
    number: str


class Invoice(msgspec.Struct, **tagged):
    address: str


def load(values):
    try:
        return msgspec.convert(values, Card | Invoice)
    except (msgspec.ValidationError, TypeError) as error:
        return str(error)


good = load({"kind": "invoice", "address": "Elm Street 1"})
bad = load({"kind": "card"})
print(f"{good!r}; a card without a number: {bad}"[:200])
sys.exit(0 if type(good) is Invoice and "number" in bad else 10)
