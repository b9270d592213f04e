"""Lists of pages: what they show, how they are narrowed, and what never appears in them."""

import re

import pytest

from articles.models import Tag
from comparisons.models import FeatureGroup
from tests.comparisons.test_pages import page
from tests.factories import (
    hours_ago,
    make_article,
    make_comparison,
    make_fact,
    make_feature,
    make_technology,
    make_topic,
)

pytestmark = pytest.mark.django_db


def hidden_pages(topic, tag, technology):
    """Everything that readers must not see, tied to all that could show it."""
    for fields in [{"status": "draft"}, {"status": "withdrawn"}, {"published_at": hours_ago(-1)}]:
        shared = {"topic": topic, "tags": [tag], "summary": "Secret summary", "body": "Secret body", "featured": True}
        yield make_article(title="Secret article", **shared, **fields)
        feature = make_feature(name=f"Feature {fields}"[:70])
        yield make_comparison(
            [technology, make_technology()], [feature], title="Secret comparison", **fields, topic=topic
        )


def test_hidden_work_appears_nowhere(client):
    topic, tag, technology = make_topic(), Tag.objects.create(name="tag"), make_technology()
    shown = make_comparison([technology, make_technology()], topic=topic, title="Shown comparison")
    article = make_article(topic=topic, tags=[tag], title="Shown article")
    article.subjects.create(technology=technology)
    hidden = list(hidden_pages(topic, tag, technology))
    for secret in hidden:
        refused = 410 if secret.status == "withdrawn" else 404
        assert client.get(secret.get_absolute_url()).status_code == refused
        other = {"article": "comparisons", "comparison": "articles"}[secret.kind]
        assert client.get(f"/{other}/{secret.slug}/").status_code == refused
    listing = [
        f"/articles/?topic={topic.slug}",
        f"/articles/?tag={tag.slug}",
        f"/articles/?technology={technology.slug}",
    ]
    features = [secret.rows.first().feature.get_absolute_url() for secret in hidden if secret.kind == "comparison"]
    single = [page.get_absolute_url() for page in (shown, article, topic, technology)]
    for address in ["/", "/articles/", "/comparisons/", "/feeds/", "/nowhere", *listing, *features, *single]:
        assert "Secret" not in client.get(address).content.decode(), address


@pytest.mark.parametrize("query", ["topic=nope", "tag=%00", "technology=x'--", "kind=zebra", "topic=1&topic=2"])
def test_a_filter_that_means_nothing_finds_nothing(client, query):
    make_article(title="Visible")
    html = page(client, f"/articles/?{query}")
    assert "Visible" not in html
    assert "Nothing matches" in html


def test_an_unknown_parameter_is_ignored(client):
    make_article(title="Visible")
    assert "Visible" in page(client, "/articles/?utm_source=x&page=1")


@pytest.mark.parametrize("number", ["0", "-1", "2", "abc", "1e3", "9" * 5000, "%00"])
def test_a_page_of_a_list_that_does_not_exist_is_a_helpful_404(client, number):
    make_article()
    response = client.get(f"/articles/?page={number}")
    assert response.status_code == 404
    assert b"All comparisons" in response.content


def test_filters_narrow_by_topic_tag_technology_and_kind(client):
    topic, tag, technology = make_topic(), Tag.objects.create(name="async"), make_technology()
    make_article(title="With topic", topic=topic)
    make_article(title="With tag", tags=[tag])
    make_comparison([technology, make_technology()], title="With technology")
    expected = {
        f"topic={topic.slug}": "With topic",
        f"tag={tag.slug}": "With tag",
        f"technology={technology.slug}": "With technology",
        "kind=comparison": "With technology",
    }
    for query, title in expected.items():
        html = page(client, f"/articles/?{query}")
        assert [name for name in ("With topic", "With tag", "With technology") if name in html] == [title]


def test_lists_are_paginated_and_keep_their_filter(client):
    topic = make_topic()
    for _ in range(25):
        make_article(topic=topic)
    html = page(client, f"/articles/?topic={topic.slug}")
    assert "Page 1 of 2" in html
    assert f"?topic={topic.slug}&amp;page=2" in html
    assert page(client, f"/articles/?topic={topic.slug}&page=2").count("page-item-title") == 5


@pytest.mark.parametrize("method", ["post", "put", "delete", "trace"])
def test_public_pages_are_only_read(client, method):
    make_article(topic=make_topic())
    for address in ["/", "/articles/", "/compare/", "/technologies/", "/feeds/", make_comparison().get_absolute_url()]:
        assert getattr(client, method)(address).status_code == 405
        assert client.head(address).status_code == 200


def test_the_moment_of_a_publication_is_told_as_a_day(client):
    """The microseconds of a page that was published just now would be no valid HTML."""
    page = make_article(published_at=hours_ago(1).replace(microsecond=123456))
    for address in ("/articles/", page.get_absolute_url()):
        times = re.findall(r'<time datetime="(.*?)"', client.get(address).content.decode())
        assert times
        assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", time) for time in times)


def test_features_stand_with_their_group_where_groups_have_the_same_place(client):
    groups = [FeatureGroup.objects.create(name=name) for name in ("Data", "Web")]
    technologies = [make_technology(), make_technology()]
    for number in range(4):
        feature = make_feature(name=f"Feature {number}", group=groups[number % 2], position=number)
        for technology, level in zip(technologies, ("yes", "no"), strict=True):
            make_fact(technology, feature, level=level)
    assert re.findall(r"<summary>(\w+) <span>(\d)</span>", page(client, "/choose/")) == [("Data", "2"), ("Web", "2")]
    assert re.findall(r'<h2 dir="auto">(\w+)</h2>', page(client, "/features/")) == ["Data", "Web"]
