"""A cell as it travels between the page and the site: texts, in parts that two editors may change side by side."""

from comparisons.models import Fact

# What belongs together: a level that one editor changed and a value that another did would make an answer of nobody's.
PARTS = {
    "answer": ("level", "value", "number"),
    "note": ("note",),
    "check": ("verified_on", "verified_version"),
    "sources": ("sources",),
}
FACT_FIELDS = tuple(name for part, names in PARTS.items() for name in names if part != "sources")
SOURCE_FIELDS = ("title", "url", "quote")
BLANK = {**dict.fromkeys(FACT_FIELDS, ""), "level": Fact.Level.UNKNOWN.value, "sources": []}


def describe(fact, sources):
    """A fact and its sources as the texts of a cell; BLANK where there is no fact."""
    if fact is None:
        return BLANK
    texts = {name: getattr(fact, name) for name in FACT_FIELDS}
    cell = {name: "" if value is None else str(value) for name, value in texts.items()}
    return {**cell, "sources": [{name: getattr(source, name) for name in SOURCE_FIELDS} for source in sources]}


def part_of(cell, part):
    return {name: cell[name] for name in PARTS[part]}


def words(cell):
    """A cell in a sentence."""
    check = f"checked on {cell['verified_on']} against {cell['verified_version']}" if cell["verified_on"] else ""
    sources = ", ".join(source["title"] for source in cell["sources"])
    level = Fact.Level(cell["level"]).label if cell["level"] else ""
    return "; ".join(text for text in (level, cell["value"], cell["number"], cell["note"], check, sources) if text)
