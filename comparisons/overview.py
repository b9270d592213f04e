"""Comparisons at a glance, several on a page, and what they give a reader to begin with: candidates and needs."""

from collections import Counter
from dataclasses import dataclass

from comparisons.models import Comparison, Fact
from comparisons.table import Table, build_tables

CANDIDATES, NEEDS = 8, 12  # to tick at once


@dataclass(frozen=True)
class Overview:
    """A comparison and its table."""

    comparison: Comparison
    table: Table


def overviews_of(pages):
    """An overview of each of these pages, which are comparisons, in their order. As many queries for one as for ten."""
    keys = [page.pk for page in pages]
    found = Comparison.objects.for_page().in_bulk(keys)
    comparisons = [found[key] for key in keys if key in found]
    tables = build_tables(comparison.sides for comparison in comparisons)
    return [Overview(*pair) for pair in zip(comparisons, tables, strict=True)]


def candidates_in(overviews):
    """The technologies that a reader of these may want side by side."""
    return list(dict.fromkeys(technology for item in overviews for technology in item.table.columns))[:CANDIDATES]


def needs_in(overviews):
    """The features that tell most: some technology has them, another has not, in as many of these as possible."""
    telling = Counter(
        row.feature
        for item in overviews
        for row in item.table.rows
        if {Fact.Level.YES, Fact.Level.NO} <= {cell.level for cell in row.cells}
    )
    return [feature for feature, _ in telling.most_common(NEEDS)]
