"""A table as JSON; templates/comparisons/schema.json says what each part means."""

import json

from django.conf import settings
from django.urls import reverse

from articles.absolute import absolute_url


def to_json(export):
    return json.dumps(describe_export(export), ensure_ascii=False, indent=2)


def describe_export(export):
    """Plain dicts and lists. What is not known is null, every URL absolute."""
    return {
        "$schema": absolute_url(reverse("comparison-schema")),
        "title": export.title,
        "url": export.url,
        **describe_page(export.page),
        "updated_on": day(export.updated_on),
        "oldest_check": day(export.table.oldest_check),
        "language": settings.LANGUAGE_CODE,
        "attribution": f"{settings.SITE_NAME}: {export.title}, {export.url}",
        "technologies": [describe_technology(technology) for technology in export.table.columns],
        "groups": [describe_group(export, group) for group in export.table.groups],
    }


def describe_page(page):
    """What a written comparison says about itself; null where nobody wrote one."""
    return {
        "summary": page.summary if page else "",
        "author": page.author.name if page and page.author else None,
        "topic": page.topic.name if page and page.topic else None,
        "published_on": day(page.published_at.date()) if page else None,
    }


def describe_technology(technology):
    return {
        "name": technology.name,
        "slug": technology.slug,
        "url": absolute_url(technology.get_absolute_url()),
        "latest_release": describe_release(technology.latest_release),
    }


def describe_release(release):
    return release and {
        "version": release.version,
        "released_on": release.released_on,
        "supported_until": release.supported_until or None,
        "lts": release.is_lts,
        "source": {"title": release.source_title, "url": release.source_url},
        "verified_on": day(release.verified_on),
    }


def describe_group(export, group):
    return {
        "name": group.name,
        "slug": group.group.slug,
        "rows": [describe_feature(export, row) for row in group.rows],
    }


def describe_feature(export, row):
    feature = row.feature
    return {
        "feature": feature.name,
        "slug": feature.slug,
        "url": f"{export.url}#{feature.slug}",
        "feature_url": absolute_url(feature.get_absolute_url()),
        "kind": feature.kind,
        "derived_from": feature.derived_from or None,
        "same": row.is_same,
        "cells": [describe_cell(export, cell) for cell in row.cells],
    }


def describe_cell(export, cell):
    return {
        "technology": cell.technology.slug,
        "url": export.cell_url(cell),
        "level": cell.level or None,
        "value": cell.value,
        "note": cell.note,
        "judgement": cell.feature.is_judgement,
        "sources": [{"title": item.title, "url": item.url, "quote": item.quote} for item in cell.sources],
        "verified_on": day(cell.verified_on),
        "verified_version": cell.verified_version or None,
        "changed_on": day(cell.changed_on),
    }


def day(date):
    return date and date.isoformat()
