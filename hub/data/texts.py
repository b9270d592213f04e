"""What the download says of itself: a Data Package (datapackage.org), a JSON Schema, and words for people."""

from django.conf import settings
from django.urls import reverse

from articles.absolute import absolute_url
from hub.data.tables import TABLES

DESCRIPTION = "Facts about technologies, each with its sources, the day of its last check and the version checked."
JSON_TYPES = {"integer": "integer", "number": "number", "boolean": "boolean"}


def describe_package(day, counts, sums, sizes):
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "facts",
        "title": f"{settings.SITE_NAME}: all facts",
        "description": DESCRIPTION,
        "homepage": absolute_url(reverse("data")),
        "version": day.isoformat(),
        "created": f"{day.isoformat()}T00:00:00Z",
        **({"licenses": [settings.CONTENT_LICENCE]} if settings.CONTENT_LICENCE else {}),
        "contributors": [{"title": settings.SITE_NAME, "path": absolute_url("/")}],
        "resources": [describe_table(table, counts, sums, sizes) for table in TABLES],
    }


def describe_table(table, counts, sums, sizes):
    name = f"{table.name}.csv"
    return {
        "name": table.name,
        "type": "table",
        "path": name,
        "title": table.title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": sizes[name],
        "hash": f"sha256:{sums[name]}",
        "rowCount": counts[table.name],
        "schema": describe_columns(table),
    }


def describe_columns(table):
    foreign = [
        {"fields": [column.name], "reference": {"resource": column.refers, "fields": ["id"]}}
        for column in table.columns
        if column.refers
    ]
    return {
        "fields": [
            {
                "name": column.name,
                "type": column.kind,
                "description": column.meaning,
                **({"constraints": {"required": True}} if column.name in table.key else {}),
            }
            for column in table.columns
        ],
        "missingValues": [""],
        **({"primaryKey": list(table.key)} if table.key else {}),
        **({"foreignKeys": foreign} if foreign else {}),
    }


def facts_schema():
    """The JSON Schema of facts.json."""
    lists = {table.name: {"type": "array", "description": table.title, "items": row_schema(table)} for table in TABLES}
    texts = {name: {"type": "string"} for name in ("$schema", "site", "licence")}
    texts["made_on"] = {"type": "string", "format": "date"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": absolute_url(reverse("facts-schema")),
        "title": f"{settings.SITE_NAME}: all facts",
        "description": f"{DESCRIPTION} What is not known is null.",
        "type": "object",
        "properties": {**texts, **lists},
        "required": [*texts, *lists],
        "additionalProperties": False,
    }


def row_schema(table):
    return {
        "type": "object",
        "properties": {column.name: describe_value(column, column.name in table.key) for column in table.columns},
        "required": [column.name for column in table.columns],
        "additionalProperties": False,
    }


def describe_value(column, is_key):
    kind = JSON_TYPES.get(column.kind, "string")
    formats = {"date": "date", "datetime": "date-time"}
    described = {"type": kind if is_key or kind == "boolean" else [kind, "null"], "description": column.meaning}
    return {**described, "format": formats[column.kind]} if column.kind in formats else described
