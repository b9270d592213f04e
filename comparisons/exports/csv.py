"""A table as CSV: one line a cell, as RFC 4180 wants it, in UTF-8 without a byte order mark."""

import csv
import io

COLUMNS = (
    "feature",
    "group",
    "kind",
    "technology",
    "level",
    "value",
    "note",
    "sources",
    "checked on",
    "checked against",
)
# A spreadsheet takes a text that begins so for a formula, and runs it. The wide signs count in Japanese ones.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def to_csv(export):
    """The lines of a table under a header; what a spreadsheet would run as a formula has an apostrophe before it."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for group in export.table.groups:
        for row in group.rows:
            writer.writerows([harmless(text) for text in line(group, cell)] for cell in row.cells)
    return file.getvalue()


def line(group, cell):
    sources = "; ".join(f"{source.title} <{source.url}>" for source in cell.sources)
    return (
        cell.feature.name,
        group.name,
        cell.feature.kind,
        cell.technology.name,
        cell.level_words,
        cell.value,
        cell.note,
        sources,
        cell.verified_on.isoformat() if cell.is_checked else "",
        cell.verified_version,
    )


def harmless(text):
    return f"'{text}" if text.startswith(FORMULA) else text
