"""Hubs of one shape: what a page shows is the same in each, and what stands around it is more or less."""

import datetime
import time
from contextlib import contextmanager
from itertools import batched, product

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import NOT_PROVIDED
from django.utils import timezone

from articles.models import FAQ, Article, Author, Tag, Topic
from comparisons.models import Comparison, Fact, Feature, FeatureGroup, Row, Source, Subject, Technology
from hub.models import SearchEntry, SearchText
from hub.search import index
from hub.search.words import read_words, stem

FEATURES = 100
ROWS, COLUMNS = 30, 2
COMPARISON_EVERY = 10  # one page in so many is a comparison
POPULAR_EVERY = 4  # one page in so many is about the first technology
SYLLABLES = ["ba", "do", "ka", "lo", "mi", "nu", "po", "ra", "ti", "vu"]
FACTS_WITH_NAMES = (
    "comparisons_fact f JOIN comparisons_technology t ON t.id = f.technology_id "
    "JOIN comparisons_feature e ON e.id = f.feature_id"
)
BODY = "<p>" + "Each claim names its source and the day of its last check. " * 20 + "</p>"
BATCH = 2_000


def fill(articles, facts, tell=print):
    """Fill an empty, migrated hub, and tell of each step how long it took."""

    def timed(title, step, *arguments):
        start = time.perf_counter()
        made = step(*arguments)
        tell(f"  {title}: {time.perf_counter() - start:.0f} s")
        return made

    technologies = timed("technologies", make_technologies, facts // FEATURES)
    features = timed("features", make_features)
    timed("facts", make_facts)
    made = timed("pages", make_pages, articles)
    timed("technologies of pages", make_subjects, made, technologies)
    timed("rows of comparisons", make_rows, made, features)
    with indexes_at_the_end():
        timed("search: all but facts, by our own code", index_rest)
        timed("search: facts", index_facts)
    timed("statistics", analyse)


def analyse():
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def word(number):
    """A made-up word that no stemmer changes; every number has its own."""
    digits = f"{number:04d}"
    return "".join(SYLLABLES[int(digit)] for digit in digits) + "k"


# --- facts ------------------------------------------------------------------------


def make_technologies(count):
    return Technology.objects.bulk_create(
        [
            Technology(name=f"T{word(number)}", slug=f"t-{number}", language="Python", summary=f"Tool {number}.")
            for number in range(count)
        ],
        batch_size=BATCH,
    )


def make_features():
    group = FeatureGroup.objects.create(name="Basics")
    return Feature.objects.bulk_create(
        [
            Feature(name=f"F{word(number)}", slug=f"f-{number}", group=group, position=number)
            for number in range(FEATURES)
        ]
    )


def make_facts():
    """A fact with a source for every pair, written by the database itself: a million objects would take long."""
    day = timezone.localdate() - datetime.timedelta(days=30)
    insert(
        Fact,
        {
            "technology_id": "t.id",
            "feature_id": "f.id",
            "level": "'yes'",
            "value": "'Yes, since ' || t.slug",
            "note": "'What ' || t.name || ' says of ' || f.name || '.'",
            "verified_on": f"DATE '{day}'" if connection.vendor == "postgresql" else f"'{day}'",
            "changed_on": f"DATE '{day}'" if connection.vendor == "postgresql" else f"'{day}'",
            "verified_version": "'1.0'",
        },
        "comparisons_technology t CROSS JOIN comparisons_feature f",
    )
    insert(
        Source,
        {"fact_id": "f.id", "title": "'Documentation'", "url": "'https://example.org/' || f.id"},
        "comparisons_fact f",
    )


def insert(model, values, source):
    """INSERT … SELECT with the default of every column that has no value here."""
    columns, parts, params = [], [], []
    for field in model._meta.local_concrete_fields:
        if field.primary_key and field.attname not in values:
            continue
        columns.append(connection.ops.quote_name(field.column))
        if field.attname in values:
            parts.append(values[field.attname])
        else:
            default = field.get_default() if field.default is not NOT_PROVIDED or not field.null else None
            parts.append("NULL" if default is None else "%s")
            params += [] if default is None else [field.get_db_prep_save(default, connection)]
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(parts)} FROM {source}", params)  # noqa: S608


# --- pages ------------------------------------------------------------------------


def make_pages(count):
    """So many published pages, the first the oldest; those with no remainder are comparisons."""
    topics = [Topic.objects.create(name=f"Topic {number}") for number in range(1, 6)]
    authors = [Author.objects.create(name=f"Author {number}") for number in range(1, 4)]
    tags = Tag.objects.bulk_create([Tag(name=f"Tag {number}", slug=f"tag-{number}") for number in range(20)])
    now, made = timezone.now(), []
    for numbers in batched(range(count), BATCH):
        batch = Article.objects.bulk_create(
            [
                Article(
                    title=f"Page {number}",
                    slug=f"page-{number}",
                    summary=f"What page {number} has for its reader.",
                    kind="comparison" if number % COMPARISON_EVERY == 0 else "article",
                    lead_html=BODY[:400] + "</p>",
                    body_html=BODY,
                    status=Article.Status.PUBLISHED,
                    published_at=now - datetime.timedelta(minutes=count - number),
                    updated_at=now - datetime.timedelta(minutes=count - number),
                    featured=number % 25 == 0 and number < 100,
                    topic=topics[number % 5],
                    author=authors[number % 3],
                )
                for number in numbers
            ]
        )
        FAQ.objects.bulk_create(
            [
                FAQ(article=page, question=f"What is page {page.pk}?", slug="what", answer_html="<p>A page.</p>")
                for page in batch
                if page.kind == "comparison"
            ]
        )
        Article.tags.through.objects.bulk_create(
            [Article.tags.through(article=page, tag=tags[page.pk % 20]) for page in batch]
        )
        made += [(page.pk, page.kind) for page in batch]
    insert(Comparison, {"article_ptr_id": "a.id"}, "articles_article a WHERE a.kind = 'comparison'")
    return made


def make_subjects(pages, technologies):
    """Two technologies for each page; one page in four is about the first of all."""
    subjects = []
    for number, (page, _) in enumerate(pages):
        first = technologies[0] if number % POPULAR_EVERY == 0 else technologies[number % len(technologies)]
        second = technologies[(number * 7 + 3) % len(technologies)]
        subjects += [
            Subject(article_id=page, technology=technology, position=position, choose_when_html="<p>You like it.</p>")
            for position, technology in enumerate(dict.fromkeys([first, second]))
        ]
    Subject.objects.bulk_create(subjects, batch_size=BATCH)


def make_rows(pages, features):
    comparisons = [page for page, kind in pages if kind == "comparison"]
    pairs = product(comparisons, enumerate(features[:ROWS]))
    rows = (Row(comparison_id=page, feature=feature, position=position) for page, (position, feature) in pairs)
    for batch in batched(rows, BATCH):
        Row.objects.bulk_create(batch)


# --- search -------------------------------------------------------------------------


@contextmanager
def indexes_at_the_end():
    """On PostgreSQL, the full-text indexes made once instead of changed a million times."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND indexdef LIKE %s",
            [SearchText._meta.db_table, "%USING gin%"],
        )
        dropped = cursor.fetchall()
        for name, _ in dropped:
            cursor.execute(f"DROP INDEX {connection.ops.quote_name(name)}")
    yield
    with connection.cursor() as cursor:
        for _, definition in dropped:
            cursor.execute(definition)


def index_rest():
    for kind in SearchEntry.Kind.values:
        if kind != SearchEntry.Kind.FACT:
            index.update((kind, pk) for pk in index.stored_ids(kind))


def index_facts():
    """The entries that our own code would make, by the database: a million documents would take it long."""
    first = SearchEntry.first_id(SearchEntry.Kind.FACT)
    insert(
        SearchEntry,
        {
            "id": f"{first} + f.id",
            "kind": "'fact'",
            "object_id": "f.id",
            "title": "t.name || ': ' || e.name",
            "text": "f.value || '. ' || f.note",
            "url": "'/technologies/' || t.slug || '/#' || e.slug || '-' || t.slug",
        },
        FACTS_WITH_NAMES,
    )
    index.learn_words([([], [], read_words("Yes, since t. What says of."))])
    words = "to_tsvector('simple', lower({}))" if connection.vendor == "postgresql" else "lower({})"
    name, feature = "t.name || ' ' || e.name", "e.name"
    value = f"' {stems('Yes since t')} ' || (t.id - 1)"
    note = f"' {stems('What')} ' || t.name || ' {stems('says of')} ' || {feature}"
    insert(
        SearchText,
        {
            "entry_id": f"{first} + f.id",
            "title": words.format(name),
            "lead": words.format(f"{name} || {value}"),
            "full": words.format(f"{name} || {value} || {note}"),
        },
        FACTS_WITH_NAMES,
    )
    ContentType.objects.clear_cache()


def stems(text):
    return " ".join(map(stem, read_words(text)))
