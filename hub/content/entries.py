"""Entry: one mapping of a file, read key by key as the types of the fields it fills; mistakes name their line."""

import datetime
import re
import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dateparse import parse_date, parse_datetime

from hub.content.yaml_reader import Items, Mapping, Text

FLAGS = {
    **dict.fromkeys(("true", "yes", "on", "y", "1"), True),
    **dict.fromkeys(("false", "no", "off", "n", "0"), False),
}


class Entry:
    """A mapping and where it stands. ``failed`` holds the keys with a mistake, None for one of the whole."""

    def __init__(self, report, path, mapping, known):
        self.report, self.path, self.mapping, self.failed = report, path, mapping, set()
        for key in mapping:
            if key not in known:
                report.warn(path, mapping.lines[key], f"The key “{key}” is not known here and was left alone.")

    def line(self, key=None):
        """The line of a key, for ``source.title`` that of ``source``; of the whole where the key is missing."""
        return self.mapping.lines.get((key or "").partition(".")[0], self.mapping.line)

    def place(self, key=None):
        return f"{self.path}:{self.line(key)}"

    def error(self, message, key=None, line=None):
        self.failed.add(key)
        self.report.error(self.path, line or self.line(key), f"{key}: {message}" if key else message)

    def text(self, key):
        """The text of a key, empty where there is none."""
        value = self.mapping.get(key, "")
        if isinstance(value, str):
            return str(value)
        self.error("Write one text here, not a list.", key)
        return ""

    def read(self, key, field):
        """The value of a key as the type of a model field; its default where the key is missing or wrong."""
        text = self.text(key)
        reader = READERS.get(field.get_internal_type(), str)
        try:
            return reader(text) if text else field.get_default()
        except ValidationError as error:
            self.error(error.message, key)
            return field.get_default()

    def flag(self, key, default=False):
        return self.read(key, models.BooleanField(default=default))

    def values(self, model, keys):
        """The values of the fields that ``keys`` maps to keys of the file."""
        return {name: self.read(key, model._meta.get_field(name)) for name, key in keys.items()}

    def names(self, key, separator=None):
        """The texts of a list. One text alone is a list of one, or of several between separators."""
        value = self.mapping.get(key, "")
        if isinstance(value, Text):
            parts = value.split(separator) if separator else [value]
            value = [Text(part.strip() if separator else part, value.line) for part in parts]
        if isinstance(value, dict) or not all(isinstance(item, str) for item in value):
            self.error("Write a list of texts here.", key)
            return []
        return [item for item in value if item]

    def entries(self, key, known):
        """The entries of a list of mappings."""
        return read_entries(self.report, self.path, self.mapping.get(key), known, self)

    def mapping_of(self, key):
        """The mapping under a key, empty where there is none."""
        value = self.mapping.get(key, "")
        if isinstance(value, Mapping):
            return value
        if value != "":
            self.error("Write keys and values here.", key)
        return Mapping(self.line(key))


def read_entries(report, path, value, known, parent=None):
    """The entries of a list of mappings; ``parent`` fails where one of them is something else."""
    if value is None or value == "":
        return []
    if not isinstance(value, Items):
        report.error(path, value.line, "This must be a list: each entry starts with a hyphen.")
    wrong = [item for item in value if not isinstance(item, Mapping)] if isinstance(value, Items) else []
    for item in wrong:
        report.error(path, item.line, "Each entry of this list must have keys and values.")
    if parent and (wrong or not isinstance(value, Items)):
        parent.failed.add(None)
    return [Entry(report, path, item, known) for item in value if isinstance(item, Mapping)]


# --- the types of fields; each raises ValidationError --------------------------


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
    if not re.fullmatch("[0-9]{1,9}", text):
        raise ValidationError("Write a whole number.")
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
    "UUIDField": read_uid,
}
