"""Every JSON address, as OpenAPI 3.1. The examples are of what the site holds, and work."""

from django.conf import settings
from django.urls import reverse

from articles.absolute import absolute_url
from comparisons.exports.formats import FORMATS
from comparisons.models import Comparison, Feature, Technology
from comparisons.needs import PARAMETERS
from hub.data.texts import DESCRIPTION, LICENCE

VERSION = "1.0"
JSON = FORMATS["json"].content_type
MEANINGS = {
    "kind": "Technologies of this kind; several add up.",
    "t": "A technology, by its slug.",
    "must": "A feature, by its slug, that has to be answered yes; with .partial, .no or .yes.no after it, that.",
    "nice": "The same, as what would be nice.",
    "f": "A feature to look at, whatever the answer.",
    "decide": "The technology that is decided for.",
    "since": "A day or a moment (UTC): changed then has what changed from it on.",
}


def describe_addresses():
    return {
        "openapi": "3.1.0",
        "info": {
            "title": settings.SITE_NAME,
            "version": VERSION,
            "description": f"{DESCRIPTION} Parts may be added; none changes its meaning or goes away.",
            "license": {"name": LICENCE["title"], "url": LICENCE["path"]},
        },
        "servers": [{"url": absolute_url("/").removesuffix("/")}],
        "paths": {path: {"get": operation} for path, operation in operations()},
    }


def operations():
    """The path and the operation of each address. Two queries, and two for the examples."""
    technologies = list(Technology.objects.values_list("slug", flat=True).order_by("slug")[:2])
    feature = Feature.objects.askable().values_list("slug", flat=True).order_by("slug").first()
    slug = Comparison.objects.published().values_list("slug", flat=True).order_by("slug").first()
    chosen = {"t": technologies, "must": [feature] if feature else []}
    comparison = reverse("comparison-detail.json", kwargs={"slug": "slug"}).replace("slug", "{slug}")
    schema = reverse("comparison-schema")
    yield comparison, describe_get("A comparison", [in_path("slug", slug)], schema=schema)
    yield (
        reverse("compare.json"),
        describe_get("Technologies side by side", [in_query("t", technologies, True)], schema=schema),
    )
    asked = [in_query(name, chosen.get(name)) for name in PARAMETERS]
    asked += [in_query(name, None, is_list=False) for name in ("decide", "since")]
    yield reverse("choose.json"), describe_get("What meets needs, and what changed of its reasons", asked)
    yield reverse("json-feed"), describe_get("The newest pages, as JSON Feed 1.1", content_type="application/feed+json")
    yield reverse("data-file", args=["facts.json"]), describe_get("All facts", schema=reverse("facts-schema"))
    yield reverse("data-file", args=["datapackage.json"]), describe_get("The CSV files of all facts, as a Data Package")
    for name, title in (("comparison-schema", "a comparison"), ("facts-schema", "all facts")):
        yield reverse(name), describe_get(f"The schema of {title}", content_type="application/schema+json")
    yield reverse("openapi"), describe_get("This description")


def describe_get(summary, parameters=(), schema="", content_type=JSON):
    content = {"schema": {"$ref": absolute_url(schema)} if schema else {"type": "object"}}
    return {
        "summary": summary,
        "parameters": list(parameters),
        "responses": {
            "200": {"description": summary, "content": {content_type: content}},
            "404": {"description": "There is nothing at this address."},
        },
    }


def in_path(name, example):
    described = {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
    return {**described, "example": example} if example else described


def in_query(name, example, is_required=False, is_list=True):
    text = {"type": "string"}
    described = {
        "name": name,
        "in": "query",
        "required": is_required,
        "description": MEANINGS[name],
        "schema": {"type": "array", "items": text} if is_list else text,
    }
    return {**described, "example": example} if example else described
