"""How technologies answer in a table, before any answer is read: squares by group, figures, and these as charts."""

from collections import Counter
from dataclasses import dataclass
from itertools import accumulate, chain

from comparisons.models import Fact, Feature, Technology
from comparisons.steps import query_of
from comparisons.values import series_of

MOST_SQUARES = 60


@dataclass(frozen=True)
class Tally:
    """How one technology answers: its levels by group. Plain values have none and are left out."""

    technology: Technology
    groups: list
    columns: list

    @property
    def versions(self):
        """Pairs of a series that is supported and the query that asks for its answers beside the same others.

        The first is that of the latest release, with an empty text for it. Empty where only that can be asked for.
        """
        technology, latest = self.technology, series_of(self.technology.latest_version)
        supported = (series_of(release.last_of_line.version) for release in technology.supported_releases)
        series = ["", *(one for one in supported if one != latest)]
        others = [
            [item.slug_at(one) if item == technology else item.asked_slug for item in self.columns] for one in series
        ]
        return list(zip(series, map(query_of, others), strict=True)) if technology.asked or len(series) > 1 else []

    @property
    def counts(self):
        """Pairs of a level that occurs and how often it does."""
        found = Counter(chain.from_iterable(self.groups))
        return [(level, found[level]) for level in Fact.Level if level in found]

    @property
    def is_drawn(self):
        """Whether an eye can take in a square for each answer."""
        return sum(map(len, self.groups)) <= MOST_SQUARES


def count_answers(technologies, groups):
    """A tally of each of these technologies, the columns of these groups of rows."""
    tallies = []
    for column, technology in enumerate(technologies):
        levels = [[row.cells[column].level for row in group.rows if row.cells[column].level] for group in groups]
        tallies.append(Tally(technology, list(filter(None, levels)), technologies))
    return tallies


# --- as charts, each beside its text ---


def ranked(table, feature):
    """The cells of one feature that state a number, the best first; where no end is better, the largest first."""
    cells = [cell for cell in table.cells if cell.share is not None]
    is_rising = feature.better == Feature.Better.LESS
    return sorted(cells, key=lambda cell: (cell.number if is_rising else -cell.number, cell.technology.name))


def answers_by_group(table):
    """Triples of a group, the most answers that any has, which is the length of the axis, and the levels of its own in
    the first column: each with how many there are, and how many stand before it."""
    groups = [(group.group, Counter(row.cells[0].level for row in group.rows)) for group in table.groups]
    found = [(group, [(level, count[level]) for level in Fact.Level if level in count]) for group, count in groups]
    longest = max((sum(count for _, count in levels) for _, levels in found), default=0)
    return [(group, longest, with_places(levels)) for group, levels in found if levels]


def with_places(levels):
    places = accumulate((count for _, count in levels), initial=0)
    return [(level, count, place) for (level, count), place in zip(levels, places, strict=False)]
