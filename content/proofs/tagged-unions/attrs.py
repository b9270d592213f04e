# /// script
# requires-python = ">=3.12"
# dependencies = ["attrs==26.1.0", "cattrs==26.2.1"]
# [tool.hub]
# control = "self"
# ///
import sys

import attrs
from cattrs import Converter
from cattrs.strategies import configure_tagged_union


@attrs.define
class Card:
    number: str


@attrs.define
class Invoice:
    number: str


@attrs.define
class Order:
    payment: Card | Invoice


given = {"kind": "Invoice", "number": "7"}
alone = type(Order(given).payment).__name__
converter = Converter()
if "--control" not in sys.argv:  # the control: cattrs is told of no field
    configure_tagged_union(Card | Invoice, converter, tag_name="kind")
try:
    chosen = type(converter.structure({"payment": given}, Order).payment).__name__
except Exception as error:
    chosen = type(error).__name__
print(f"attrs alone leaves the value a {alone}; cattrs with a tag makes it: {chosen}")
sys.exit(0 if (alone, chosen) == ("dict", "Invoice") else 10)
