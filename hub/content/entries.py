"""Entry: a mapping of a file, read as the types of the fields it fills. Report: what an import did, and mistakes."""

import datetime
import re
import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date, parse_datetime

from articles.slugify import make_slug
from hub.content.yaml_text import Items, Mapping, Text

MAX_SLUG = 100
LARGEST_NUMBER = 2**31 - 1  # in a column of PostgreSQL
FLAGS = {
    **dict.fromkeys(("true", "yes", "on", "y", "1"), True),
    **dict.fromkeys(("false", "no", "off", "n", "0"), False),
}


@dataclass(frozen=True, order=True)
class Problem:
    """A mistake at a line of a file; line 0 means the file as a whole."""

    path: str
    line: int
    message: str

    def __str__(self):
        return f"{self.place}: {self.message}"

    @property
    def place(self):
        return f"{self.path}:{self.line}" if self.line else self.path


@dataclass
class Changes:
    """What happened to the objects of one kind; ``changed`` holds the keys that differ by name of object."""

    created: list[str] = field(default_factory=list)
    changed: dict[str, list[str]] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)
    unchanged: int = 0

    @property
    def changed_lines(self):
        return [f"{name} ({', '.join(keys)})" for name, keys in self.changed.items()]

    def counts(self):
        return [len(self.created), len(self.changed), len(self.removed), self.unchanged]


@dataclass
class Report:
    """The outcome of an import; ``drafts`` says why by page. Where there are errors, nothing was imported."""

    folder: str
    dry_run: bool = False
    errors: set[Problem] = field(default_factory=set)
    warnings: set[Problem] = field(default_factory=set)
    kinds: dict[str, Changes] = field(default_factory=lambda: defaultdict(Changes))
    drafts: dict[str, str] = field(default_factory=dict)

    def error(self, path, line, message):
        self.errors.add(Problem(f"{self.folder}/{path}", line, message))

    def warn(self, path, line, message):
        self.warnings.add(Problem(f"{self.folder}/{path}", line, message))

    def record(self, kind, name, created, keys):
        """Count an object of a kind as created, as changed in these keys, or as unchanged."""
        changes = self.kinds[kind]
        if created:
            changes.created.append(name)
        elif keys:
            changes.changed[name] = sorted({*changes.changed.get(name, ()), *keys})
        else:
            changes.unchanged += 1

    def summary(self):
        """The lines that say what changed: counts of each kind, and the names of all that is not new."""
        lines = []
        for kind, changes in self.kinds.items():
            lines.append(f"{kind}: {self._words(changes.counts())}")
            lines += [f"  created: {name}" for name in changes.created if self.dry_run]
            lines += [f"  changed: {line}" for line in changes.changed_lines]
            lines += [f"  removed: {name}" for name in changes.removed]
        lines += [f"draft: {page} ({why})" for page, why in self.drafts.items()]
        totals = [sum(numbers) for numbers in zip(*(c.counts() for c in self.kinds.values()), strict=True)]
        return [*lines, f"In all: {self._words(totals or [0, 0, 0, 0])}"]

    def _words(self, counts):
        would = "would be " if self.dry_run else ""
        created, changed, removed, unchanged = counts
        return f"{created} {would}created, {changed} {would}changed, {removed} {would}removed, {unchanged} unchanged"


class Entry:
    """A mapping of a kind and where it stands. ``failed`` holds the keys with a mistake, None for one of the whole.

    Keys that are neither of its kind nor among the ``known`` are reported. ``stem`` is what the name of its file says.
    """

    def __init__(self, report, path, mapping, kind, known=(), stem=""):
        self.report, self.path, self.mapping, self.kind, self.failed = report, path, mapping, kind, set()
        self.stem = stem
        for key in mapping:
            if key not in kind.known and key not in known:
                report.warn(path, mapping.lines[key], f"The key “{key}” is not known here and was left alone.")

    @cached_property
    def name(self):
        return self.text(self.kind.fields["name"])

    @cached_property
    def slug(self):
        """The slug that is written for it, or follows from the name of its file; empty where neither says one."""
        return self.text("slug") or slug_of(self.stem)

    @property
    def wanted_slug(self):
        """Its slug, or the one that its name makes."""
        return self.slug or make_slug(self.name)

    @cached_property
    def aliases(self):
        """The slugs that its aliases end in; other generators write whole paths there."""
        found = [(alias, last_slug(alias)) for alias in self.names("aliases")]
        for alias, slug in found:
            if not slug:
                message = f"aliases: “{alias}” does not end in a slug and was left alone."
                self.report.warn(self.path, alias.line, message)
        return [slug for _, slug in found if slug]

    @property
    def fields(self):
        """What the key of each field is called in this file."""
        return {name: self.spelled(key) for name, key in self.kind.fields.items()}

    def spellings(self, key):
        """The names that a key may have."""
        return (key, *self.kind.by_name[key].also) if key in self.kind.by_name else (key,)

    def spelled(self, key):
        return next((name for name in self.spellings(key) if self.mapping.get(name)), key)

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

    def read(self, key, reader):
        """The value of a key as ``reader`` reads it; None where the key is missing or wrong."""
        text = self.text(key)
        try:
            return reader(text) if text else None
        except ValidationError as error:
            self.error(error.message, key)
            return None

    def values(self):
        """The values of those fields that are read as their types, their defaults where they are missing or wrong."""
        values = {}
        for key in self.kind.keys:
            if key.field and not key.own:
                field = self.kind.model._meta.get_field(key.field)
                value = self.read(self.spelled(key.name), READERS.get(field.get_internal_type(), str))
                values[key.field] = field.get_default() if value is None else value
        return values

    def names(self, key, separator=None):
        """The texts of a list, under whatever name. One text alone is a list of one, or of what separators part."""
        return [text for name in self.spellings(key) for text in self._names(name, separator)]

    def _names(self, key, separator):
        value = self.mapping.get(key, "")
        if isinstance(value, Text):
            parts = value.split(separator) if separator else [value]
            value = [Text(part.strip() if separator else part, value.line) for part in parts]
        if isinstance(value, dict) or not all(isinstance(item, str) for item in value):
            self.error("Write a list of texts here.", key)
            return []
        return [item for item in value if item]

    def entries(self, key):
        """The entries of a list of mappings."""
        return read_entries(self.report, self.path, self.mapping.get(key), self.kind.by_name[key].kind, self)

    def entry(self, key):
        """The entry that one mapping is."""
        return Entry(self.report, self.path, self.mapping_of(key), self.kind.by_name[key].kind)

    def mapping_of(self, key):
        """The mapping under a key, empty where there is none."""
        value = self.mapping.get(key, "")
        if isinstance(value, Mapping):
            return value
        if value != "":
            self.error("Write keys and values here.", key)
        return Mapping(self.line(key))


def read_entries(report, path, value, kind, parent=None):
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
    return [Entry(report, path, item, kind) for item in value if isinstance(item, Mapping)]


def slug_of(stem):
    """The slug that the name of a file stands for."""
    return stem[:MAX_SLUG] if re.fullmatch(r"[-\w]+", stem) else make_slug(stem)


def last_slug(path):
    """The slug that a path ends in; empty where it ends in none."""
    parts = [part for part in path.split("/") if part not in ("", "index.html")]
    slug = re.sub(r"\.(html?|md)$", "", parts[-1]) if parts else ""
    return slug if re.fullmatch(rf"[-\w]{{1,{MAX_SLUG}}}", slug) else ""


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
