"""What the page sends: edited cells, each with what it was when it was opened, and the order of the rows."""

import json
from dataclasses import dataclass, field

from articles.models.rendered import clean
from comparisons.grid.cells import PARTS, SOURCE_FIELDS

MOST_SOURCES = 50
LONGEST_REASON = 300


class Unreadable(ValueError):
    """What arrived is not what the page sends."""


@dataclass(frozen=True)
class CellEdit:
    """``parts`` names what was changed; ``was`` and ``now`` hold all fields of those parts."""

    technology: int
    feature: int
    parts: tuple
    was: dict
    now: dict

    @property
    def key(self):
        return f"{self.feature}-{self.technology}"


@dataclass(frozen=True)
class TableEdit:
    """``rows_was`` and ``rows`` are keys of features, or None where the rows were left alone."""

    cells: list = field(default_factory=list)
    rows_was: list | None = None
    rows: list | None = None
    reason: str = ""
    is_minor: bool = False


def read_edit(text):
    """The edit in a JSON text. Raises Unreadable."""
    try:
        data = json.loads(text)
        rows = data.get("rows") or {}
        return TableEdit(
            cells=list({cell.key: cell for cell in map(read_cell, data.get("cells", []))}.values()),
            rows_was=read_keys(rows["was"]) if rows else None,
            rows=read_keys(rows["now"]) if rows else None,
            reason=read_text(data.get("reason", ""))[:LONGEST_REASON],
            is_minor=data.get("minor_change") is True,
        )
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise Unreadable from error


def read_cell(data):
    was, now = data["was"], data["now"]
    parts = tuple(part for part, names in PARTS.items() if any(name in now for name in names))
    names = [name for part in parts for name in PARTS[part]]
    technology, feature = read_key(data["technology"]), read_key(data["feature"])
    return CellEdit(technology, feature, parts, read_fields(was, names), read_fields(now, names))


def read_key(value):
    if type(value) is not int or not 0 < value < 2**63:
        raise TypeError
    return value


def read_keys(values):
    return list(dict.fromkeys(map(read_key, values)))


def read_fields(data, names):
    return {name: read_sources(data[name]) if name == "sources" else read_text(data[name]) for name in names}


def read_text(value):
    """A text as a form of the admin would take it: clean, without outer space."""
    if not isinstance(value, str):
        raise TypeError
    return clean(value).strip()


def read_sources(values):
    """The sources; one that was left empty is none."""
    if len(values) > MOST_SOURCES:
        raise TypeError
    sources = [{name: read_text(value[name]) for name in SOURCE_FIELDS} for value in values]
    return [source for source in sources if any(source.values())]
