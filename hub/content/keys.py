"""What each field is called in the files, in the order in which an export writes it."""

SLUG = {"slug": "slug"}

GROUP = {"name": "group", **SLUG}
FEATURE = {
    **SLUG,
    "name": "name",
    "definition": "definition",
    "rubric": "rubric",
    "kind": "kind",
    "recheck_days": "recheck_days",
    "derived_from": "derived_from",
    "unit": "unit",
}
TOPIC = {"name": "name", **SLUG, "description": "description"}
TAG = {"name": "name", **SLUG}
AUTHOR = {"name": "name", **SLUG, "bio": "bio", "url": "url"}
TECHNOLOGY = {
    "name": "name",
    **SLUG,
    "kind": "kind",
    "language": "language",
    "summary": "summary",
    "homepage": "homepage",
    "documentation": "documentation",
    "repository": "repository",
    "releases_url": "releases_url",
}
RELEASE = {
    "version": "version",
    "released_on": "released",
    "supported_until": "supported_until",
    "is_lts": "lts",
    "is_prerelease": "prerelease",
    "note": "note",
    "verified_on": "verified",
}
RELEASE_SOURCE = {"source_title": "title", "source_url": "url"}
FACT = {
    "level": "level",
    "value": "value",
    "number": "number",
    "note": "note",
    "verified_on": "verified",
    "verified_version": "version",
}
SOURCE = {"title": "title", "url": "url", "quote": "quote"}
FAQ = {"question": "question", **SLUG, "answer": "answer"}
PAGE = {
    "title": "title",
    **SLUG,
    "uid": "uid",
    "summary": "summary",
    "published_at": "date",
    "updated_at": "lastmod",
    "status": "draft",
    "featured": "featured",
    "topic": "topic",
    "author": "author",
    "body": "text",
}
