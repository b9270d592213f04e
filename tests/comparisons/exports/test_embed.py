"""A table in a frame on somebody else's page, and nothing else of ours in any frame."""

from html import unescape

import pytest

from comparisons.models import Fact
from tests.comparisons.test_pages import page, queries
from tests.factories import (
    hours_ago,
    make_article,
    make_comparison,
    make_faq,
    make_feature,
    make_release,
    make_technology,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def comparison():
    technologies = [make_technology(name="Django"), make_technology(name="FastAPI")]
    return make_comparison(
        technologies, [make_feature(name="ORM")], title='Django "vs" FastAPI', slug="d-f", body="Secret of the page."
    )


def test_the_embed_is_the_table_with_its_dates_and_where_it_is_from(client, comparison, settings):
    html = page(client, "/comparisons/d-f/embed/")
    url = f"{settings.SITE_URL}/comparisons/d-f/"
    assert Fact.objects.first().value in html
    assert f'From <a href="{url}">Learning Hub</a>' in html
    assert "Last updated <time" in html
    assert "Oldest check of a fact <time" in html
    assert '<base target="_top">' in html
    assert "Secret of the page" not in html
    assert "<nav" not in html
    assert "<script" not in html


def test_the_embed_is_found_by_its_page_only(client, comparison, settings):
    html = page(client, "/comparisons/d-f/embed/")
    assert '<meta name="robots" content="noindex">' in html
    assert f'<link rel="canonical" href="{settings.SITE_URL}/comparisons/d-f/">' in html


def test_the_embed_may_be_framed_and_keeps_the_rest_of_the_policy(client, comparison):
    response = client.get("/comparisons/d-f/embed/")
    policy = response["Content-Security-Policy"]
    assert "X-Frame-Options" not in response
    assert "frame-ancestors *" in policy
    usual = client.get("/comparisons/d-f/")["Content-Security-Policy"]
    assert policy.replace("frame-ancestors *", "frame-ancestors 'none'") == usual


def test_nothing_else_may_be_framed(client, comparison):
    article, technology = make_article(), comparison.subjects.first().technology
    pages = [item.get_absolute_url() for item in (article, comparison, technology, comparison.rows.first().feature)]
    lists = ["/", "/articles/", "/comparisons/", "/technologies/", "/features/", "/compare/", "/choose/", "/feeds/"]
    machines = ["/comparisons/d-f.json", "/comparisons/d-f.csv", "/comparisons/d-f.md", "/llms.txt", "/robots.txt"]
    hidden = ["/nowhere", "/comparisons/nope/embed/", "/articles/d-f/embed/", "/admin/login/"]
    for address in [*pages, *lists, *machines, *hidden, "/compare/?t=django&t=fastapi"]:
        response = client.get(address)
        assert response["X-Frame-Options"] == "DENY", address
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"], address


def test_the_page_offers_the_code_of_the_frame(client, comparison, settings):
    html = page(client, "/comparisons/d-f/")
    code = html.split("<textarea")[1].split(">", 1)[1].split("</textarea>")[0]
    assert "<" not in code
    assert unescape(code) == (
        f'<iframe src="{settings.SITE_URL}/comparisons/d-f/embed/" title="Django &quot;vs&quot; FastAPI" '
        'width="100%" height="600" loading="lazy"></iframe>'
    )


def test_only_published_comparisons_can_be_embedded(client):
    for fields in [{"status": "draft"}, {"status": "withdrawn"}, {"published_at": hours_ago(-1)}]:
        refused = 410 if fields.get("status") == "withdrawn" else 404
        assert client.get(f"/comparisons/{make_comparison(**fields).slug}/embed/").status_code == refused


def test_a_former_slug_leads_to_the_present_embed(client, comparison):
    comparison.slug = "renamed"
    comparison.save()
    response = client.get("/comparisons/d-f/embed/")
    assert (response.status_code, response["Location"]) == (301, "/comparisons/renamed/embed/")


def test_the_embed_is_sent_again_only_when_it_differs_and_sets_no_cookie(reader, comparison):
    first = reader.get("/comparisons/d-f/embed/")
    again = reader.get("/comparisons/d-f/embed/", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert "X-Frame-Options" not in first
    assert "frame-ancestors *" in first["Content-Security-Policy"]
    assert "Set-Cookie" not in first


def test_the_queries_of_an_embed_do_not_grow(client, comparison):
    large = make_comparison([make_technology() for _ in range(6)], [make_feature() for _ in range(40)])
    make_release(large.subjects.first().technology)
    make_faq(large), make_faq(comparison)
    few = queries(client, "/comparisons/d-f/embed/")
    assert queries(client, f"/comparisons/{large.slug}/embed/") == few <= 9
