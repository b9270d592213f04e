import datetime
import xml.etree.ElementTree as ET

import pytest

from articles.models import Article
from comparisons.models import Fact
from hub import sitemaps
from tests.factories import (
    hours_ago,
    make_article,
    make_author,
    make_comparison,
    make_fact,
    make_feature,
    make_technology,
    make_topic,
)

pytestmark = pytest.mark.django_db

SITE = "https://hub.example"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = SITE
    settings.ALLOWED_HOSTS = ["testserver", "evil.example"]


def read(client, address="/sitemap.xml"):
    """Path and day of each entry; None where no day is given."""
    response = client.get(address, headers={"host": "evil.example"})
    assert response.status_code == 200
    assert b"evil.example" not in response.content
    root = ET.fromstring(response.content)
    found = {}
    for entry in root:
        address = entry.find("s:loc", NAMES).text
        assert address.startswith(f"{SITE}/")
        assert address.removeprefix(SITE) not in found
        found[address.removeprefix(SITE)] = entry.findtext("s:lastmod", None, NAMES)
    return found


def day(moment):
    return moment.astimezone(datetime.UTC).date().isoformat()


def test_an_empty_site_has_its_lists_and_no_dates(client):
    lists = ["/", "/articles/", "/comparisons/", "/technologies/", "/features/", "/proofs/", "/compare/", "/choose/"]
    lists += ["/trust/", "/feeds/", "/data/"]
    assert read(client) == dict.fromkeys(lists)


def test_every_public_page_is_there_with_the_day_its_substance_changed(client):
    topic = make_topic(name="Web")
    make_article(slug="old", published_at=hours_ago(2400), updated_at=hours_ago(1200), topic=topic)
    Article.objects.update(author=make_author(slug="ada"))
    technologies = [make_technology(name="Django"), make_technology(name="Flask")]
    features = [make_feature(name="Admin panel")]
    make_comparison(technologies, features, slug="d-f", published_at=hours_ago(2400), updated_at=hours_ago(2000))
    Fact.objects.filter(technology__slug="django").update(changed_on="2026-03-04")
    Fact.objects.filter(technology__slug="flask").update(changed_on="2026-02-03")
    Article.objects.filter(slug="d-f").update(updated_at="2026-01-01T00:00Z", published_at="2026-01-01T00:00Z")
    Article.objects.filter(slug="old").update(updated_at="2026-02-01T00:00Z", published_at="2026-01-01T00:00Z")
    assert read(client) == {
        "/": None,
        "/articles/": None,
        "/comparisons/": None,
        "/technologies/": None,
        "/features/": None,
        "/proofs/": None,
        "/compare/": None,
        "/choose/": None,
        "/trust/": None,
        "/feeds/": None,
        "/data/": None,
        "/articles/old/": "2026-02-01",
        "/comparisons/d-f/": "2026-03-04",
        "/technologies/django/": "2026-03-04",
        "/technologies/flask/": "2026-02-03",
        "/features/admin-panel/": "2026-03-04",
        "/facts/admin-panel/django/": "2026-03-04",
        "/facts/admin-panel/flask/": "2026-02-03",
        "/topics/web/": "2026-02-01",
        "/authors/ada/": "2026-02-01",
    }


def test_a_comparison_is_as_new_as_the_later_of_its_text_and_the_facts_it_shows(client):
    comparison = make_comparison(slug="x", updated_at=hours_ago(1))
    Fact.objects.update(changed_on="2020-01-01")
    assert read(client)["/comparisons/x/"] == day(comparison.updated_at)


def test_a_fact_that_a_comparison_does_not_show_leaves_its_day_alone(client):
    comparison = make_comparison(slug="x")
    column = comparison.subjects.first().technology
    Fact.objects.update(changed_on="2020-01-01")
    make_fact(column, make_feature(), changed_on="2026-11-01")
    make_fact(make_technology(), comparison.rows.first().feature, changed_on="2026-11-02")
    Article.objects.update(updated_at="2021-01-01T00:00Z")
    assert read(client)["/comparisons/x/"] == "2021-01-01"


def test_what_has_no_facts_and_a_table_without_rows_are_listed_too(client):
    make_technology(slug="bare")
    make_comparison(slug="y", features=[], published_at="2026-01-05T00:00Z")
    found = read(client)
    assert found["/technologies/bare/"] is None
    assert found["/comparisons/y/"] == "2026-01-05"


def test_unpublished_work_and_topics_and_authors_of_nothing_else_are_not_listed(client):
    hidden = make_topic(slug="hidden")
    make_article(slug="draft", status="draft", topic=hidden, author=make_author(slug="pen-name"))
    make_article(slug="withdrawn", status="withdrawn", topic=hidden)
    make_article(slug="scheduled", published_at=hours_ago(-1), topic=hidden)
    make_comparison(slug="draft-table", status="draft", topic=hidden)
    make_topic(slug="empty")
    found = read(client)
    for slug in ("draft", "withdrawn", "scheduled", "draft-table", "hidden", "empty", "pen-name"):
        assert not [path for path in found if slug in path]


def test_a_topic_is_as_new_as_the_scheduled_page_that_just_appeared_on_it(client):
    article = make_article(published_at=hours_ago(1), updated_at=hours_ago(1000), topic=make_topic(slug="web"))
    found = read(client)
    assert found["/topics/web/"] == day(article.published_at)


def test_the_number_of_queries_does_not_grow_with_the_pages(client, django_assert_num_queries):
    def add():
        make_article(topic=make_topic())
        make_comparison(topic=make_topic(), author=make_author())

    add()
    queries = 15
    with django_assert_num_queries(queries):
        read(client)
    for _ in range(5):
        add()
    with django_assert_num_queries(queries):
        read(client)


def test_a_large_site_has_an_index_whose_files_together_hold_every_page(client, monkeypatch):
    for number in range(3):
        make_article(slug=f"a-{number}", published_at="2026-01-05T00:00Z")
    whole = read(client)
    monkeypatch.setattr(sitemaps, "PER_FILE", 2)
    index = read(client)
    assert {"/sitemap-articles.xml", "/sitemap-articles.xml?p=2"} < set(index)
    files = [read(client, address) for address in index]
    assert {path: lastmod for file in files for path, lastmod in file.items()} == whole
    assert sum(len(file) for file in files) == len(whole)


def test_an_unknown_section_or_file_is_not_found(client):
    assert client.get("/sitemap-nothing.xml").status_code == 404
    assert client.get("/sitemap.xml?p=2").status_code == 404
    assert client.get("/sitemap.xml?p=x").status_code == 404


def test_a_sitemap_that_did_not_change_is_not_sent_twice(reader):
    article = make_article()
    first = reader.get("/sitemap.xml")
    assert "Last-Modified" not in first
    assert first["Cache-Control"].startswith("public, max-age=3600, ")
    assert first["Vary"] == "Accept-Encoding"
    kept = {"If-None-Match": first["ETag"]}
    assert reader.get("/sitemap.xml", headers=kept).status_code == 304
    article.status = "withdrawn"
    article.save()
    assert reader.get("/sitemap.xml", headers=kept).status_code == 200
