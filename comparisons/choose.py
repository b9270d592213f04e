"""Which technologies meet what a reader needs: ?orm=yes&async-support=partial, from the same cells as every table."""

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef

from comparisons.compare import FEWEST, MOST
from comparisons.models import Fact, Feature, Technology
from comparisons.table import Cell, build_table

Level = Fact.Level

# What an answer may be for a reader who asks for the first: “partial” means partial at least.
MEETING = {
    Level.YES: {Level.YES},
    Level.PARTIAL: {Level.YES, Level.PARTIAL},
    Level.NO: {Level.NO},
}
WORDS = {Level.YES: "Yes", Level.PARTIAL: "Partial at least", Level.NO: "No"}


@dataclass(frozen=True)
class Candidate:
    """A technology with its answers to all wishes: those that fail one, those that nobody can judge."""

    technology: Technology
    failing: list[Cell]
    unknown: list[Cell]

    @property
    def missed(self):
        return [*self.failing, *self.unknown]


@dataclass(frozen=True)
class Choice:
    """What an address asks for: levels of some features, any of which will do; what it asks for in vain; the offer."""

    offered: list[Feature]
    wishes: dict[Feature, list[str]]
    refused: list[tuple[Feature, str]]

    @property
    def groups(self):
        """What the form offers: each group with its features and the levels asked of each."""
        for group, features in groupby(self.offered, key=lambda feature: feature.group):
            yield group, [(feature, self.wishes.get(feature, [])) for feature in features]

    @property
    def wish_words(self):
        return [(feature, " or ".join(WORDS[level] for level in levels)) for feature, levels in self.wishes.items()]

    @cached_property
    def candidates(self):
        table = build_table(Technology.objects.for_table(), self.wishes)
        columns = zip(*(row.cells for row in table.rows), strict=True)
        return [judge_technology(cells, self.wishes) for cells in columns]

    @property
    def meeting(self):
        """Those that meet every wish."""
        return [item for item in self.candidates if not item.failing and not item.unknown]

    @property
    def compare_query(self):
        """The query that puts those side by side; empty where they are too few or too many."""
        slugs = [item.technology.slug for item in self.meeting]
        return urlencode([("t", slug) for slug in slugs]) if FEWEST <= len(slugs) <= MOST else ""

    @property
    def failing_one(self):
        """Those that meet every wish but one."""
        return [item for item in self.candidates if len(item.failing) == 1 and not item.unknown]

    @property
    def unjudged(self):
        """Those that fail no wish as far as known, where something is not known."""
        return [item for item in self.candidates if item.unknown and not item.failing]

    @property
    def rest_count(self):
        """How many fail more than one wish, or fail one where another is unknown."""
        return len(self.candidates) - len(self.meeting) - len(self.failing_one) - len(self.unjudged)


def judge_technology(cells, wishes):
    """The candidate with these cells. A plain value has no level, so it cannot be judged either."""
    missed = [cell for cell in cells if not any(cell.level in MEETING[level] for level in wishes[cell.feature])]
    unknown = [cell for cell in missed if cell.level in ("", Level.UNKNOWN)]
    return Candidate(cells[0].technology, [cell for cell in missed if cell not in unknown], unknown)


def choose(parameters):
    """The choice that the parameters of an address make, feature slugs with levels; others are ignored. One query."""
    answers = Fact.objects.filter(feature=OuterRef("pk"), level__in=list(MEETING))
    offered = list(Feature.objects.filter(Exists(answers), derived_from="").select_related("group"))
    asked = {feature: [value.strip() for value in parameters.getlist(feature.slug)] for feature in offered}
    levels = {feature: [level for level in WORDS if level in values] for feature, values in asked.items()}
    wishes = {feature: found for feature, found in levels.items() if found}
    refused = [
        (feature, value) for feature, values in asked.items() for value in values if value and value not in WORDS
    ]
    return Choice(offered, wishes, refused)
