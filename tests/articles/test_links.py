"""Links from one page of the hub to another."""

import pytest

from articles.links import dead_links
from tests.desk import make_staff, signed_in
from tests.factories import make_article, make_comparison, make_feature, make_technology, make_topic

pytestmark = pytest.mark.django_db
PAGES = "/admin/markdown/pages/"


# --- searching for a page to link to ---


@pytest.fixture
def author():
    return signed_in(make_staff("Authors"))


def titles(client, words):
    return [result["title"] for result in client.get(PAGES, {"q": words}).json()["results"]]


def test_pages_of_every_kind_are_found_by_their_name(author):
    make_article(title="On zebras")
    make_comparison(title="Zebra vs horse")
    make_technology(name="Zebra.js")
    make_feature(name="Zebra crossing")
    make_topic(name="Zebras")
    assert sorted(titles(author, "zebra")) == ["On zebras", "Zebra crossing", "Zebra vs horse", "Zebra.js", "Zebras"]
    assert titles(author, "zebra")[-1] == "On zebras"


def test_a_result_says_what_it_is_and_where(author):
    make_comparison(title="Zebra vs horse", slug="z")
    (result,) = author.get(PAGES, {"q": "zebra"}).json()["results"]
    assert result == {"title": "Zebra vs horse", "kind": "comparison", "address": "/comparisons/z/"}


def test_what_readers_cannot_open_is_not_offered(author):
    for status in ("draft", "withdrawn"):
        make_article(title=f"Zebra {status}", status=status)
        make_comparison(title=f"Zebra {status}", status=status, facts=False)
    assert titles(author, "zebra") == []


@pytest.mark.parametrize("words", ["", " ", "\x00", "%", "_", "a" * 5000, "' OR 1=1"])
def test_nonsense_finds_nothing(author, words):
    make_article(title="Page")
    assert titles(author, words) == []


def test_an_address_that_a_page_had_elsewhere_is_no_dead_link(django_assert_num_queries):
    make_article(slug="page").add_old_slugs(["/2020/page.html"])
    make_article(slug="draft", status="draft").add_old_slugs(["/2020/draft.html"])
    asked = ["/2020/page.html", "/2020/page.html#part", "/2020/draft.html", "/2020/gone.html", "https://example.org/x"]
    with django_assert_num_queries(1):
        assert dead_links(asked) == {"/2020/draft.html", "/2020/gone.html"}
    with django_assert_num_queries(0):
        assert dead_links(["https://example.org/2020/page.html", "#part"]) == set()
