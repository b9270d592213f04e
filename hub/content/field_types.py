"""The types of fields, read from the texts of a file. Each reader raises ValidationError."""

import calendar
import datetime
import re
import uuid

from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date, parse_datetime

MONTHS = [calendar.month_name[number].lower() for number in range(1, 13)]
# “Jul 08 2022”, “8 July 2022”, “Fri, 08 Jul 2022 10:00:00 GMT”.
NAMED_MONTH = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s-]+)?(?P<month>[a-z]{3,9})\.?"
    r"(?:\s+(?P<later>\d{1,2})(?:st|nd|rd|th)?)?(?:,\s*|[\s-]+)(?P<year>\d{4})(?:,?\s+(?P<time>\d\S*.*))?",
    re.ASCII | re.IGNORECASE,
)
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
        text = usual_order(text)
        moment = parse_datetime(text)
        if not moment:
            moment = datetime.datetime.combine(read_day(text), datetime.time())
        if not moment.tzinfo:
            moment = moment.replace(tzinfo=datetime.UTC)
        return moment.astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        raise ValidationError(f"{text} is not in the calendar.") from None


def usual_order(text):
    """A date that begins with its year, as ISO 8601 has it, where it names its month or has slashes; else the text.

    Days that may be read in two ways, such as 07/08/2022, stay what they are.
    """
    named = NAMED_MONTH.fullmatch(text)
    months = [month for month in MONTHS if named and month.startswith(named["month"].lower())]
    if named and len(months) == 1 and bool(named["day"]) != bool(named["later"]):
        day = f"{named['year']}-{MONTHS.index(months[0]) + 1}-{named['day'] or named['later']}"
        text = f"{day} {named['time']}" if named["time"] else day
    text = re.sub(r"^(\d{4})[/.](\d{1,2})[/.](\d{1,2})\b", r"\1-\2-\3", text)
    return re.sub(r"\s*(?:GMT|UTC)$", "Z", text)


def read_number(text):
    if not re.fullmatch("[0-9]+", text):
        raise ValidationError("Write a whole number.")
    if len(text) > len(str(LARGEST_NUMBER)) or int(text) > LARGEST_NUMBER:
        raise ValidationError(f"Write a number of at most {LARGEST_NUMBER}.")
    return int(text)


def read_decimal(text):
    if not re.fullmatch(r"[0-9]{1,15}(?:\.[0-9]{1,15})?", text):
        raise ValidationError("Write a number, such as 12 or 3.5.")
    return float(text)


def read_uid(text):
    try:
        return uuid.UUID(text)
    except ValueError:
        raise ValidationError("This is not a UUID.") from None


READERS = {
    "BooleanField": read_flag,
    "DateField": read_day,
    "DateTimeField": read_moment,
    "FloatField": read_decimal,
    "PositiveIntegerField": read_number,
}
