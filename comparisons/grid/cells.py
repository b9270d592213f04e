"""A cell as it travels between the page and the site: texts, in parts that two editors may change side by side.

The page and its script are given every cell with all its texts, and the pages that it also stands on.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from articles.models import Article
from comparisons.answers.writing import SOURCE_FIELDS, read_rows
from comparisons.models import Fact, Row, Source, Subject
from comparisons.table import Cell, Table, TableRow, group_rows, make_cell

# What belongs together: a level that one editor changed and a value that another did would make an answer of nobody's.
PARTS = {
    "answer": ("level", "value", "provider", "number"),
    "note": ("note",),
    "check": ("verified_on", "verified_version", "measured_on"),
    "sources": ("sources",),
}
FACT_FIELDS = tuple(name for part, names in PARTS.items() for name in names if part != "sources")
BLANK = {**dict.fromkeys(FACT_FIELDS, ""), "level": Fact.Level.UNKNOWN.value, "sources": []}


@dataclass(frozen=True)
class EditableCell(Cell):
    """``texts`` is what an editor changes; None where the releases answer, which then say ``value``.

    ``reasons`` says why its last check no longer counts.
    """

    texts: dict | None = None
    fact_id: int | None = None
    reasons: list = field(default_factory=list)

    @property
    def key(self):
        return f"{self.feature.pk}-{self.technology.pk}"


def texts_of_cell(fact, sources):
    """A fact and its sources as the texts of a cell."""
    texts = {name: getattr(fact, name) for name in FACT_FIELDS}
    cell = {name: "" if value is None else str(value) for name, value in texts.items()}
    return {**cell, "sources": [{name: getattr(source, name) for name in SOURCE_FIELDS} for source in sources]}


def read_facts(facts):
    """Each of these facts with the texts of its cell, by the keys of its feature and its technology. Two queries."""
    facts = list(facts)
    sources = read_rows(Source, fact__in=facts)
    return {(fact.feature_id, fact.technology_id): (fact, texts_of_cell(fact, sources[fact.pk])) for fact in facts}


def read_page(comparison, visible):
    """The table of a comparison, and of the other pages that its cells stand on those in ``visible``."""
    rows = Row.objects.filter(comparison=comparison).select_related("feature__group")
    page = read_table(comparison, [row.feature for row in rows])
    return {**page, "pages": read_shared_pages(visible.exclude(pk=comparison.pk), page)}


def read_table(comparison, features):
    """What the table of a comparison shows of features, or would show of those that it does not have, or not yet.

    In as many queries for a thousand cells as for one. Its ``rows`` stand in the order given.
    """
    subjects = Subject.objects.filter(article=comparison).select_related("technology")
    technologies = [subject.technology for subject in subjects.prefetch_related("technology__releases")]
    stored = Fact.objects.filter(technology__in=technologies, feature__in=features)
    facts = read_facts(stored)
    reasons = {fact.pk: fact.recheck_reasons for fact in stored.to_recheck().with_reasons()}

    def make_editable(technology, feature):
        if feature.derived_from:
            value = make_cell(technology, feature, {}, {}, {}).value
            return EditableCell(technology, feature, level="", value=value)
        if (feature.pk, technology.pk) not in facts:
            return EditableCell(technology, feature, value="", texts=BLANK)
        fact, texts = facts[feature.pk, technology.pk]
        about = {"texts": texts, "fact_id": fact.pk, "reasons": reasons.get(fact.pk, [])}
        return EditableCell(technology, feature, level=fact.level, value=fact.value, **about)

    rows = [
        TableRow(feature, feature, [make_editable(column, feature) for column in technologies]) for feature in features
    ]
    return {"rows": rows, "table": Table(technologies, group_rows(rows))}


def read_shared_pages(comparisons, page):
    """Those of the comparisons that share a cell with a table, each with the keys of the shared rows and columns."""
    columns, rows = defaultdict(list), defaultdict(list)
    shared = Subject.objects.filter(technology__in=page["table"].columns, article__in=comparisons.values("pk"))
    for key, technology in shared.order_by().values_list("article_id", "technology_id"):
        columns[key].append(technology)
    features = [row.feature for row in page["rows"]]
    shared = Row.objects.filter(feature__in=features, comparison__in=list(columns)).order_by()
    for key, feature in shared.values_list("comparison_id", "feature_id"):
        rows[key].append(feature)
    pages = Article.objects.filter(pk__in=list(rows)).order_by("title", "pk").values_list("pk", "title", "status")
    return [
        {"title": title, "status": status, "technologies": columns[pk], "features": rows[pk]}
        for pk, title, status in pages
    ]


# --- as plain data, sent once with the page and anew after each save ---


def page_data(page):
    columns = page["table"].columns
    return {
        "columns": [{"id": column.pk, "name": column.name, "latest": column.latest_version} for column in columns],
        **rows_data(page["rows"]),
        "pages": page["pages"],
        "levels": {level.value: level.label for level in Fact.Level},
        "parts": list(PARTS.values()),
        "longest": {name: Fact._meta.get_field(name).max_length for name in ("value", "note")},
    }


def rows_data(rows):
    """The rows in order, and their cells by key: the texts of each; only a value where the releases answer."""
    features = [row.feature for row in rows]
    return {
        "rows": [
            {"id": feature.pk, "name": feature.name, "address": feature.get_absolute_url(), "unit": feature.unit}
            for feature in features
        ],
        "cells": {
            cell.key: {"fact": cell.fact_id, "value": cell.value, "texts": cell.texts, "reasons": cell.reasons}
            for row in rows
            for cell in row.cells
        },
    }
