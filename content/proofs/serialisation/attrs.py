# /// script
# requires-python = ">=3.12"
# dependencies = ["attrs==26.1.0"]
# [tool.hub]
# control = "self"
# ///
import json
import sys
from datetime import date

import attrs


@attrs.define
class Item:
    price: int


@attrs.define
class Order:
    # The control: a value that JSON knows.
    day: str if "--control" in sys.argv else date
    items: list[Item]


day = "2026-11-29" if "--control" in sys.argv else date(2026, 11, 29)
plain = attrs.asdict(Order(day, [Item(150)]))
try:
    seen = json.dumps(plain)
except TypeError as error:
    seen = str(error)
print(f"asdict: {plain}; as JSON: {seen}")
nested = plain["items"] == [{"price": 150}]
sys.exit(0 if nested and "not JSON serializable" in seen else 10)
