"""The data behind the head of a page; tests/comparisons/test_metadata.py reads it from pages."""

import json

import pytest

from articles.images.cards import Card
from articles.metadata import (
    Metadata,
    author_data,
    description_of,
    first_sentence,
    of_author,
    of_topic,
    text_of_html,
)
from articles.models import Author, Topic
from articles.templatetags.stored import data_block


def test_plain_text_has_the_words_that_a_reader_sees():
    html = '<p>Take <strong>A&amp;B</strong><sup><a href="#fn:1">1</a></sup> &lt;now&gt;.</p>\n<ul>\n<li>x</li>\n</ul>'
    assert text_of_html(html) == "Take A&B <now>. x"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Take Django 6.1.3. Then go on.", "Take Django 6.1.3."),
        ("Use it, e.g. for pages! Really.", "Use it, e.g. for pages!"),
        ("No end", "No end"),
        ("日本語。次の文。", "日本語。"),
        ("", ""),
    ],
)
def test_the_first_sentence_ends_where_a_reader_would_say_so(text, sentence):
    assert first_sentence(text) == sentence


def test_a_description_is_the_first_text_there_is_and_not_endless():
    assert description_of("", "second", "third") == "second"
    assert len(description_of("word " * 100)) == 200
    assert description_of("", "") == ""


def test_topics_and_authors_are_described_even_without_a_word_of_their_own():
    assert of_topic(Topic(name="Web", slug="web")).description == "Comparisons and articles on Web."
    assert of_topic(Topic(name="Web", slug="web", description_html="<p>All of <em>it</em>.</p>")).description == (
        "All of it."
    )
    assert of_author(Author(name="Ada", slug="ada")).description == "Comparisons and articles by Ada."


def test_a_byline_is_a_person_unless_it_names_the_site():
    assert author_data(Author(name="Ada Lovelace", slug="ada"))["@type"] == "Person"
    assert author_data(Author(name="The Learning Hub editors", slug="e"))["@type"] == "Organization"
    assert author_data(None)["@type"] == "Organization"
    assert author_data(Author(name="Ada", slug="ada", url="https://ada.example/"))["sameAs"] == "https://ada.example/"


def test_addresses_are_those_of_the_site_whatever_a_page_is_asked_by(settings):
    settings.SITE_URL = "https://hub.example"
    metadata = Metadata("Title", "Words.", "/x/", parents=(("Lists", "/lists/"),), card=Card("0" * 32, "Title"))
    assert metadata.url == "https://hub.example/x/"
    assert metadata.image["url"].startswith("https://hub.example/cards/")
    items = metadata.structured["@graph"][0]["itemListElement"]
    assert [(item["position"], item["name"], item["item"]) for item in items] == [
        (1, "Home", "https://hub.example/"),
        (2, "Lists", "https://hub.example/lists/"),
        (3, "Title", "https://hub.example/x/"),
    ]


def test_a_data_block_cannot_be_left_and_means_the_same():
    data = {"name": "</script><!--<script>&amp;\u2028", "名": ["日本語"]}
    block = data_block(data)
    assert not set("<>&\u2028") & set(block)
    assert json.loads(block) == data
