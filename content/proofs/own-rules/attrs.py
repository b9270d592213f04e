# /// script
# requires-python = ">=3.12"
# dependencies = ["attrs==26.1.0"]
# [tool.hub]
# control = "self"
# ///
import sys

import attrs


@attrs.define
class Booking:
    room: str = attrs.field()
    first: int = attrs.field()
    last: int = attrs.field()

    if "--control" not in sys.argv:  # the control: no rules

        @room.validator
        def room_is_known(self, attribute, room):
            if room not in {"red", "blue"}:
                raise ValueError(f"{attribute.name}: no such room")

        @last.validator
        def ends_after_it_begins(self, attribute, last):
            if last < self.first:
                raise ValueError(f"{attribute.name}: ends before it begins")


def mistake(*values):
    try:
        Booking(*values)
    except ValueError as error:
        return str(error)


seen = [mistake("red", 3, 1), mistake("pink", 3, 1)]  # two mistakes in the second
print(f"{seen}")
sys.exit(0 if seen == ["last: ends before it begins", "room: no such room"] else 10)
