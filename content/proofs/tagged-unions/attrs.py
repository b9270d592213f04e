# /// script
# requires-python = ">=3.12"
# dependencies = ["attrs==26.1.0"]
# [tool.hub]
# control = "self"
# ///
import sys

import attrs


@attrs.define
class Card:
    number: str


@attrs.define
class Invoice:
    address: str


@attrs.define
class Order:
    if "--control" in sys.argv:  # a stand-in for a class that reads the union
        payment: Card | Invoice = attrs.field(
            converter=lambda given: Invoice(given["address"])
        )
    else:
        payment: Card | Invoice


order = Order({"kind": "invoice", "address": "Elm Street 1"})
print(f"a hint with a union leaves the value a {type(order.payment).__name__}")
sys.exit(0 if type(order.payment) is dict else 10)
