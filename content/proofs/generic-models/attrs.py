# /// script
# requires-python = ">=3.12"
# dependencies = ["attrs==26.1.0"]
# [tool.hub]
# control = "self"
# ///
import sys

import attrs


@attrs.define
class Page[T]:
    items: list[T]

    if "--control" in sys.argv:  # a stand-in for a class that checks them

        def __attrs_post_init__(self):
            self.items = [int(item) for item in self.items]


try:
    page = Page[int](["many"])
    seen = f"taken: {page}"
except ValueError as error:
    seen = f"refused: {error}"
print(f"a page of integers with a text in it is {seen}")
sys.exit(0 if seen.startswith("taken") else 10)
