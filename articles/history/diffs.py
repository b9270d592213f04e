"""What differs between two texts and between two snapshots, in a form that people can read.

A text's difference is a list of lines; a line is a list of segments, pairs of "same", "insert" or "delete" and a text.
A line that is None stands for lines left out because nothing changed there.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import groupby

from articles.history.snapshots import kept_fields, kept_links, parts_of

CONTEXT = 2
MOST_TOKENS = 2_000  # what is longer is shown as replaced as a whole: comparing takes time by the square
TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
ALIKE = 0.35  # below this two lines have so little in common that mixing their words cannot be read
POSITION = "position"


@dataclass(frozen=True)
class FieldChange:
    """What changed of one field, list or row. A row that changed has ``changes`` of its own."""

    label: str
    before: str = ""
    after: str = ""
    changes: tuple = ()
    kind: str = "changed"

    @cached_property
    def lines(self):
        """As above; comparing takes time, and is done when somebody looks."""
        return compare_texts(self.before, self.after)


# --- texts ---


def compare_texts(before, after):
    """The lines of the difference of two texts, with two unchanged lines around each change."""
    old, new = (text.split("\n") if text else [] for text in (before, after))
    lines = []
    for operation, i1, i2, j1, j2 in opcodes(old, new):
        if operation == "equal":
            lines += [[("same", line)] for line in old[i1:i2]]
        else:
            lines += compare_lines(old[i1:i2], new[j1:j2])
    return with_context(lines)


def opcodes(old, new):
    """The steps from one list to the other; in one step where both are too long to look for the shortest way."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    middle_old, middle_new = old[start : len(old) - end], new[start : len(new) - end]
    if start:
        yield "equal", 0, start, 0, start
    if max(len(middle_old), len(middle_new)) > MOST_TOKENS:
        yield "replace", start, len(old) - end, start, len(new) - end
    else:
        matcher = SequenceMatcher(None, middle_old, middle_new, autojunk=False)
        for operation, *places in matcher.get_opcodes():
            yield operation, *(place + start for place in places)
    if end:
        yield "equal", len(old) - end, len(old), len(new) - end, len(new)


def compare_lines(old, new):
    """Lines that were replaced: word by word where as many took their place."""
    if len(old) == len(new):
        return [compare_words(*pair) for pair in zip(old, new, strict=True)]
    return [[("delete", line)] for line in old] + [[("insert", line)] for line in new]


def compare_words(before, after):
    """The segments of the difference of two lines."""
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    segments = []
    for operation, i1, i2, j1, j2 in opcodes(old, new):
        removed, added = "".join(old[i1:i2]), "".join(new[j1:j2])
        if operation == "equal":
            segments.append(("same", removed))
        else:
            segments += [("delete", removed)] if removed else []
            segments += [("insert", added)] if added else []
    kept = sum(len(text) for sign, text in segments if sign == "same")
    if segments and kept < ALIKE * max(len(before), len(after)) and before and after:
        return [("delete", before), ("insert", after)]
    return segments


def with_context(lines):
    """The lines around what changed; None in the place of the others."""
    near = set()
    for index, line in enumerate(lines):
        if any(sign != "same" for sign, _ in line):
            near.update(range(index - CONTEXT, index + CONTEXT + 1))
    shown = []
    for is_near, run in groupby(enumerate(lines), key=lambda numbered: numbered[0] in near):
        shown += [line for _, line in run] if is_near else [None]
    return shown if near else []


# --- snapshots ---


def compare_snapshots(model, before, after):
    """What changed of an object from one snapshot to the other: a list of FieldChanges."""
    words = {**before.get("names", {})}
    for target, names in after.get("names", {}).items():
        words[target] = {**words.get(target, {}), **names}
    changes = compare_fields(model, before["fields"], after["fields"], words)
    for link in kept_links(model):
        changes += compare_links(link, before["links"], after["links"], words)
    for relation in parts_of(model):
        name = relation.get_accessor_name()
        changes += compare_rows(relation.related_model, before["parts"].get(name), after["parts"].get(name), words)
    return changes


def compare_fields(model, before, after, words):
    """What differs between two sets of values. Of a row that came or went one of them is empty; its name is known."""
    changes, both, label = [], before and after, label_of(model)
    for column in kept_fields(model):
        is_known = column.name in before and column.name in after if both else column.editable and column.name != label
        old, new = (in_words(column, values.get(column.name), words) for values in (before, after))
        # Where rows stand is told of all of them together.
        if is_known and old != new and column.name != POSITION:
            changes.append(FieldChange(str(column.verbose_name), old, new))
    return changes


def in_words(column, value, words):
    """The value of a field as an editor knows it."""
    if value is None or value == "":
        return ""
    if column.is_relation:
        return words.get(column.related_model._meta.label_lower, {}).get(str(value), f"no longer there ({value})")
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return str(dict(column.flatchoices).get(value, value))


def compare_links(link, before, after, words):
    old, new = before.get(link.name, []), after.get(link.name, [])
    names = words.get(link.related_model._meta.label_lower, {})
    gone = "\n".join(names.get(str(key), str(key)) for key in old if key not in new)
    added = "\n".join(names.get(str(key), str(key)) for key in new if key not in old)
    return [FieldChange(str(link.verbose_name), gone, added)] if gone or added else []


def compare_rows(model, before, after, words):
    """What changed of rows: those that went, those that came, those that are different, and their order."""
    key, label = model.history_key, str(model._meta.verbose_name)
    old, new = ({row[key]: row for row in rows or []} for rows in (before, after))
    changes = []
    for identity, row in {**old, **new}.items():
        then, now = old.get(identity, {}), new.get(identity, {})
        kind = "changed" if then and now else "deleted" if then else "added"
        inner = compare_fields(model, then, now, words)
        if inner or kind != "changed":
            changes.append(FieldChange(f"{label}: {row_name(model, row, words)}", changes=tuple(inner), kind=kind))
    return changes + compare_order(model, old, new, words)


def label_of(model):
    """The field that says which row is meant; of what is no row, none."""
    return getattr(model, "history_label", getattr(model, "history_key", None))


def row_name(model, row, words):
    column = model._meta.get_field(label_of(model))
    return in_words(column, row.get(column.name), words)


def compare_order(model, old, new, words):
    """The rows that both have, where they stand in another order."""
    kept_before, kept_after = [key for key in old if key in new], [key for key in new if key in old]
    if kept_before == kept_after:
        return []
    names = ["\n".join(row_name(model, new[key], words) for key in keys) for keys in (kept_before, kept_after)]
    return [FieldChange(f"order of {model._meta.verbose_name_plural}", *names)]
