"""Whatever people write: export, import into an empty site and export again give the same files, byte by byte."""

import datetime
import re
import tempfile
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import FAQ, Article, Author, Tag, Topic
from articles.models.rendered import clean
from articles.slugify import can_be_seen
from comparisons.models import Comparison, Fact, Feature, FeatureGroup, Release, Row, Source, Step, Subject, Technology
from hub.content import export_folder
from tests.budgets import budget
from tests.hub.content.content_files import empty_the_database, import_content, read_tree

CHARACTERS = st.characters(exclude_categories=["Cs"])
# What YAML and Markdown give a meaning to, more often than chance would.
BREAKS = ["\n", "\r\n", "\r\r\n", "\n\n", " ", "  \n", "\t", "\x85", "\u2028", "\ufeff", "\x00"]
SIGNS = [
    "---",
    "\n---\n",
    "...",
    "+++",
    "#",
    ": ",
    "- ",
    "|",
    ">",
    "'",
    '"',
    "\\",
    "[",
    "&a",
    "*a",
    "!t",
    "%",
    "@",
    "`",
]
WORDS = ["no", "null", "~", "5.10", "2026-11-22", "😀"]
PIECES = st.sampled_from([*BREAKS, *SIGNS, *WORDS])
TEXT = st.lists(st.one_of(st.text(CHARACTERS, max_size=8), PIECES), max_size=8).map("".join).map(clean)
NAME = TEXT.map(lambda text: text[:40]).filter(can_be_seen)
LONG_NAME = st.one_of(NAME, st.sampled_from(["index", "Index", "日本語", "C++", "C", "c", "!!!"]))


def composed(slug):
    """As forms and imports keep a slug; some signs have no form of their own."""
    return unicodedata.normalize("NFC", slug)


SLUG = st.one_of(
    st.text(CHARACTERS, max_size=30).map(lambda text: "".join(re.findall(r"[-\w]", text))).map(composed).filter(bool),
    st.sampled_from(["index", "INDEX", "_index", "2024-01-02-x", "語" * 100, "page-1", "README", "no", "5"]),
)


def distinct(strategy, size):
    return st.lists(strategy, min_size=size, max_size=size, unique=True)


CONTENT = st.fixed_dictionaries(
    {
        "names": distinct(LONG_NAME, 2),
        "slugs": distinct(SLUG, 4),
        "aliases": st.lists(SLUG, max_size=2),
        "texts": st.lists(TEXT, min_size=6, max_size=6),
        "questions": st.lists(NAME, min_size=2, max_size=2),
    }
)


@pytest.mark.django_db
@settings(max_examples=budget(30), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=CONTENT)
def test_any_text_survives_export_and_import(content):
    empty_the_database()
    fill_the_database(**content)
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder, "first"), Path(folder, "second")
        export_folder(first)
        empty_the_database()
        outcome = import_content(first)
        assert (outcome.failure, outcome.problems) == ("", [])
        export_folder(second)
        assert read_tree(first) == read_tree(second)
    assert Article.objects.get(kind="article").body == content["texts"][0]


def fill_the_database(names, slugs, aliases, texts, questions):
    """A bit of everything, made of these names, slugs and texts."""
    for model in (Topic, Author, Tag, FeatureGroup):
        for name in names:
            model.objects.create(name=name)
    technologies = [Technology.objects.create(name=name, slug=slug) for name, slug in zip(names, slugs, strict=False)]
    group = FeatureGroup.objects.first()
    features = [Feature.objects.create(name=name, group=group, definition=texts[1], rubric=texts[2]) for name in names]
    for technology, feature in zip(technologies, features, strict=True):
        add_facts(technology, feature, names, texts)
    add_pages(technologies, features, names, slugs[2:], aliases, texts, questions)


def add_facts(technology, feature, names, texts):
    day = datetime.date(2026, 11, 22)
    fact = Fact.objects.create(
        technology=technology,
        feature=feature,
        value=names[0],
        note=texts[3],
        verified_on=day,
        verified_version=f"9 {names[1]}",
        changed_on=datetime.date(2026, 1, 2),
    )
    for number, title in enumerate(names):
        Source.objects.create(fact=fact, title=title, url=f"https://example.org/{number}", quote=texts[number])
    said = {"source_title": names[0], "source_url": "https://example.org/"}
    for number, value in enumerate(names):
        Step.objects.create(fact=fact, version=f"{2 - number}.10", value=value, note=texts[number], **said)
    source = {**said, "verified_on": day}
    for version in names:
        Release.objects.create(technology=technology, version=version, released_on="2025-07", note=texts[4], **source)


def add_pages(technologies, features, names, slugs, aliases, texts, questions):
    common = {"author": Author.objects.first(), "topic": Topic.objects.last()}
    article = Article.objects.create(title=names[0], slug=slugs[0], summary=texts[5], body=texts[0], **common)
    article.tags.set(Tag.objects.all())
    article.add_old_slugs(set(aliases) - set(slugs))
    page = Comparison.objects.create(title=names[1], slug=slugs[1], body=texts[1], verdict=texts[2], **common)
    for position, technology in enumerate(reversed(technologies)):
        Subject.objects.create(article=page, technology=technology, position=position, choose_when=texts[position])
    for position, feature in enumerate(features):
        Row.objects.create(comparison=page, feature=feature, position=position)
    for position, question in enumerate(questions):
        FAQ.objects.create(article=page, question=question, answer=texts[3] or "Yes.", position=position)
