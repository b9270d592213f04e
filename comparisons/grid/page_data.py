"""What the page and its script are given: every cell with all its texts, and the pages that it also stands on."""

from collections import defaultdict
from itertools import groupby

from articles.models import Article
from comparisons.answers.writing import read_sources
from comparisons.grid.cells import BLANK, PARTS, EditableCell, texts_of_cell
from comparisons.models import Fact, Row, Subject
from comparisons.table import TableRow, make_cell


def read_page(comparison, visible, anchor=""):
    """The table of a comparison; ``cell`` is the one with this anchor, or None.

    Of the other pages that its cells stand on, those in ``visible`` are named.
    """
    rows = Row.objects.filter(comparison=comparison).select_related("feature__group")
    table = read_table(comparison, [row.feature for row in rows])
    pages = read_shared_pages(visible.exclude(pk=comparison.pk), table)
    cells = (cell for row in table["rows"] for cell in row.cells if cell.texts)
    cell = next((cell for cell in cells if cell.anchor == anchor), None)
    return {**table, "pages": pages, "cell": cell, "reach": titles_of(pages, cell) if cell else []}


def read_table(comparison, features):
    """What the table of a comparison shows of features, or would show of those that it does not have, or not yet.

    In as many queries for a thousand cells as for one.
    """
    subjects = Subject.objects.filter(article=comparison).select_related("technology")
    technologies = [subject.technology for subject in subjects.prefetch_related("technology__releases")]
    stored = Fact.objects.filter(technology__in=technologies, feature__in=features)
    facts = {(fact.feature_id, fact.technology_id): fact for fact in stored}
    sources = read_sources(fact__technology__in=technologies, fact__feature__in=features)
    reasons = {fact.pk: fact.recheck_reasons for fact in stored.to_recheck().with_reasons()}

    def make_editable(feature, technology):
        if feature.derived_from:
            return EditableCell(feature, technology, None, make_cell(technology, feature, {}).value)
        fact = facts.get((feature.pk, technology.pk))
        if fact is None:
            return EditableCell(feature, technology, BLANK, "")
        texts = texts_of_cell(fact, sources[fact.pk])
        return EditableCell(feature, technology, texts, fact.value, fact.pk, reasons.get(fact.pk, []))

    rows = [TableRow(feature, [make_editable(feature, column) for column in technologies]) for feature in features]
    return {"columns": technologies, "width": len(technologies) + 1, "rows": rows, "groups": group_rows(rows)}


def group_rows(rows):
    """Pairs of a group of features and its rows, in the order in which every page shows them."""
    in_order = sorted(rows, key=lambda row: (row.feature.group.position, row.feature.group.name))
    return [(group, list(members)) for group, members in groupby(in_order, key=lambda row: row.feature.group)]


def read_shared_pages(comparisons, table):
    """Those of the comparisons that share a cell with a table, each with the keys of the shared rows and columns."""
    columns, rows = defaultdict(list), defaultdict(list)
    shared = Subject.objects.filter(technology__in=table["columns"], article__in=comparisons.values("pk")).order_by()
    for page, technology in shared.values_list("article_id", "technology_id"):
        columns[page].append(technology)
    features = [row.feature for row in table["rows"]]
    shared = Row.objects.filter(feature__in=features, comparison__in=list(columns)).order_by()
    for page, feature in shared.values_list("comparison_id", "feature_id"):
        rows[page].append(feature)
    pages = Article.objects.filter(pk__in=list(rows)).order_by("title", "pk").values_list("pk", "title", "status")
    return [
        {"title": title, "status": status, "technologies": columns[pk], "features": rows[pk]}
        for pk, title, status in pages
    ]


def titles_of(pages, cell):
    """The titles of those of the pages that show this cell."""
    technology, feature = cell.technology.pk, cell.feature.pk
    return [page["title"] for page in pages if technology in page["technologies"] and feature in page["features"]]


# --- as plain data, sent once with the page and anew after each save ---


def page_data(page):
    columns = page["columns"]
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
