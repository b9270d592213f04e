# /// script
# requires-python = ">=3.12"
# dependencies = ["pydantic==2.14.4"]
# [tool.hub]
# control = "self"
# ///
import sys
from typing import Annotated, Literal

from pydantic import BaseModel, Field, TypeAdapter, ValidationError


class Card(BaseModel):
    kind: Literal["card"]
    number: str


class Invoice(BaseModel):
    kind: Literal["invoice"]
    address: str


# The control: a union without a tag reports what every member lacks.
tag = None if "--control" in sys.argv else "kind"
payment = TypeAdapter(Annotated[Card | Invoice, Field(discriminator=tag)])
good = payment.validate_python({"kind": "invoice", "address": "Elm Street 1"})
try:
    payment.validate_python({"kind": "card"})
except ValidationError as error:
    bad = [".".join(e["loc"]) for e in error.errors()]
print(f"{good!r}; a card without a number: {bad}")
sys.exit(0 if type(good) is Invoice and bad == ["card.number"] else 10)
