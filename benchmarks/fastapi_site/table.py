"""The table of a comparison: groups of rows of cells."""

import datetime
import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby
from urllib.parse import quote, unquote, urldefrag, urlsplit

from markupsafe import Markup

from .metadata import SITE_URL
from .releases import first_release, format_partial_date, latest_release
from .time_lines import tell_steps

NUMBERS = re.compile(r"v?(\d+)(?:\.(\d+))?", re.ASCII | re.IGNORECASE)
ENDS = 5  # words of a sentence that begin and end it in a link
LONG_NAME = re.compile(r"\S{13}")
JOINTS = re.compile(r"(?<=\w[/._-])(?=\w)|(?<=[a-z])(?=[A-Z])")
LEVELS = {
    "yes": "Yes",
    "partial": "Partial",
    "no": "No",
    "not_applicable": "Not applicable",
    "unknown": "Unknown",
}
MEANINGS = {
    "yes": "it has it",
    "partial": "with a limit, which the note names",
    "no": "it has not",
    "not_applicable": "the question does not arise",
    "unknown": "nobody has checked it, or no source says it",
}


@dataclass(slots=True)
class Cell:
    technology: object
    feature: object
    level: str = "unknown"
    value: str = "Not checked yet"
    note: str = ""
    sources: list = field(default_factory=list)
    verified_on: datetime.date | None = None
    verified_version: str = ""
    verified_how: str = ""
    measured_on: datetime.date | None = None
    changed_on: datetime.date | None = None
    changed_because: str = ""
    number: int | None = None
    share: int | None = None
    newer_version: str = ""
    steps: list = field(default_factory=list)  # the oldest first

    @property
    def anchor(self):
        return f"{self.feature.slug}-{self.technology.slug}"

    @property
    def level_words(self):
        return LEVELS[self.level]

    @property
    def line_words(self):
        return tell_steps(self, LEVELS)


@dataclass(slots=True)
class Row:
    feature: object
    cells: list

    @property
    def is_same(self):
        answers = {cell.level or cell.value for cell in self.cells}
        return len(answers) == 1 and "unknown" not in answers

    @property
    def is_different(self):
        return len({cell.level or cell.value for cell in self.cells} - {"unknown"}) > 1


@dataclass(slots=True)
class Tally:
    technology: object
    groups: list  # of levels

    @property
    def counts(self):
        found = Counter(level for levels in self.groups for level in levels)
        return [(words, found[level]) for level, words in LEVELS.items() if level in found]

    @property
    def is_drawn(self):
        return sum(map(len, self.groups)) <= 60


@dataclass(slots=True)
class Reference:
    title: str
    url: str
    quote: str = ""

    @property
    def address(self):
        """The address, with a text fragment that leads to the sentence."""
        if not self.quote:
            return self.url
        words = self.quote.split()
        ends = [words] if len(words) <= 2 * ENDS else [words[:ENDS], words[-ENDS:]]
        text = ",".join(quote(" ".join(part), safe="").replace("-", "%2D") for part in ends)
        return f"{self.url}{'' if urldefrag(self.url).fragment else '#'}:~:text={text}"


@dataclass(slots=True)
class Table:
    columns: list  # technologies
    groups: list  # pairs of a group and its rows
    cells: list
    latest: dict  # technology: its latest stable release

    @property
    def rows(self):
        return [row for _, rows in self.groups for row in rows]

    @property
    def levels(self):
        present = {cell.level for cell in self.cells}
        return [(level, words, MEANINGS[level]) for level, words in LEVELS.items() if level in present]

    @property
    def fold_width(self):
        return {4: "58rem", 5: "68rem", 6: "76rem"}.get(len(self.columns), "45rem")

    @property
    def has_judgements(self):
        return any(row.feature.kind == "judgement" for row in self.rows)

    @property
    def same_count(self):
        return sum(row.is_same for row in self.rows)

    @property
    def different_count(self):
        return sum(row.is_different for row in self.rows)

    @property
    def checked_count(self):
        return sum(cell.verified_on is not None for cell in self.cells)

    @property
    def tallies(self):
        found = []
        for column, technology in enumerate(self.columns):
            groups = [[row.cells[column].level for row in rows if row.cells[column].level] for _, rows in self.groups]
            found.append(Tally(technology, [levels for levels in groups if levels]))
        return found

    @property
    def oldest_check(self):
        return min((cell.verified_on for cell in self.cells if cell.verified_on), default=None)

    @property
    def last_change(self):
        return max((cell.changed_on for cell in self.cells if cell.changed_on), default=None)


def sources_by_technology(table):
    found = [(technology, cited_by(table, technology)) for technology in table.columns]
    few = sum(len(cited) for _, cited in found) <= 300
    return [(technology, cited) for technology, cited in found if cited and few]


def cited_by(table, technology):
    sources = {source.url: source for cell in table.cells if cell.technology is technology for source in cell.sources}
    named = Counter((source.title, host_of(url)) for url, source in sources.items())
    return [
        (source, host_of(url) if named[source.title, host_of(url)] == 1 else place_of(url))
        for url, source in sources.items()
    ]


def host_of(url):
    return urlsplit(url).netloc.removeprefix("www.")


def place_of(url):
    parts = urlsplit(url)
    return unquote(f"{host_of(url)}{parts.path}" + (f"#{parts.fragment}" if parts.fragment else ""))


def build_table(technologies, features, facts):
    by_pair = {(fact.technology_id, fact.feature_id): fact for fact in facts}
    latest = {technology: latest_release(technology) for technology in technologies}
    first = {technology: first_release(technology) for technology in technologies}
    derived = {"latest_release": latest, "first_release": first}

    def make_cell(technology, feature):
        if feature.derived_from:
            return release_cell(technology, feature, derived[feature.derived_from][technology])
        cell = fact_cell(technology, feature, by_pair.get((technology.id, feature.id)))
        release = latest[technology]
        if release and is_outdated(cell.verified_version, release.version):
            cell.newer_version = release.version
        return cell

    rows = [Row(feature, [make_cell(technology, feature) for technology in technologies]) for feature in features]
    for row in rows:
        set_shares(row.cells)
    rows.sort(key=lambda row: (row.feature.group.position, row.feature.group.name))
    groups = [(group, list(members)) for group, members in groupby(rows, key=lambda row: row.feature.group)]
    return Table(technologies, groups, [cell for row in rows for cell in row.cells], latest)


def release_cell(technology, feature, release):
    if release is None:
        return Cell(technology, feature)
    return Cell(
        technology,
        feature,
        level="",
        value=f"{release.version} ({format_partial_date(release.released_on)})",
        note=release.note,
        sources=[Reference(release.source_title, release.source_url)],
        verified_on=release.verified_on,
        verified_version=release.version,
    )


def fact_cell(technology, feature, fact):
    if fact is None:
        return Cell(technology, feature)
    if not fact.sources and feature.kind != "judgement":
        is_unknown = fact.level == "unknown"
        return Cell(technology, feature, note=fact.note, steps=fact.steps) if is_unknown else Cell(technology, feature)
    return Cell(
        technology,
        feature,
        level=fact.level,
        value=fact.value or "Not checked yet",
        note=fact.note,
        sources=[Reference(source.title, whole_address(source.url), source.quote) for source in fact.sources],
        verified_on=fact.verified_on,
        verified_version=fact.verified_version,
        verified_how=fact.verified_how,
        measured_on=fact.measured_on,
        changed_on=fact.changed_on,
        changed_because=fact.changed_because,
        number=fact.number if feature.unit else None,
        steps=steps_until(fact.verified_version, fact.steps),
    )


def breakable(text):
    """The text, escaped, with places at which the long names in it may break."""
    return Markup(" ").join(map(in_parts, text.split(" "))) if LONG_NAME.search(text) else text


def in_parts(word):
    parts = JOINTS.split(word) if LONG_NAME.match(word) else ()
    return Markup("").join(Markup("<wbr>{}").format(part) for part in parts) if len(parts) > 1 else word


def whole_address(url):
    return f"{SITE_URL}{url}" if url.startswith("/") else url


def set_shares(cells):
    numbers = [cell.number for cell in cells if cell.number is not None]
    largest = max(numbers, default=0)
    for cell in cells:
        if largest and len(numbers) > 1 and cell.number is not None:
            cell.share = round(100 * cell.number / largest)


def is_outdated(checked, latest):
    """Whether the first two numbers of the latest version are higher than those of the checked one."""
    return bool(NUMBERS.match(checked)) and feature_release(latest) > feature_release(checked)


def feature_release(version):
    match = NUMBERS.match(version)
    return [int(match[1]), int(match[2] or 0)] if match else []


def steps_until(version, steps):
    """The steps that are not after the series of this version."""
    last = feature_release(version)
    return [step for step in steps if not last or feature_release(step.version) <= last]
