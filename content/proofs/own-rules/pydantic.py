# /// script
# requires-python = ">=3.12"
# dependencies = ["pydantic==2.14.4"]
# [tool.hub]
# control = "self"
# ///
import sys

from pydantic import BaseModel, ValidationError, field_validator, model_validator


class Booking(BaseModel):
    room: str
    first: int
    last: int

    if "--control" not in sys.argv:  # the control: no rules

        @field_validator("room")
        @classmethod
        def room_is_known(cls, room):
            if room not in {"red", "blue"}:
                raise ValueError("no such room")
            return room

        @model_validator(mode="after")
        def ends_after_it_begins(self):
            if self.last < self.first:
                raise ValueError("ends before it begins")
            return self


def mistakes(**values):
    try:
        Booking(**values)
    except ValidationError as error:
        return [(e["loc"], e["msg"]) for e in error.errors()]
    return []


of_one = mistakes(room="pink", first=1, last="x")
of_several = mistakes(room="red", first=3, last=1)
print(f"{[place for place, _ in of_one]}; {of_several}")
places = [place for place, _ in of_one]
sys.exit(0 if places == [("room",), ("last",)] and len(of_several) == 1 else 10)
