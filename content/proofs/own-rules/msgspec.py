# /// script
# requires-python = ">=3.12"
# dependencies = ["msgspec==0.23.0"]
# [tool.hub]
# control = "self"
# ///
import sys

import msgspec


class Booking(msgspec.Struct):
    room: str
    first: int
    last: int

    if "--control" not in sys.argv:  # the control: no rules

        def __post_init__(self):
            if self.room not in {"red", "blue"}:
                raise ValueError("no such room")
            if self.last < self.first:
                raise ValueError("ends before it begins")


def mistake(room, first, last):
    day = {"room": room, "first": first, "last": last}
    try:
        msgspec.convert([day], list[Booking])
    except msgspec.ValidationError as error:
        return str(error)


seen = [mistake("pink", 3, 1), mistake("red", 3, 1)]
print(f"{seen}")
wanted = ["no such room - at `$[0]`", "ends before it begins - at `$[0]`"]
sys.exit(0 if seen == wanted else 10)
