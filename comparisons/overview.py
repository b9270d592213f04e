"""Comparisons at a glance, several on a page, and what they give a reader to begin with: candidates and needs."""

from collections import Counter

from comparisons.models import Comparison, Fact
from comparisons.table import build_tables

CANDIDATES, NEEDS = 8, 12  # to tick at once


def overviews_of(pages):
    """Pairs of each of these pages, which are comparisons, and its table. As many queries for one as for ten."""
    keys = [page.pk for page in pages]
    found = Comparison.objects.for_page().in_bulk(keys)
    comparisons = [found[key] for key in keys if key in found]
    return list(zip(comparisons, build_tables(page.sides for page in comparisons), strict=True))


def candidates_in(overviews):
    """The technologies that a reader of these may want side by side."""
    return list(dict.fromkeys(technology for _, table in overviews for technology in table.columns))[:CANDIDATES]


def needs_in(overviews):
    """The features that tell most: some technology has them, another has not, in as many of these as possible."""
    telling = Counter(
        row.feature
        for _, table in overviews
        for row in table.rows
        if {Fact.Level.YES, Fact.Level.NO} <= {cell.level for cell in row.cells}
    )
    return [feature for feature, _ in telling.most_common(NEEDS)]
