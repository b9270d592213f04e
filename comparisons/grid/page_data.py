"""What the script of the page is given: plain data, sent once with the page, and anew after each save."""

from comparisons.grid import reading
from comparisons.grid.cells import PARTS
from comparisons.models import Fact
from comparisons.models.technologies import Technology


def read_page(comparison, visible, anchor=""):
    """The table of a comparison; ``cell`` is the one with this anchor, or None.

    Of the other pages that its cells stand on, those in ``visible`` are named.
    """
    technologies, features = reading.read_technologies(comparison), reading.read_features(comparison)
    rows = reading.read_rows(technologies, features)
    pages = reading.read_reach(visible.exclude(pk=comparison.pk), technologies, features)
    cell = next((cell for row in rows for cell in row.cells if anchor and cell.anchor == anchor and cell.texts), None)
    return {
        **table_of(technologies, rows),
        "pages": pages,
        "cell": cell,
        "reach": [page["title"] for page in reading.pages_of(pages, cell)] if cell else [],
    }


def read_rows_of(comparison, features):
    """What the table of a comparison would show of features that it does not have, or not yet."""
    technologies = reading.read_technologies(comparison)
    return table_of(technologies, reading.read_rows(technologies, features))


def table_of(technologies, rows):
    return {"columns": technologies, "width": len(technologies) + 1, "rows": rows, "groups": reading.grouped(rows)}


def data_of(page):
    return {
        "columns": [column_data(technology) for technology in page["columns"]],
        "rows": [row_data(row) for row in page["rows"]],
        "cells": cell_data(page["rows"]),
        "pages": page["pages"],
        "levels": {level.value: level.label for level in Fact.Level},
        "parts": list(PARTS.values()),
        "longest": {name: Fact._meta.get_field(name).max_length for name in ("value", "note")},
    }


def column_data(technology: Technology):
    release = technology.latest_release
    return {"id": technology.pk, "name": technology.name, "latest": release.version if release else ""}


def row_data(row):
    feature = row.feature
    return {
        "id": feature.pk,
        "name": feature.name,
        "address": feature.get_absolute_url(),
        "unit": feature.unit,
    }


def cell_data(rows):
    """The cells by key: the texts of each; only a value where the releases answer."""
    return {
        cell.key: {
            "fact": cell.fact_id,
            "value": cell.value,
            "texts": cell.texts,
            "reasons": cell.reasons,
        }
        for row in rows
        for cell in row.cells
    }
