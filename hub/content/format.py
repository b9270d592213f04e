"""The format of the content files, declared once: reading, writing and docs/content-format.md follow it.

The keys of each kind of entry stand in the order in which an export writes them.
"""

import datetime
from contextlib import suppress
from operator import attrgetter

from articles.models import FAQ, Article, Author, Tag, Topic
from comparisons.models import Comparison, Fact, Feature, FeatureGroup, Release, Source, Technology
from hub.content.keys import Key, Kind, in_order


def newest_first(releases):
    return sorted(releases, key=attrgetter("released_on", "version_key", "version"), reverse=True)


def in_order_of_features(facts):
    places = attrgetter("feature.group.position", "feature.group.name", "feature.position", "feature.name")
    return sorted(facts, key=places)


def day_in(field):
    """Writes the date that the text of a field is, or the text itself where it is known only in part."""

    def write(instance):
        text = getattr(instance, field)
        with suppress(ValueError):
            return datetime.date.fromisoformat(text) if len(text) == len("2026-11-22") else text
        return text

    return write


NAME = Key("name", "What it is called.", "name", required=True)
SLUG = Key("slug", "Its part of addresses; missing: made from the name.", "slug", own=True)
ALIASES = Key("aliases", "Former slugs (or paths ending in them) that redirect here.")

FEATURE = Kind(
    Feature,
    (
        SLUG,
        NAME,
        Key("need", "The same as a reader’s need, which `/choose/` asks for: “Users sign in with a password”.", "need"),
        Key("definition", "One or two sentences of Markdown that say what is asked.", "definition"),
        Key("rubric", "Markdown: what counts as yes, partial and no.", "rubric"),
        Key("kind", "`fact` (default) or `judgement`.", "kind"),
        Key("recheck_days", "How many days an answer is trusted; default 180.", "recheck_days"),
        Key(
            "derived_from",
            "`first_release` or `latest_release`: answered by the releases, never typed.",
            "derived_from",
        ),
        Key(
            "package_part",
            "`runtime`, `licence`, `dependencies` or `size`: what a package is asked (`fetch_releases --packages`).",
            "package_part",
        ),
        Key("unit", "What the numbers of its answers count; they are drawn as bars.", "unit"),
        ALIASES,
    ),
    parents=("group",),
)
GROUP = Kind(
    FeatureGroup,
    (
        Key("group", "What the group is called.", "name", required=True),
        SLUG,
        ALIASES,
        Key("features", "Its features, in order.", kind=FEATURE),
    ),
)
TOPIC = Kind(Topic, (NAME, SLUG, Key("description", "Markdown.", "description"), ALIASES))
TAG = Kind(Tag, (NAME, SLUG, ALIASES))
AUTHOR = Kind(
    Author, (NAME, SLUG, Key("bio", "Markdown.", "bio"), Key("url", "The author’s own page.", "url"), ALIASES)
)
RELEASE_SOURCE = Kind(
    Release,
    (
        Key("title", "The title of the page.", "source_title", required=True),
        Key("url", "Its address.", "source_url", required=True),
    ),
)
RELEASE = Kind(
    Release,
    (
        Key("version", "Its number, as the project writes it.", "version", required=True),
        Key(
            "released", "`YYYY-MM-DD`, `YYYY-MM` or `YYYY`.", "released_on", required=True, write=day_in("released_on")
        ),
        Key(
            "supported_until",
            "The end of security fixes, if published; written like `released`.",
            "supported_until",
            write=day_in("supported_until"),
        ),
        Key("lts", "`true` for a release with long-term support.", "is_lts"),
        Key("prerelease", "`true` for an alpha, a beta or a candidate.", "is_prerelease"),
        Key("note", "Short plain text.", "note"),
        Key("source", "Where this was read: `title` and `url`.", kind=RELEASE_SOURCE, required=True),
        Key("verified", "The date of the check.", "verified_on", required=True),
    ),
    parents=("technology",),
    order=newest_first,
)
SOURCE = Kind(
    Source,
    (
        Key("title", "The title of the page.", "title", required=True),
        Key("url", "Its address, or a path of this site: `/articles/x/`.", "url", required=True),
        Key("quote", "The sentence that supports the fact.", "quote"),
    ),
    parents=("fact",),
    order=list,
)
FACT = Kind(
    Fact,
    (
        Key("feature", "A slug of features.yaml.", required=True, write=attrgetter("feature.slug")),
        Key(
            "level",
            "`yes`, `partial`, `no`, `not_applicable` or `unknown`; left out where the answer is a plain value.",
            "level",
        ),
        Key("value", "At most 80 characters, always shown.", "value"),
        Key("number", "Where the feature has a unit: the number the value states.", "number"),
        Key("note", "At most 400 characters of plain text. A partial and a judgement need one.", "note"),
        Key("verified", "The date of the check.", "verified_on"),
        Key("version", "What it was checked against.", "verified_version"),
        Key("how", "`script`, `source`, `metadata`, `measured` or `judgement`: how it was checked.", "verified_how"),
        Key(
            "changed",
            "When the answer last changed in substance; left out when that is the date of the check.",
            "changed_on",
            own=True,
            write=lambda fact: fact.changed_on if fact.changed_on != fact.verified_on else None,
        ),
        Key("sources", "What supports it, in order.", kind=SOURCE),
    ),
    parents=("technology", "feature"),
    order=in_order_of_features,
)
TECHNOLOGY = Kind(
    Technology,
    (
        NAME,
        Key("slug", "Its part of addresses; missing: the file’s name.", "slug", own=True),
        Key(
            "kind",
            "`framework` (default), `toolkit`, `library`, `server`, `language`, `database` or `tool`.",
            "kind",
            always=True,
        ),
        Key("language", "What it is written in or for.", "language"),
        Key("summary", "One sentence of at most 200 characters.", "summary"),
        Key("homepage", "An address.", "homepage"),
        Key("documentation", "An address.", "documentation"),
        Key("repository", "An address.", "repository"),
        Key("releases_url", "Atom or RSS: what `fetch_releases` reads.", "releases_url"),
        Key("purl", "Its package: `pkg:pypi/django`, `pkg:npm/fastify`.", "purl"),
        ALIASES,
        Key("releases", "Its releases; an export writes the newest first.", kind=RELEASE),
        Key("facts", "Its answers to the features.", kind=FACT),
    ),
)
FAQS = Kind(
    FAQ,
    (
        Key("question", "Plain text.", "question", required=True),
        Key("slug", "Its anchor; missing: made from the question.", "slug", own=True),
        Key("answer", "Markdown.", "answer", required=True),
    ),
    parents=("article",),
    order=list,
)
PAGE_KEYS = (
    Key(
        "title",
        "missing: the first heading of the text, which is then taken out of it, or the file’s name, where that is "
        "written like a title (`Status bar.md`)",
        "title",
        own=True,
    ),
    Key(
        "slug",
        "missing: the file's name, without the `2024-05-01-` of Jekyll; for `index.md` the folder's name",
        "slug",
        own=True,
    ),
    Key("uid", "what feed readers know the page by; made when missing", "uid", own=True),
    Key("summary", "at most 300 characters of plain text", "summary", also=("description",)),
    Key(
        "date",
        "when it was or will be published; missing: the date in the file's name, or else the moment of the first "
        "import",
        "published_at",
        own=True,
    ),
    Key(
        "lastmod",
        "when its substance last changed; missing: `date`",
        "updated_at",
        own=True,
        also=("modified", "updated", "last_modified_at", "updatedDate"),
        write=lambda page: page.updated_at if page.updated_at != page.published_at else None,
    ),
    Key(
        "draft",
        "`true` keeps it unpublished, and so does whatever else hides a page (below)",
        "status",
        own=True,
        write=lambda page: page.status == Article.Status.DRAFT or None,
    ),
    Key("published", "`false` keeps it unpublished too; an export writes `draft`"),
    Key(
        "withdrawn",
        "`true` for a page that was published and taken back",
        write=lambda page: page.status == Article.Status.WITHDRAWN or None,
    ),
    Key("featured", "`true` shows it at the top of the home page", "featured"),
    Key(
        "topic",
        "a name or slug, or a list; the first of several is the topic, the others become tags",
        "topic",
        own=True,
        also=("categories", "category"),
    ),
    Key(
        "tags",
        "names, as a list, between commas, or words between spaces; made when missing",
        write=lambda page: [tag.name for tag in in_order(page.tags.all())],
    ),
    Key(
        "author",
        "a name or slug, or a mapping with a `name`; made when missing; of a list, the first",
        "author",
        own=True,
        also=("authors",),
    ),
    Key(
        "aliases",
        "former slugs that redirect here, and whole addresses of another site, which do so from the root of this one",
        also=("redirect_from",),
    ),
    Key(
        "permalink",
        "an address of another site, as those among `aliases`; an export has it there",
        also=("url", "path"),
    ),
    Key(
        "technologies",
        "slugs: what the page is about; in a comparison the columns, in order",
        write=lambda page: [item.technology.slug for item in page.subjects.all()],
    ),
)
COMPARISON_KEYS = (
    Key("rows", "slugs of features, in order", write=lambda page: [row.feature.slug for row in page.rows.all()]),
    Key(
        "in_code",
        "up to six of these slugs: the rows whose scripts stand side by side below the table",
        write=lambda page: [row.feature.slug for row in page.rows.all() if row.in_code],
    ),
    Key(
        "choose_when",
        "technology slug: Markdown list",
        write=lambda page: {item.technology.slug: item.choose_when for item in page.subjects.all() if item.choose_when},
    ),
    Key("verdict", "Markdown", "verdict"),
)
FAQ_KEY = Key("faqs", "a list of `question`, `answer` (Markdown) and optionally `slug`, its anchor", kind=FAQS)
ARTICLE = Kind(Article, (*PAGE_KEYS, FAQ_KEY), text="body")
COMPARISON = Kind(Comparison, (*PAGE_KEYS, *COMPARISON_KEYS, FAQ_KEY), text="body")

LISTS = {"topics.yaml": TOPIC, "tags.yaml": TAG, "authors.yaml": AUTHOR, "features.yaml": GROUP}
