"""Any technologies side by side, from the same facts: ?t=django&t=flask."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse

from articles.filters import MOST_CHOICES
from articles.slugs import find_by_slugs
from comparisons.models import Comparison, Fact, Feature, Technology
from comparisons.models.technologies import LATEST
from comparisons.steps import query_of
from comparisons.table import build_table

FEWEST, MOST = 2, 6
THIN = 5  # a page with fewer rows that everybody answers is not worth a search engine's time


@dataclass(frozen=True)
class Selection:
    """The technologies that an address names, each once, in the order named; and what it names besides.

    ``repeated`` are those with other series of a technology that has its column already.
    """

    technologies: list
    unknown: list
    repeated: list = ()

    @property
    def is_comparable(self):
        return FEWEST <= len(self.technologies) <= MOST

    @property
    def is_too_large(self):
        return len(self.technologies) > MOST

    @property
    def title(self):
        return " vs ".join(technology.asked_name for technology in self.technologies)

    @property
    def query(self):
        """The query in the order asked for."""
        return query_of(technology.asked_slug for technology in self.technologies)

    @property
    def canonical_query(self):
        """One query for every order of the same technologies."""
        in_order = sorted(self.technologies, key=lambda technology: technology.slug)
        return query_of(technology.asked_slug for technology in in_order)

    @property
    def present_query(self):
        """The same without versions: changes are those of the present answers."""
        return query_of(sorted(technology.slug for technology in self.technologies))

    @property
    def canonical_path(self):
        return f"{reverse('compare')}?{self.canonical_query}" if self.is_comparable else reverse("compare")

    @cached_property
    def table(self):
        return build_table(self.technologies, Feature.objects.answered_by(*self.technologies))

    @property
    def is_thin(self):
        known = [row for row in self.table.rows if all(cell.level != Fact.Level.UNKNOWN for cell in row.cells)]
        return len(known) < THIN

    @property
    def written(self):
        """The published comparison of exactly these technologies, or None."""
        return Comparison.objects.for_lists().of_exactly(self.technologies).first()


def with_version(text):
    """A slug or name with what stands behind its last @: “django@5.2”; with “latest” where nothing does."""
    slug, sign, version = text.rpartition("@")
    return (slug, version) if slug and sign else (text, LATEST)


def select(slugs):
    """The selection that these slugs, former ones, or names make, each with a version or without one.

    One query, however many, where they are present.
    """
    wanted = list(dict.fromkeys(filter(None, map(str.strip, slugs))))[: 4 * MOST]
    wanted = {text: with_version(text) for text in wanted}
    # PostgreSQL refuses the very question about the others.
    askable = list(dict.fromkeys(slug for slug, _ in wanted.values() if "\0" not in slug))
    technologies = Technology.objects.for_table().filter(Q(slug__in=askable) | Q(name__in=askable))
    found = {technology.name: technology for technology in technologies}
    found |= {technology.slug: technology for technology in technologies}
    if missing := set(askable) - found.keys():
        found |= find_by_slugs(Technology.objects.for_table(), missing)
    chosen, unknown, repeated = {}, [], []
    for text, (slug, version) in wanted.items():
        technology = found.get(slug)
        series = technology.series_meant(version) if technology else None
        if series is None:
            unknown.append(text)
        elif chosen.setdefault(technology, series) != series:
            repeated.append(text)
    for technology, series in chosen.items():
        technology.asked = series
    return Selection(list(chosen), unknown, repeated)


def chooser_of(selection):
    """All technologies to tick; where those would be too many to look through, the selected ones, and fields."""
    asked = {technology: technology for technology in selection.technologies}
    technologies = [asked.get(item, item) for item in Technology.objects.published()[: MOST_CHOICES + 1]]
    if len(technologies) <= MOST_CHOICES:
        return {"technologies": technologies, "fields": ()}
    chosen = selection.technologies[:MOST]
    return {"technologies": chosen, "fields": range(max(MOST - len(chosen), 1))}


def shown_rows(table, query):
    """The rows that a query asks for: ?f=orm&f=i18n these, ?only=differences those in which the technologies differ."""
    picked = picked_rows(query)
    shown = table.only_rows(lambda row: row.feature.slug in picked) if picked else table
    return shown.only_rows(lambda row: row.likeness == "different") if query.get("only") == "differences" else shown


def picked_rows(query):
    """The slugs of the features whose rows a query names."""
    return set(filter(None, query.getlist("f")))


def query_of_rows(shown, query):
    """The query that asks for the rows of this table again; empty where it names none."""
    return urlencode([("f", row.feature.slug) for row in shown.rows]) if picked_rows(query) else ""


def query_of_view(table, query):
    """The query that shows other series in the same way: the rows of this table that are picked, or that differ."""
    picked = picked_rows(query)
    rows = [("f", row.feature.slug) for row in table.rows if row.feature.slug in picked]
    return urlencode([*rows, *([("only", "differences")] if query.get("only") == "differences" else [])])
