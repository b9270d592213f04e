"""What pages say about themselves, read from the pages as those do who index or link to them."""

import json
from html.parser import HTMLParser

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from comparisons.models import Fact
from tests.factories import (
    make_article,
    make_author,
    make_comparison,
    make_faq,
    make_feature,
    make_technology,
    make_topic,
)

pytestmark = pytest.mark.django_db

SITE = "https://hub.example"


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = SITE


class Head(HTMLParser):
    """Title, meta elements, canonical address, structured data and visible trail of a page."""

    def __init__(self, html):
        super().__init__()
        self.meta, self.blocks, self.title, self.trail, self.canonical, self.inside = {}, [], "", [], None, []
        self.feed(html)
        self.data = {part["@type"]: part for block in self.blocks for part in json.loads(block)["@graph"]}

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "meta" and (name := attrs.get("property") or attrs.get("name")):
            assert name not in self.meta, name
            self.meta[name] = attrs["content"]
        elif tag == "link" and attrs["rel"] == "canonical":
            assert self.canonical is None
            self.canonical = attrs["href"]
        elif attrs.get("type") == "application/ld+json":
            self.inside.append("data")
        elif tag == "title":
            self.inside.append("title")
        elif tag == "nav":
            self.inside.append("trail" if attrs.get("class") == "trail" else "nav")

    def handle_endtag(self, tag):
        if self.inside and tag in ("script", "title", "nav"):
            self.inside.pop()

    def handle_data(self, data):
        where = self.inside[-1] if self.inside else ""
        if where == "data":
            self.blocks.append(data)
        elif where == "title":
            self.title += data
        elif where == "trail" and data.strip():
            self.trail.append(data.strip())


def head(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, address
    return Head(response.content.decode())


def local(address):
    assert address.startswith(f"{SITE}/")
    return address.removeprefix(SITE)


@pytest.fixture
def comparison():
    comparison = make_comparison(
        [make_technology(name="Django", summary="A framework"), make_technology(name="FastAPI")],
        [make_feature(name="ORM"), make_feature(name="Admin panel")],
        title="Django vs FastAPI",
        summary="Which one for what.",
        verdict="Take **Django** for pages. Take FastAPI for APIs.",
        author=make_author(name="The Learning Hub editors"),
        topic=make_topic(name="Web"),
        published_at="2026-01-02T03:04Z",
        updated_at="2026-02-03T00:00Z",
    )
    Fact.objects.update(changed_on="2026-03-04")
    make_faq(comparison, question="Which is faster?", answer="It *depends* on `x < y`.[^1]\n\n[^1]: Note.")
    return comparison


@pytest.fixture
def every_page(comparison):
    article = make_article(title="Plain", topic=Article.objects.get().topic)
    technology, feature = comparison.subjects.first().technology, comparison.rows.first().feature
    pages = [comparison, article, technology, feature, comparison.topic, comparison.author]
    names = ["articles", "comparisons", "technologies", "features", "compare", "choose", "search", "feeds"]
    lists = [f"/{name}/" for name in names]
    return ["/", *lists, "/compare/?t=django&t=fastapi", *(page.get_absolute_url() for page in pages)]


def test_every_page_has_all_that_those_who_link_to_it_need(client, every_page):
    titles = set()
    for address in every_page:
        page = head(client, f"{address}{'&' if '?' in address else '?'}utm_source=x")
        meta = page.meta
        assert page.title in (meta["og:title"], f"{meta['og:title']} · Learning Hub"), address
        assert meta["description"] == meta["og:description"], address
        assert len(meta["description"]) > 10
        assert page.canonical == meta["og:url"] == f"{SITE}{address}"
        assert meta["og:site_name"] == "Learning Hub"
        assert meta["og:type"] == ("article" if "article:published_time" in meta else "website")
        assert meta["twitter:card"] == "summary_large_image"
        assert (meta["og:image:width"], meta["og:image:height"]) == ("1200", "630")
        assert meta["og:image:alt"]
        assert meta["og:image"].startswith(f"{SITE}/")
        titles.add(page.title)
    assert len(titles) == len(every_page)


def test_the_trail_in_the_data_is_the_one_on_the_page(client, every_page):
    for address in every_page[1:]:
        page = head(client, address)
        items = page.data["BreadcrumbList"]["itemListElement"]
        assert [item["name"] for item in items] == page.trail, address
        for item in items:
            assert client.get(local(item["item"])).status_code == 200


def test_a_page_that_is_not_there_is_described_too(client):
    page = head(client, "/nowhere", status=404)
    assert page.title == "Not found · Learning Hub"
    assert page.canonical == f"{SITE}/"


def test_the_data_of_a_comparison_is_true_to_the_page(client, comparison):
    page = head(client, "/comparisons/django-vs-fastapi/?only=differences")
    article = page.data["Article"]
    assert article["headline"] == "Django vs FastAPI"
    assert article["description"] == "Which one for what."
    assert article["datePublished"] == page.meta["article:published_time"] == "2026-01-02T03:04:00+00:00"
    assert article["dateModified"] == page.meta["article:modified_time"] == "2026-03-04"
    assert article["author"] == {
        "@type": "Organization",
        "name": "The Learning Hub editors",
        "url": f"{SITE}/authors/the-learning-hub-editors/",
    }
    assert article["articleSection"] == "Web"
    assert article["image"]["url"] == page.meta["og:image"]
    question = page.data["FAQPage"]["mainEntity"][0]
    assert question["name"] == "Which is faster?"
    assert question["acceptedAnswer"]["text"].startswith("It depends on x < y. Note.")


def test_a_table_is_a_data_set_with_its_features_and_its_files(client, comparison):
    data = head(client, comparison.get_absolute_url()).data["Dataset"]
    assert data["variableMeasured"] == ["ORM", "Admin panel"]
    assert data["dateModified"] == "2026-03-04"
    assert data["creator"]["name"] == "Learning Hub"
    assert len(data["description"]) > 50
    for download in data["distribution"]:
        response = client.get(local(download["contentUrl"]))
        assert response.status_code == 200
        assert response["Content-Type"].startswith(download["encodingFormat"])


def test_the_facts_of_a_technology_are_a_data_set(client, comparison):
    page = head(client, "/technologies/django/")
    assert page.data["Dataset"]["name"] == "Facts about Django"
    assert page.data["Dataset"]["variableMeasured"] == ["ORM", "Admin panel"]
    assert page.meta["description"].startswith("A framework. Every fact")
    assert "Dataset" not in head(client, make_technology().get_absolute_url()).data


def test_a_plain_article_has_the_date_of_its_text_and_a_person_as_its_author(client):
    article = make_article(
        author=make_author(name="Ada"), body="No summary,\nbut a [lead](/x).\n\n## More", updated_at="2026-02-03T04:05Z"
    )
    page = head(client, article.get_absolute_url())
    assert page.data["Article"]["author"]["@type"] == "Person"
    assert page.data["Article"]["dateModified"] == "2026-02-03T04:05:00+00:00"
    assert page.meta["description"] == "No summary, but a lead."
    assert "FAQPage" not in page.data
    assert "Dataset" not in page.data


def test_home_says_whose_site_it_is(client):
    site = head(client, "/").data["WebSite"]
    assert site["name"] == site["publisher"]["name"] == "Learning Hub"


def test_no_title_can_leave_the_data_or_an_attribute(client):
    title = 'A "</script><script>alert(1)</script>" & <!-- b'
    comparison = make_comparison(title=title, summary=title)
    make_faq(comparison, question=title, answer="`</script>`")
    response = client.get(comparison.get_absolute_url())
    assert b"<script>" not in response.content
    page = Head(response.content.decode())
    assert page.data["Article"]["headline"] == page.meta["og:title"] == page.meta["og:description"] == title
    assert page.data["FAQPage"]["mainEntity"][0]["acceptedAnswer"]["text"] == "</script>"


def test_a_comparison_without_columns_and_rows_has_a_page_still(client):
    page = head(client, make_comparison([], []).get_absolute_url())
    assert "Dataset" not in page.data
    assert page.meta["description"].startswith("Technologies side by side")


def test_metadata_costs_no_query(client, comparison, monkeypatch):
    address = comparison.get_absolute_url()
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    monkeypatch.setattr("comparisons.metadata.of_comparison", lambda *args: None)
    with CaptureQueriesContext(connection) as without:
        client.get(address)
    assert len(captured) == len(without)
