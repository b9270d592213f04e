"""The types of fields, read from the texts of a file. Each reader raises ValidationError."""

import datetime
import re
import uuid

from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date, parse_datetime

LARGEST_NUMBER = 2**31 - 1  # in a column of PostgreSQL
FLAGS = {
    **dict.fromkeys(("true", "yes", "on", "y", "1"), True),
    **dict.fromkeys(("false", "no", "off", "n", "0"), False),
}


def read_flag(text):
    if text.lower() not in FLAGS:
        raise ValidationError("Write true or false.")
    return FLAGS[text.lower()]


def read_day(text):
    try:
        day = parse_date(text)
    except ValueError:
        raise ValidationError(f"{text} is not in the calendar.") from None
    if not day:
        raise ValidationError("Write the date as YYYY-MM-DD.")
    return day


def read_moment(text):
    """A date with or without time and zone, as a moment in UTC, where nothing else is said."""
    try:
        moment = parse_datetime(text)
        if not moment:
            moment = datetime.datetime.combine(read_day(text), datetime.time())
        if not moment.tzinfo:
            moment = moment.replace(tzinfo=datetime.UTC)
        return moment.astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        raise ValidationError(f"{text} is not in the calendar.") from None


def read_number(text):
    if not re.fullmatch("[0-9]+", text):
        raise ValidationError("Write a whole number.")
    if len(text) > len(str(LARGEST_NUMBER)) or int(text) > LARGEST_NUMBER:
        raise ValidationError(f"Write a number of at most {LARGEST_NUMBER}.")
    return int(text)


def read_uid(text):
    try:
        return uuid.UUID(text)
    except ValueError:
        raise ValidationError("This is not a UUID.") from None


READERS = {
    "BooleanField": read_flag,
    "DateField": read_day,
    "DateTimeField": read_moment,
    "PositiveIntegerField": read_number,
}
