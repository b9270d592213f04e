"""Two people who change the same thing: which of them changed what, decided field by field from fingerprints.

A form carries the fingerprints of the values it was opened with: its base. What differs from the base in the form is
*mine*; what differs from it in the database is *theirs*. Only where both differ, and from each other, is there a
conflict, and even then two texts are put together where they changed different lines.
"""

import datetime
import hashlib
import json
from dataclasses import dataclass
from enum import Enum

from django.db import models
from django.forms.models import model_to_dict
from markdownx.models import MarkdownxField

from articles.history.diffs import compare_texts, opcodes

LENGTH = 6  # bytes: among a million different values two look alike with a chance of one in five hundred


@dataclass(frozen=True)
class Conflict:
    """A value that two people changed differently. ``key`` names it in the form; both are shown as words."""

    key: str
    label: str
    mine: str
    theirs: str

    @property
    def lines(self):
        """How mine differs from theirs."""
        return compare_texts(self.theirs, self.mine)


# --- whose change stays ---


class Whose(Enum):
    MINE, THEIRS, BOTH = range(3)


def whose(base, mine, theirs):
    """Who changed a value that two people started from, both where each made something else of it.

    Of all three either the values are given or their fingerprints. Two who wrote the same are of one mind: mine stays.
    """
    if theirs in (base, mine):
        return Whose.MINE
    return Whose.THEIRS if mine == base else Whose.BOTH


# --- values ---


def plain(field, value):
    """A value as text, the same whether it comes from the database or from a form."""
    if value is None:
        return ""
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).replace(microsecond=0).isoformat()
    if isinstance(value, str):
        text = value.replace("\r\n", "\n")
        return (text if text.strip() else "") if isinstance(field, MarkdownxField) else text.strip()
    if field.many_to_many:
        return ",".join(sorted(plain(field, item) for item in value))
    return str(value)


def fingerprint(text):
    return hashlib.blake2b(text.encode(), digest_size=LENGTH).hexdigest()


def editable(model):
    """The fields of a model that a form may change, by name."""
    fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
    return {field.name: field for field in fields if field.editable and not field.primary_key}


def fingerprints(instance, names):
    """The fingerprint of each value of these names that a form may change. A list of links costs a query."""
    fields = editable(type(instance))
    values = model_to_dict(instance, fields=[name for name in names if name in fields])
    return {name: fingerprint(plain(fields[name], value)) for name, value in values.items()}


def describe(instance, names, parts, opened):
    """The version that a form carries, as JSON: what the fields of these names and the rows are like, and since when.

    The editor’s script reads it too, to let a text that a browser kept start from what it was typed upon.
    """
    rows = {
        relation.get_accessor_name(): {
            str(row.pk): fingerprints(row, editable(type(row)))
            for row in relation.related_model._base_manager.filter(**{relation.field.name: instance.pk})
        }
        for relation in parts
    }
    return json.dumps({"opened": opened.isoformat(), "fields": fingerprints(instance, names), "rows": rows})


def read_version(text):
    """The version that a form was opened with: a dict with ``opened``, ``fields`` and ``rows``, or None."""
    try:
        version = json.loads(text)
        opened = datetime.datetime.fromisoformat(version["opened"])
        rows = {name: {key: dict(marks) for key, marks in part.items()} for name, part in version["rows"].items()}
        fields = dict(version["fields"])
    except (TypeError, KeyError, ValueError, AttributeError):
        return None
    return {"opened": opened, "fields": fields, "rows": rows} if opened.tzinfo else None


# --- texts ---


def find_text(field, states, mark):
    """The text of a field with this fingerprint in one of these states, dicts of values by name; None if in none."""
    texts = (state.get(field.name) for state in states)
    plain_texts = (plain(field, text) for text in texts if isinstance(text, str))
    return next((text for text in plain_texts if fingerprint(text) == mark), None)


def merge_texts(base, mine, theirs):
    """A text with the changes of both, line by line; None where they changed the same lines, or lines that touch."""
    lines = base.split("\n")
    changes = sorted([*changed_lines(lines, mine.split("\n")), *changed_lines(lines, theirs.split("\n"))])
    merged, done, last = [], 0, -1
    for start, end, replacement in dict.fromkeys((start, end, tuple(new)) for start, end, new in changes):
        if start <= last:
            return None
        merged += lines[done:start] + list(replacement)
        done = last = end
    return "\n".join(merged + lines[done:])


def changed_lines(base, text):
    """The places of the base that differ in a text, as start, end and the lines that took their place."""
    return [(i1, i2, text[j1:j2]) for operation, i1, i2, j1, j2 in opcodes(base, text) if operation != "equal"]
