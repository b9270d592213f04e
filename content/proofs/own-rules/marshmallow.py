# /// script
# requires-python = ">=3.12"
# dependencies = ["marshmallow==4.4.0"]
# [tool.hub]
# control = "self"
# ///
import sys

from marshmallow import Schema, ValidationError, fields, validates, validates_schema


class BookingSchema(Schema):
    room = fields.String()
    first = fields.Integer()
    last = fields.Integer()

    if "--control" not in sys.argv:  # the control: no rules

        @validates("room")
        def room_is_known(self, room, data_key):
            if room not in {"red", "blue"}:
                raise ValidationError("no such room")

        @validates_schema
        def ends_after_it_begins(self, data, **kwargs):
            if data["last"] < data["first"]:
                raise ValidationError("ends before it begins", "last")


def mistakes(**values):
    try:
        BookingSchema().load(values)
    except ValidationError as error:
        return error.messages
    return {}


of_one = mistakes(room="pink", first=1, last="x")
of_several = mistakes(room="red", first=3, last=1)
print(f"{of_one}; {of_several}")
sys.exit(0 if sorted(of_one) == ["last", "room"] and "last" in of_several else 10)
