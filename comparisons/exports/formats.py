"""The forms in which a table leaves the site, with what a reader must know to cite it.

An address of the comparison and one of /compare/ come with each of ``FORMATS``.
"""

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404
from django.urls import reverse

from articles.absolute import absolute_url
from articles.slugs import get_by_slug
from comparisons.compare import FEWEST, MOST, select, shown_rows
from comparisons.exports.markdown import proof_url, to_markdown
from comparisons.models import Comparison
from comparisons.models.features import Provider
from comparisons.models.sources import SEEN_FIELDS
from comparisons.table import Table, build_table
from comparisons.values import whole_address


@dataclass(frozen=True)
class Export:
    """A table and the page that shows it; ``page`` is None for technologies that a reader chose."""

    title: str
    path: str
    name: str
    table: Table
    page: Comparison | None = None

    @property
    def url(self):
        return absolute_url(self.path)

    @property
    def updated_on(self):
        """The day on which the text or an answer last changed in substance, or None."""
        written = self.page.updated_at.date() if self.page else None
        return max(filter(None, [written, self.table.last_change]), default=None)


def export_comparison(slug, query):
    """The published comparison with this slug, its rows as the query asks. Raises Moved or Http404 as its page does."""
    page = get_by_slug(Comparison.objects.for_page(), slug)
    table = shown_rows(build_table(*page.sides), query)
    return Export(page.title, page.get_absolute_url(), page.slug, table, page)


def export_selection(query):
    """The technologies with these slugs side by side. Raises Http404 unless they can be compared."""
    selection = select(query.getlist("t"))
    if not selection.is_comparable:
        raise Http404(f"Name {FEWEST} to {MOST} technologies.")
    name = "-vs-".join(technology.asked_slug.replace("@", "-") for technology in selection.technologies)
    return Export(selection.title, selection.canonical_path, name, shown_rows(selection.table, query))


# --- CSV: one line a cell, as RFC 4180 wants it, in UTF-8 without a byte order mark ---

COLUMNS = {
    "feature": attrgetter("feature.name"),
    "group": attrgetter("feature.group.name"),
    "kind": attrgetter("feature.kind"),
    "technology": attrgetter("technology.name"),
    "level": attrgetter("level_words"),
    "value": attrgetter("value"),
    "number": lambda cell: "" if cell.number is None else str(cell.number),
    "provided by": lambda cell: cell.provider and Provider(cell.provider).label,
    "note": attrgetter("note"),
    "sources": lambda cell: "; ".join(f"{source.title} <{source.url}>" for source in cell.sources),
    "checked on": lambda cell: cell.verified_on.isoformat() if cell.is_checked else "",
    "checked against": attrgetter("verified_version"),
    "checked how": attrgetter("how_words"),
    "script": lambda cell: proof_url(cell) if cell.proof else "",
    "since": attrgetter("since"),
    "answer for": attrgetter("technology.asked"),
}
# A spreadsheet takes a text that begins so for a formula, and runs it. The wide signs count in Japanese ones.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Where somebody reads the file with another separator, a cell may begin in the middle of a text.
INNER_FORMULA = re.compile(r"(?:(?<=[;|\t\r\n])(?=[ \xa0\"]*[=+@＝＋－＠-])|(?<=,)(?=\"*[=+@＝＋－＠-]))")


def to_csv(export, separator=","):
    """The lines of a table under a header; what a spreadsheet would run as a formula has an apostrophe before it."""
    file = io.StringIO()
    # In quotes, since LibreOffice parts cells at commas, semicolons and tabs alike where nobody tells it otherwise.
    writer = csv.writer(file, delimiter=separator, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for cell in export.table.cells:
        texts = (read(cell) for read in COLUMNS.values())
        writer.writerow(map(without_formula, texts))
    return file.getvalue()


def without_formula(text):
    return INNER_FORMULA.sub("'", f"'{text}" if text.lstrip(" \xa0").startswith(FORMULA) else text)


def to_excel(export):
    """The same as a file that Excel opens rightly in every language: a mark says the encoding, and tabs separate."""
    return f"\ufeff{to_csv(export, separator='\t')}"


# --- JSON: templates/comparisons/schema.json says what each part means ---


def to_json(export):
    """What is not known is null, every URL absolute."""
    data = {
        "$schema": absolute_url(reverse("comparison-schema")),
        "title": export.title,
        "url": export.url,
        **describe_page(export.page),
        "updated_on": export.updated_on,
        "oldest_check": export.table.oldest_check,
        "language": settings.LANGUAGE_CODE,
        "licence": settings.CONTENT_LICENCE and settings.CONTENT_LICENCE["path"],
        "attribution": f"{settings.SITE_NAME}: {export.title}, {export.url}",
        "technologies": [describe_technology(technology) for technology in export.table.columns],
        "groups": [
            {
                "name": group.name,
                "slug": group.group.slug,
                "rows": [describe_feature(export.url, row) for row in group.rows],
            }
            for group in export.table.groups
        ],
    }
    return json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


def describe_page(page):
    """What a written comparison says about itself; null where nobody wrote one."""
    return {
        "summary": page.summary if page else "",
        "author": page.author.name if page and page.author else None,
        "topic": page.topic.name if page and page.topic else None,
        "published_on": page.published_at.date() if page else None,
    }


def describe_technology(technology):
    latest = technology.latest_release
    return {
        "name": technology.name,
        "slug": technology.slug,
        "url": absolute_url(technology.get_absolute_url()),
        "purl": technology.purl or None,
        "version": technology.asked or None,
        "latest_release": latest and describe_release(latest),
        "release_lines": [describe_release(line) for line in technology.release_lines],
    }


def describe_release(release):
    """A release with what is said of its line: its support and its newest patch."""
    line = release.first_of_line
    patch = line.last_of_line
    return {
        "version": release.version,
        "line": line.line_name,
        "released_on": release.released_on,
        "full_support_until": line.full_support_until or None,
        "supported_until": line.supported_until or None,
        "extended_support_until": line.extended_support_until or None,
        "support": line.support or None,
        "lts": release.is_lts,
        "source": {"title": release.source_title, "url": release.source_url},
        "support_source": dict(zip(("title", "url"), line.sources[-1], strict=True)),
        "verified_on": release.verified_on,
        "newest_patch": {"version": patch.version, "released_on": patch.released_on},
    }


def describe_feature(url, row):
    feature = row.feature
    return {
        "feature": feature.name,
        "slug": feature.slug,
        "url": f"{url}#{feature.slug}",
        "feature_url": absolute_url(feature.get_absolute_url()),
        "kind": feature.kind,
        "derived_from": feature.derived_from or None,
        "same": row.likeness == "same",
        "cells": [describe_cell(f"{url}#{cell.anchor}", cell) for cell in row.cells],
    }


def describe_cell(url, cell):
    return {
        "technology": cell.technology.slug,
        "url": url,
        "level": cell.level or None,
        "value": cell.value,
        "number": cell.number,
        "provider": cell.provider or None,
        "note": cell.note,
        "judgement": cell.feature.is_judgement,
        "sources": [describe_source(source) for source in cell.sources],
        "verified_on": cell.verified_on,
        "verified_version": cell.verified_version or None,
        "verified_how": cell.verified_how or None,
        "measured_on": cell.measured_on,
        "changed_on": cell.changed_on,
        "reason": cell.changed_because,
        "proof": describe_proof(cell) if cell.proof else None,
        "since": cell.since or None,
        "steps": [describe_step(step) for step in cell.steps],
    }


def describe_step(step):
    source = {"title": step.source_title, "url": whole_address(step.source_url)} if step.source_url else None
    return {
        "version": step.version,
        "level": step.level or None,
        "value": step.value,
        "note": step.note,
        "source": source,
    }


def describe_source(source):
    seen = {name: getattr(source, name) or None for name in SEEN_FIELDS}
    return {"title": source.title, "url": source.url, "quote": source.quote, **seen}


def describe_proof(cell):
    """What shows the answer of a cell by being run."""
    run = cell.proof.last_run
    seen = {name: getattr(run, name) for name in ("package", "version", "runtime", "saw")}
    return {"url": proof_url(cell), **seen, "ran_on": run.ran_at.date()}


@dataclass(frozen=True)
class Format:
    """How a table is written, and as what it is sent; as a ``download`` it is a file rather than something to read."""

    write: Callable[[Export], str]
    content_type: str
    download: bool = False


# By the end of the address.
FORMATS = {
    "md": Format(to_markdown, "text/markdown; charset=utf-8"),
    "json": Format(to_json, "application/json"),
    "csv": Format(to_csv, "text/csv; charset=utf-8; header=present", download=True),
    "excel.csv": Format(to_excel, "text/csv; charset=utf-16le; header=present", download=True),
}
