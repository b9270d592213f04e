"""The table of a comparison at the desk: what its script would send, and what it gets."""

import json

from django.urls import reverse

from comparisons.grid.cells import BLANK, PARTS, texts_of_cell
from comparisons.models import Fact
from tests.factories import make_comparison

CHECK = {"verified_on": "2026-11-22", "verified_version": "6.1"}
SOURCE = {"title": "Docs", "url": "https://example.org/docs", "quote": ""}
ANSWER = {"level": "yes", "value": "Built in", "note": "", **CHECK, "sources": [SOURCE]}


def table_of(comparison):
    return reverse("admin:comparisons_comparison_table", args=[comparison.pk])


def texts_of(technology, feature):
    fact = Fact.objects.filter(technology=technology, feature=feature).first()
    return texts_of_cell(fact, fact.sources.all()) if fact else BLANK


def edit_cell(technology, feature, was=None, **now):
    """One cell as the script sends it: of the parts that were changed, what they were and what they are."""
    was = was or texts_of(technology, feature)
    now = {**was, **now}
    names = [name for part in PARTS.values() if any(was[name] != now[name] for name in part) for name in part]
    cell = {"technology": technology.pk, "feature": feature.pk}
    return {**cell, "was": {name: was[name] for name in names}, "now": {name: now[name] for name in names}}


def edit_rows(comparison, features):
    was = list(comparison.rows.values_list("feature_id", flat=True))
    return {"was": was, "now": [feature.pk for feature in features]}


def send(client, comparison, *cells, **edit):
    """Send an edit as the script does."""
    body = json.dumps({"cells": cells, **edit})
    return client.post(table_of(comparison), body, content_type="application/json")


def key_of(technology, feature):
    return f"{feature.pk}-{technology.pk}"


def make_table(**fields):
    """A comparison with its technologies and features."""
    comparison = make_comparison(**fields)
    technologies = [subject.technology for subject in comparison.subjects.select_related("technology")]
    return comparison, technologies, [row.feature for row in comparison.rows.select_related("feature")]
