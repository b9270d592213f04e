"""How technologies answer in a table, before any answer is read: squares by group, and figures."""

from collections import Counter
from dataclasses import dataclass
from itertools import chain

from comparisons.models import Fact, Technology

MOST_SQUARES = 60


@dataclass(frozen=True)
class Tally:
    """How one technology answers: its levels by group. Plain values have none and are left out."""

    technology: Technology
    groups: list

    @property
    def counts(self):
        """Pairs of a level that occurs and how often it does."""
        found = Counter(chain.from_iterable(self.groups))
        return [(level, found[level]) for level in Fact.Level if level in found]

    @property
    def words(self):
        """“13 yes, 3 partial, 3 no”."""
        return ", ".join(f"{count} {level.label.lower()}" for level, count in self.counts)

    @property
    def is_drawn(self):
        """Whether an eye can take in a square for each answer."""
        return sum(map(len, self.groups)) <= MOST_SQUARES


def count_answers(technologies, groups):
    """A tally of each of these technologies, the columns of these groups of rows."""
    tallies = []
    for column, technology in enumerate(technologies):
        levels = [[row.cells[column].level for row in group.rows if row.cells[column].level] for group in groups]
        tallies.append(Tally(technology, list(filter(None, levels))))
    return tallies
