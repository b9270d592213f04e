"""The table of a comparison as its editor needs it: every cell with all its texts, and the pages it also stands on."""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import groupby

from articles.models import Article
from comparisons.grid.cells import describe
from comparisons.models import Fact, Feature, Row, Source, Subject
from comparisons.table import make_cell


@dataclass(frozen=True)
class EditableCell:
    """``texts`` is what an editor changes; None where the releases answer, which then say ``value``.

    ``reasons`` says why its last check no longer counts.
    """

    feature: Feature
    technology: object
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


@dataclass(frozen=True)
class EditableRow:
    feature: Feature
    cells: list


def read_technologies(comparison):
    """The columns, in order, with their releases."""
    subjects = Subject.objects.filter(article=comparison).select_related("technology")
    return [subject.technology for subject in subjects.prefetch_related("technology__releases")]


def read_features(comparison):
    rows = Row.objects.filter(comparison=comparison).select_related("feature__group")
    return [row.feature for row in rows]


def read_rows(technologies, features):
    """The rows of these technologies and features, in as many queries for a thousand cells as for one."""
    scope = {"technology__in": technologies, "feature__in": features}
    facts = {(fact.feature_id, fact.technology_id): fact for fact in Fact.objects.filter(**scope)}
    sources = read_sources(scope)
    due = Fact.objects.filter(**scope).to_recheck().with_reasons()
    reasons = {fact.pk: fact.recheck_reasons for fact in due}
    return [
        EditableRow(
            feature,
            [
                editable_cell(feature, column, facts.get((feature.pk, column.pk)), sources, reasons)
                for column in technologies
            ],
        )
        for feature in features
    ]


def read_sources(scope):
    """The sources of the facts in scope, in order, by key of the fact."""
    sources = defaultdict(list)
    for source in Source.objects.filter(**{f"fact__{name}": value for name, value in scope.items()}):
        sources[source.fact_id].append(source)
    return sources


def editable_cell(feature, technology, fact, sources, reasons):
    if feature.derived_from:
        return EditableCell(feature, technology, None, make_cell(technology, feature, {}).value)
    texts = describe(fact, sources[fact.pk] if fact else [])
    if fact is None:
        return EditableCell(feature, technology, texts, "")
    return EditableCell(feature, technology, texts, texts["value"], fact.pk, reasons.get(fact.pk, []))


def grouped(rows):
    """Pairs of a group of features and its rows, in the order in which every page shows them."""
    in_order = sorted(rows, key=lambda row: (row.feature.group.position, row.feature.group.name))
    return [(group, list(members)) for group, members in groupby(in_order, key=lambda row: row.feature.group)]


def read_reach(comparisons, technologies, features):
    """Those of the comparisons that share a cell with this table, each with the keys of the shared rows and columns."""
    columns, rows = defaultdict(list), defaultdict(list)
    shared = Subject.objects.filter(technology__in=technologies, article__in=comparisons.values("pk")).order_by()
    for page, technology in shared.values_list("article_id", "technology_id"):
        columns[page].append(technology)
    shared = Row.objects.filter(feature__in=features, comparison__in=list(columns)).order_by()
    for page, feature in shared.values_list("comparison_id", "feature_id"):
        rows[page].append(feature)
    pages = Article.objects.filter(pk__in=list(rows)).order_by("title", "pk").values_list("pk", "title", "status")
    return [
        {"title": title, "status": status, "technologies": columns[pk], "features": rows[pk]}
        for pk, title, status in pages
    ]


def pages_of(pages, cell):
    """Those of the pages that show this cell."""
    technology, feature = cell.technology.pk, cell.feature.pk
    return [page for page in pages if technology in page["technologies"] and feature in page["features"]]
