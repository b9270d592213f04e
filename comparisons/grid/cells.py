"""A cell as it travels between the page and the site: texts, in parts that two editors may change side by side."""

from dataclasses import dataclass, field

from comparisons.answers.writing import SOURCE_FIELDS
from comparisons.models import Fact, Feature, Technology

# What belongs together: a level that one editor changed and a value that another did would make an answer of nobody's.
PARTS = {
    "answer": ("level", "value", "number"),
    "note": ("note",),
    "check": ("verified_on", "verified_version"),
    "sources": ("sources",),
}
FACT_FIELDS = tuple(name for part, names in PARTS.items() for name in names if part != "sources")
BLANK = {**dict.fromkeys(FACT_FIELDS, ""), "level": Fact.Level.UNKNOWN.value, "sources": []}


@dataclass(frozen=True)
class EditableCell:
    """``texts`` is what an editor changes; None where the releases answer, which then say ``value``.

    ``reasons`` says why its last check no longer counts.
    """

    feature: Feature
    technology: Technology
    texts: dict | None
    value: str
    fact_id: int | None = None
    reasons: list = field(default_factory=list)

    @property
    def key(self):
        return f"{self.feature.pk}-{self.technology.pk}"

    @property
    def anchor(self):
        return f"{self.feature.slug}-{self.technology.slug}"

    @property
    def level(self):
        return self.texts["level"] if self.texts else ""

    @property
    def level_words(self):
        return Fact.Level(self.level).label if self.level else ""


def texts_of_cell(fact, sources):
    """A fact and its sources as the texts of a cell."""
    texts = {name: getattr(fact, name) for name in FACT_FIELDS}
    cell = {name: "" if value is None else str(value) for name, value in texts.items()}
    return {**cell, "sources": [{name: getattr(source, name) for name in SOURCE_FIELDS} for source in sources]}


def part_of(cell, part):
    return {name: cell[name] for name in PARTS[part]}


def cell_in_words(cell):
    check = f"checked on {cell['verified_on']} against {cell['verified_version']}" if cell["verified_on"] else ""
    sources = ", ".join(source["title"] for source in cell["sources"])
    level = Fact.Level(cell["level"]).label if cell["level"] else ""
    return "; ".join(text for text in (level, cell["value"], cell["number"], cell["note"], check, sources) if text)
