"""A table from facts: technologies across, features down, each cell with its answer, sources and check.

Everything that shows facts goes through here, so that one change to a fact shows everywhere.
"""

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from operator import attrgetter

from comparisons.models import CheckMethod, Fact, Feature, FeatureGroup, Proof, Release, Step, Technology
from comparisons.models.features import Provider, SaidOnce
from comparisons.models.sources import SEEN_FIELDS
from comparisons.steps import Reference, TimeLine, as_asked, steps_until
from comparisons.tallies import count_answers
from comparisons.values import is_outdated, whole_address

NOT_CHECKED = "Not checked yet"
FOLD_WIDTHS = {4: "58rem", 5: "68rem", 6: "76rem"}  # of a window; fewer columns have room from 45rem on


@dataclass(frozen=True)
class Cell(SaidOnce, TimeLine):
    """A technology's answer to a feature, as every page shows it. An empty level means a plain value."""

    technology: Technology
    feature: Feature
    level: str = Fact.Level.UNKNOWN
    value: str = NOT_CHECKED
    note: str = ""
    sources: tuple = ()
    verified_on: object = None
    verified_version: str = ""
    verified_how: str = ""
    measured_on: object = None
    proof: Proof | None = None  # one that shows it now
    newer_version: str = ""  # the latest release, where it outdates the check
    changed_on: object = None
    changed_because: str = ""  # why the answer last changed
    number: float | None = None
    share: int | None = None  # of the largest number in its row, in per cent
    steps: tuple = ()  # the oldest first
    provider: str = ""

    @property
    def anchor(self):
        """The id of the cell on every page; it outlives a new name or place of the feature."""
        return f"{self.feature.slug}-{self.technology.slug}"

    @property
    def address(self):
        return self.feature.address_in(self.technology)

    @property
    def level_words(self):
        return Fact.Level(self.level).label if self.level else ""

    @property
    def provider_words(self):
        """Who provides it, in the middle of a sentence; empty where nobody said, or the value does."""
        words = Provider(self.provider).label.lower() if self.provider else ""
        return "" if words in self.value.lower() else words

    @property
    def how_words(self):
        """How it was checked, in the middle of a sentence; empty where nobody said."""
        return CheckMethod(self.verified_how).label.lower() if self.verified_how else ""

    @property
    def is_checked(self):
        return self.verified_on is not None

    @property
    def answer(self):
        """What decides whether two cells say the same: the level, or the value where there is none."""
        return self.level or self.value


@dataclass(frozen=True)
class TableRow:
    """``header`` is what the row is about: it names the row, links to its page and gives it its anchor."""

    header: Feature | Technology
    feature: Feature
    cells: list

    @property
    def likeness(self):
        """Whether its answers are the “same” or “different”, or “open” where too few are known to say."""
        answers = {cell.answer for cell in self.cells}
        known = answers - {Fact.Level.UNKNOWN}
        return "different" if len(known) > 1 else "same" if len(answers) == len(known) else "open"


@dataclass(frozen=True)
class Group:
    """Rows under one heading, or under none."""

    group: FeatureGroup | None
    rows: list

    @property
    def name(self):
        return self.group.name if self.group else ""


@dataclass(frozen=True)
class Table:
    """``corner`` names what stands in the first column."""

    columns: list
    groups: list
    corner: str = "Feature"

    @property
    def width(self):
        """How many columns it has, the one of the features included."""
        return len(self.columns) + 1

    @property
    def fold_width(self):
        """The width of a window up to which the answers stand below their question, since beside it is no room."""
        return FOLD_WIDTHS.get(len(self.columns), "45rem")

    @cached_property
    def cells(self):
        return [cell for row in self.rows for cell in row.cells]

    @property
    def levels(self):
        """The levels that occur, in the order of the legend."""
        present = {cell.level for cell in self.cells}
        return [level for level in Fact.Level if level in present]

    @cached_property
    def tallies(self):
        """A tally of each technology, in the order of the columns."""
        return count_answers(self.columns, self.groups)

    @property
    def checked_count(self):
        return sum(cell.is_checked for cell in self.cells)

    @property
    def has_judgements(self):
        return any(row.feature.is_judgement for row in self.rows)

    @property
    def oldest_check(self):
        """The date of the check that lies furthest back, or None."""
        return min((cell.verified_on for cell in self.cells if cell.is_checked), default=None)

    @property
    def last_change(self):
        """The day on which an answer last changed in substance, or None."""
        return max((cell.changed_on for cell in self.cells if cell.changed_on), default=None)

    @cached_property
    def rows(self):
        return [row for group in self.groups for row in group.rows]

    @cached_property
    def likeness(self):
        """How many rows there are of each likeness."""
        return Counter(row.likeness for row in self.rows)

    def by_technology(self):
        """The same answers with a row for each technology: for a table of one feature."""
        rows = [TableRow(cell.technology, cell.feature, [cell]) for cell in self.cells]
        groups = [Group(None, rows)] if rows else []
        return Table([row.feature for row in self.rows], groups, corner="Technology")

    def only_rows(self, is_wanted):
        """The same table with the rows of which this is true."""
        groups = [Group(group.group, list(filter(is_wanted, group.rows))) for group in self.groups]
        return replace(self, groups=[group for group in groups if group.rows])


def build_table(technologies, features):
    """The table of these technologies (in this order) and features (grouped; in this order within a group).

    Three queries, however many cells. Technologies come with their releases prefetched, features with their group.
    """
    return build_tables([(technologies, features)])[0]


def build_tables(wanted):
    """A table for each of these pairs of technologies and features, for the queries of one table."""
    wanted = [(list(technologies), list(features)) for technologies, features in wanted]
    columns = {technology for technologies, _ in wanted for technology in technologies}
    questions = {feature for _, features in wanted for feature in features}
    rows = Fact.objects.for_table(columns, questions)
    facts = {pair: list(fact) for pair, fact in groupby(rows, key=attrgetter("technology_id", "feature_id"))}
    steps = Step.objects.for_table(columns, questions)
    steps = {pair: tuple(line) for pair, line in groupby(steps, key=attrgetter("technology_id", "feature_id"))}
    latest = {technology: technology.asked_release for technology in columns}
    proofs = {(proof.technology_id, proof.feature_id): proof for proof in Proof.objects.for_table(columns, questions)}
    return [arrange(technologies, features, facts, latest, proofs, steps) for technologies, features in wanted]


def arrange(technologies, features, facts, latest, proofs, steps):
    rows = []
    for feature in features:
        cells = [as_asked(make_cell(technology, feature, facts, proofs, steps)) for technology in technologies]
        rows.append(TableRow(feature, feature, with_shares([with_newer_version(cell, latest) for cell in cells])))
    return Table(technologies, group_rows(rows))


def group_rows(rows):
    """The rows of features in their groups, in the order in which every page shows them."""
    in_order = sorted(rows, key=lambda row: (row.feature.group.position, row.feature.group.name))
    return [Group(group, list(members)) for group, members in groupby(in_order, key=lambda row: row.feature.group)]


def with_shares(cells):
    """The cells of a row, each number with its share of the largest, which is the length of its bar.

    One number alone has none: a full bar would say that it is the largest.
    """
    numbers = [cell.number for cell in cells if cell.number is not None]
    largest = max(numbers, default=0)
    if not largest or len(numbers) < 2:
        return cells
    return [cell if cell.number is None else replace(cell, share=round(100 * cell.number / largest)) for cell in cells]


def with_newer_version(cell, latest):
    """The cell, told which release outdates its check, where one does."""
    release = latest[cell.technology]
    if cell.feature.derived_from or not release or not is_outdated(cell.verified_version, release.version):
        return cell
    return replace(cell, newer_version=release.version)


def make_cell(technology, feature, facts, proofs, steps):
    """The cell of this pair: from the releases where the feature is derived from them, else from the pair's fact."""
    if feature.derived_from:
        is_latest = feature.derived_from == Feature.Derived.LATEST_RELEASE
        release = technology.asked_release if is_latest else technology.first_release
        return release_cell(technology, feature, release) if release else Cell(technology, feature)
    rows = facts.get((technology.pk, feature.pk))
    if not rows:
        return Cell(technology, feature)
    sources = [reference_of(row) for row in rows if row.sources__url]
    cell, pair = fact_cell(technology, feature, rows[0], sources), (technology.pk, feature.pk)
    if pair not in proofs and pair not in steps:
        return cell
    is_shown = cell.is_checked or rows[0].level == Fact.Level.UNKNOWN
    line = steps_until(cell.verified_version, steps.get(pair, ())) if is_shown else ()
    return replace(cell, proof=proofs.get(pair), steps=line)


def reference_of(row):
    seen = {name: getattr(row, f"sources__{name}") for name in SEEN_FIELDS}
    return Reference(row.sources__title, whole_address(row.sources__url), row.sources__quote, **seen)


def release_cell(technology, feature, release: Release):
    return Cell(
        technology,
        feature,
        level="",
        value=f"{release.version} ({release.released_words})",
        note=release.note,
        sources=(Reference(release.source_title, release.source_url),),
        verified_on=release.verified_on,
        verified_version=release.version,
    )


def fact_cell(technology, feature, fact, sources):
    """The cell of a fact, or of a row that has its fields. One without a source appears as unknown."""
    if not sources and not feature.is_judgement:
        return Cell(technology, feature, note=fact.note if fact.level == Fact.Level.UNKNOWN else "")
    return Cell(
        technology,
        feature,
        level=fact.level,
        value=fact.value or NOT_CHECKED,
        note=fact.note,
        provider=fact.provider,
        sources=tuple(sources),
        verified_on=fact.verified_on,
        verified_version=fact.verified_version,
        verified_how=fact.verified_how,
        measured_on=fact.measured_on,
        changed_on=fact.changed_on,
        changed_because=fact.changed_because,
        number=fact.number if feature.unit else None,
    )
