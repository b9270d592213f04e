"""The format of the content files, declared once: reading, writing and docs/content-format.md follow it.

The keys of each kind of entry stand in the order in which an export writes them.
"""

import datetime
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, partial
from operator import attrgetter

from articles.models import FAQ, Article, Author, Tag, Topic
from comparisons.models import (
    Comparison,
    Fact,
    Feature,
    FeatureGroup,
    Release,
    Sample,
    Source,
    Step,
    Technology,
    TechnologyKind,
)


def in_order(objects):
    """Objects by position, if they have one, and name in the order of code points, the same on every database."""
    return sorted(objects, key=lambda item: (getattr(item, "position", 0), item.name, item.slug))


@dataclass(frozen=True)
class Key:
    """A key of an entry. What it means to somebody who writes one says docs/content-format.md.

    ``field`` is the field of the model that holds its value, where one does. ``kind`` is the kind of the entry, or of
    the entries, below it. ``own`` says that a function of its own reads it, not the type of its field. ``also`` are
    other names it is read under. An export writes what is in the field, or what ``write`` makes of the object, but not
    what has its default, unless that is ``always`` written.
    """

    name: str
    field: str = ""
    kind: object = None
    own: bool = False
    also: tuple = ()
    always: bool = False
    write: object = None


def fields(*names, **options):
    """Keys that are called as the fields are."""
    return [Key(name, name, **options) for name in names]


@dataclass(frozen=True, eq=False)
class Kind:
    """A kind of entry; ``text`` is the field that the text below front matter fills.

    ``parents`` are the fields of what its objects belong to, and ``order`` sorts them for an export.
    """

    model: type
    keys: tuple
    text: str = ""
    parents: tuple = ()
    order: object = in_order

    @cached_property
    def by_name(self):
        return {key.name: key for key in self.keys}

    @cached_property
    def known(self):
        """The names of all keys, and the other names they are read under."""
        return {name for key in self.keys for name in (key.name, *key.also)}

    @cached_property
    def fields(self):
        """The name of the key of each field; ``source.title`` for one in a mapping of the same object."""
        names = {key.field: key.name for key in self.keys if key.field}
        for key in self.keys:
            if key.kind and key.kind.model is self.model:
                names |= {field: f"{key.name}.{name}" for field, name in key.kind.fields.items()}
        return names | ({self.text: "text"} if self.text else {})


def day_in(field):
    """Writes the date that the text of a field is, or the text itself where it is known only in part."""

    def write(instance):
        text = getattr(instance, field)
        with suppress(ValueError):
            return datetime.date.fromisoformat(text) if len(text) == len("2026-11-22") else text
        return text

    return write


NAME = Key("name", "name")
SLUG = Key("slug", "slug", own=True)
DRAFT = Key("draft", "is_draft")
ALIASES = Key("aliases")

FEATURE = Kind(
    Feature,
    (
        SLUG,
        NAME,
        *fields("need", "definition", "rubric", "kind", "recheck_days", "derived_from", "package_part"),
        *fields("unit", "better"),
        DRAFT,
        ALIASES,
    ),
    parents=("group",),
)
GROUP = Kind(FeatureGroup, (Key("group", "name"), SLUG, ALIASES, Key("features", kind=FEATURE)))
TECHNOLOGY_KIND = Kind(TechnologyKind, (NAME, SLUG, *fields("wanted")))
TOPIC = Kind(Topic, (NAME, SLUG, *fields("description"), ALIASES))
TAG = Kind(Tag, (NAME, SLUG, ALIASES))
AUTHOR = Kind(Author, (NAME, SLUG, *fields("bio", "url"), ALIASES))
RELEASE_SOURCE = Kind(Release, (Key("title", "source_title"), Key("url", "source_url")))
SUPPORT_SOURCE = Kind(Release, (Key("title", "support_source_title"), Key("url", "support_source_url")))
RELEASE = Kind(
    Release,
    (
        *fields("version"),
        Key("released", "released_on", write=day_in("released_on")),
        Key("full_support_until", "full_support_until", write=day_in("full_support_until")),
        Key("supported_until", "supported_until", write=day_in("supported_until")),
        Key("extended_support_until", "extended_support_until", write=day_in("extended_support_until")),
        *fields("support", "line"),
        Key("lts", "is_lts"),
        Key("prerelease", "is_prerelease"),
        *fields("note"),
        Key("source", kind=RELEASE_SOURCE),
        Key("support_source", kind=SUPPORT_SOURCE),
        Key("verified", "verified_on"),
    ),
    parents=("technology",),
    order=partial(sorted, key=attrgetter("released_on", "version_key", "version"), reverse=True),
)
SOURCE = Kind(Source, fields("title", "url", "quote"), parents=("fact",), order=list)
STEP_SOURCE = Kind(Step, RELEASE_SOURCE.keys)
STEP = Kind(
    Step,
    (*fields("version", "level", "value", "note"), Key("source", kind=STEP_SOURCE)),
    parents=("fact",),
    order=list,
)
FACT = Kind(
    Fact,
    (
        Key("feature", write=attrgetter("feature.slug")),
        *fields("level", "value", "provider", "number", "note"),
        Key("verified", "verified_on"),
        Key("version", "verified_version"),
        Key("how", "verified_how"),
        Key("measured", "measured_on"),
        Key(
            "changed",
            "changed_on",
            own=True,
            write=lambda fact: fact.changed_on if fact.changed_on != fact.verified_on else None,
        ),
        Key("reason", "changed_because"),
        DRAFT,
        Key("sources", kind=SOURCE),
        Key("steps", kind=STEP),
    ),
    parents=("technology", "feature"),
    order=partial(
        sorted, key=attrgetter("feature.group.position", "feature.group.name", "feature.position", "feature.name")
    ),
)
TECHNOLOGY = Kind(
    Technology,
    (
        NAME,
        SLUG,
        Key("kind", "kind", own=True, always=True, write=attrgetter("kind_id")),
        *fields("language", "summary", "homepage", "documentation", "repository", "releases_url", "purl"),
        DRAFT,
        ALIASES,
        Key("releases", kind=RELEASE),
        Key("facts", kind=FACT),
    ),
)
FAQS = Kind(
    FAQ,
    (*fields("question"), SLUG, *fields("answer")),
    parents=("article",),
    order=list,
)
PAGE_KEYS = (
    *fields("title", "slug", "uid", own=True),
    Key("summary", "summary", also=("description",)),
    Key("date", "published_at", own=True),
    Key(
        "lastmod",
        "updated_at",
        own=True,
        also=("modified", "updated", "last_modified_at", "updatedDate"),
        write=lambda page: page.updated_at if page.updated_at != page.published_at else None,
    ),
    Key("draft", "status", own=True, write=lambda page: page.status == Article.Status.DRAFT or None),
    Key("published"),
    Key("withdrawn", write=lambda page: page.status == Article.Status.WITHDRAWN or None),
    *fields("featured"),
    Key("topic", "topic", own=True, also=("categories", "category")),
    Key("tags", write=lambda page: [tag.name for tag in in_order(page.tags.all())]),
    Key("author", "author", own=True, also=("authors",)),
    Key("aliases", also=("redirect_from",)),
    Key("permalink", also=("url", "path")),
    Key("technologies", write=lambda page: [item.technology.slug for item in page.subjects.all()]),
)
COMPARISON_KEYS = (
    Key("rows", write=lambda page: [row.feature.slug for row in page.rows.all()]),
    Key("in_code", write=lambda page: [row.feature.slug for row in page.rows.all() if row.in_code]),
    Key(
        "choose_when",
        write=lambda page: {item.technology.slug: item.choose_when for item in page.subjects.all() if item.choose_when},
    ),
    *fields("verdict"),
)
FAQ_KEY = Key("faqs", kind=FAQS)
ARTICLE = Kind(Article, (*PAGE_KEYS, FAQ_KEY), text="body")
COMPARISON = Kind(Comparison, (*PAGE_KEYS, *COMPARISON_KEYS, FAQ_KEY), text="body")

SAMPLE = Kind(
    Sample,
    (
        NAME,
        SLUG,
        *fields("seed"),
        Key("checked", "checked_on"),
        *fields("right", "imprecise", "wrong"),
        Key("self_checked", "is_self_checked"),
        *fields("method"),
        ALIASES,
    ),
)

LISTS = {
    "topics.yaml": TOPIC,
    "tags.yaml": TAG,
    "authors.yaml": AUTHOR,
    "kinds.yaml": TECHNOLOGY_KIND,
    "features.yaml": GROUP,
    "samples.yaml": SAMPLE,
}
