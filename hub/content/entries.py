"""Entry: a mapping of a file, read as the types of the fields it fills."""

import re
import unicodedata
from functools import cached_property

from django.core.exceptions import ValidationError

from articles.slugify import SLUG, make_slug
from hub.content.field_types import READERS
from hub.content.yaml_text import Items, Mapping, Text

MAX_SLUG = 100


class Entry:
    """A mapping of a kind and where it stands. ``failed`` holds the keys with a mistake, None for one of the whole.

    ``addresses`` are those that it had as a whole, and ``ended`` what their ends are besides, as former slugs.
    Keys that are neither of its kind nor among the ``known`` are reported. ``stem`` is what the name of its file says.
    """

    def __init__(self, report, path, mapping, kind, known=(), stem=""):
        self.report, self.path, self.mapping, self.kind, self.failed = report, path, mapping, kind, set()
        self.stem = stem
        for key in mapping:
            if key not in kind.known and key not in known:
                report.warn(path, mapping.lines[key], f"The key “{key}” is not known here and was left alone.")

    addresses, ended = (), frozenset()

    @cached_property
    def name(self):
        return self.text(self.kind.fields["name"])

    @cached_property
    def slug(self):
        """The slug that is written for it, or follows from the name of its file; empty where neither says one."""
        return composed(self.text("slug")) or slug_of(self.stem)

    @property
    def wanted_slug(self):
        """Its slug, or the one that its name makes."""
        return self.slug or make_slug(self.name)

    @cached_property
    def aliases(self):
        """The slugs that its aliases end in; other generators write whole paths there."""
        return self.slugs_in(self.names("aliases"))

    def slugs_in(self, aliases):
        found = [(alias, last_slug(alias)) for alias in aliases]
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

    def names(self, key, split=None, *, mappings=False):
        """The texts of a list, under whatever name; where ``mappings`` may stand there, their names.

        One text alone is a list of one, or of what ``split`` makes of it; that is asked for the name of the key too.
        """
        return [text for name in self.spellings(key) for text in self._names(name, split, mappings)]

    def _names(self, key, split, mappings):
        value = self.mapping.get(key, "")
        if isinstance(value, Text):
            parts = split(key, value) if split else [value]
            value = [Text(part.strip() if len(parts) > 1 else part, value.line) for part in parts]
        items = [value] if mappings and isinstance(value, Mapping) else value
        texts = [name_in(item) if mappings and isinstance(item, Mapping) else item for item in items]
        if isinstance(items, Mapping) or not all(isinstance(item, str) for item in texts):
            self.error("Write a list of texts here.", key)
            return []
        return [item for item in texts if item]

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


def name_in(mapping):
    """What a mapping calls a person, as generators and exports of WordPress do; itself where it does not."""
    return next(filter(None, map(mapping.get, ("name", "display_name", "displayName", "login"))), mapping)


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
    stem = composed(stem)
    return stem[:MAX_SLUG] if re.fullmatch(SLUG, stem) else make_slug(stem)


def composed(text):
    """A text whose accents stand in one with their letters, as they do in addresses; a Mac parts them in file names."""
    return unicodedata.normalize("NFC", text)


def last_slug(path):
    """The slug that a path ends in; empty where it ends in none."""
    parts = [part for part in path.split("/") if part not in ("", "index.html")]
    slug = re.sub(r"\.(html?|md)$", "", composed(parts[-1])) if parts else ""
    return slug if len(slug) <= MAX_SLUG and re.fullmatch(SLUG, slug) else ""
