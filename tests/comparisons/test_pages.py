"""The public pages, asked for as a reader does."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from comparisons.models import Fact
from tests.factories import (
    make_article,
    make_author,
    make_comparison,
    make_fact,
    make_faq,
    make_feature,
    make_release,
    make_technology,
    make_topic,
)

pytestmark = pytest.mark.django_db


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def queries(client, address):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.fixture
def comparison():
    technologies = [make_technology(name="Django"), make_technology(name="FastAPI")]
    for technology in technologies:
        make_release(technology, "6.1.3", released_on="2026-11-03", note="Security fixes.")
    comparison = make_comparison(
        technologies,
        [make_feature(name="ORM"), make_feature(name="Latest stable", derived_from="latest_release")],
        title="Django vs FastAPI",
        summary="Which one for what.",
        body="Short answer first.\n\n## Performance\n\nIt depends.",
        verdict="Take **Django** for pages.",
        author=make_author(name="The Learning Hub editors"),
        facts=False,
    )
    orm = comparison.rows.get(position=0).feature
    make_fact(technologies[0], orm, level="yes", value="Built in", note="Since 2005.", verified_version="6.1")
    make_fact(technologies[1], orm, level="no", value="None built in", note="SQLModel in the docs.")
    make_faq(comparison, question="Which is faster?", answer="It *depends*.")
    return comparison


def test_a_comparison_page_shows_every_part(client, comparison):
    html = page(client, "/comparisons/django-vs-fastapi/")
    for part in [
        '<h1 dir="auto">Django vs FastAPI</h1>',
        "Which one for what.",
        ">The Learning Hub editors</a>",
        "Short answer first.",
        '<caption dir="auto">Django vs FastAPI</caption>',
        'scope="col"',
        'scope="row"',
        "Built in",
        "None built in",
        "Since 2005.",
        "Checked against 6.1 on",
        "6.1.3 (3 November 2026)",
        "Security fixes.",
        'id="section-performance"',
        "Choose Django when",
        "<strong>Django</strong>",
        'id="faq-which-is-faster"',
        "<em>depends</em>",
        "answers checked, the oldest on 22 November 2026",
        'href="https://example.org/',
    ]:
        assert part in html, part
    main = html[html.index("<main") :]
    parts = ["At a glance", "Short answer first.", "for pages.", "Choose Django when", "<table", "It depends."]
    assert sorted(parts, key=main.index) == parts


def test_last_updated_follows_the_text_and_the_facts(client, comparison):
    Article.objects.update(updated_at="2026-01-02T00:00Z")
    Fact.objects.update(changed_on="2026-01-01")
    assert 'Last updated <time datetime="2026-01-02">' in page(client, comparison.get_absolute_url())
    Fact.objects.update(changed_on="2026-03-04")
    assert 'Last updated <time datetime="2026-03-04">' in page(client, comparison.get_absolute_url())


def test_rows_and_cells_have_anchors_that_outlive_a_new_name(client, comparison):
    feature = comparison.rows.first().feature
    feature.name = "Object-relational mapper"
    feature.save()
    html = page(client, comparison.get_absolute_url())
    assert '<tr id="orm" role="row">' in html
    assert 'id="orm-django"' in html


def test_no_id_stands_twice_on_a_comparison_page(client, comparison):
    comparison.body = "## ORM\n\n## Verdict\n\n## ORM\n\n[^1]\n\n[^1]: Note."
    comparison.save()
    ids = [part.split('"')[0] for part in page(client, comparison.get_absolute_url()).split(' id="')[1:]]
    assert len(ids) == len(set(ids))


def test_changing_a_fact_changes_every_page_that_shows_it(client, comparison):
    fact = comparison.subjects.first().technology.facts.get()
    fact.value = "Changed for all"
    fact.save()
    for address in ["/comparisons/django-vs-fastapi/", "/technologies/django/", "/features/orm/"]:
        assert "Changed for all" in page(client, address)


def test_a_new_release_changes_every_page_that_shows_the_latest(client, comparison):
    make_release(comparison.subjects.first().technology, "6.2", released_on="2026-11-20")
    for address in [
        "/comparisons/django-vs-fastapi/",
        "/technologies/django/",
        "/features/latest-stable/",
        "/technologies/",
    ]:
        assert "6.2 (20 November 2026)" in page(client, address), address


def test_a_fact_without_source_appears_as_unknown_whatever_its_row_says(client, comparison):
    comparison.subjects.first().technology.facts.get().sources.all().delete()
    html = page(client, comparison.get_absolute_url())
    cell = html.split('<td role="cell">')[1].split("</td>")[0]
    assert "Not checked yet" in cell
    assert "Unknown" in cell
    assert "Built in" not in html


def test_what_an_editor_typed_is_escaped(client):
    technology = make_technology(name="<i>X</i>")
    make_fact(technology, make_feature(name="<b>F</b>"), value="<script>alert(1)</script>", note="<img onerror=x>")
    html = page(client, technology.get_absolute_url())
    for raw in ["<i>X", "<b>F", "<script>alert", "<img"]:
        assert raw not in html


def test_a_plain_article_is_not_a_comparison_and_the_other_way_round(client):
    assert client.get(f"/comparisons/{make_article().slug}/").status_code == 404
    assert client.get(f"/articles/{make_comparison().slug}/").status_code == 404


def test_a_former_slug_leads_to_the_present_address_with_its_query(client, comparison):
    technology = comparison.subjects.first().technology
    for thing, base in [(comparison, "/comparisons/"), (technology, "/technologies/"), (make_topic(), "/topics/")]:
        former = f"{base}{thing.slug}/"
        thing.slug = f"new-{thing.slug}"
        thing.save()
        response = client.get(f"{former}?a=1")
        assert response.status_code == 301
        assert response["Location"] == f"{base}{thing.slug}/?a=1"


def test_a_former_slug_of_a_draft_gives_nothing_away(client):
    draft = make_article(status="draft")
    former = draft.slug
    draft.slug = "secret-new-name"
    draft.save()
    response = client.get(f"/articles/{former}/")
    assert response.status_code == 404
    assert b"secret-new-name" not in response.content


def test_pages_in_any_script_have_addresses(client):
    assert client.get(make_article(title="日本語").get_absolute_url()).status_code == 200


def test_related_work_shares_technologies_the_closest_first(client):
    a, b, c = (make_technology() for _ in range(3))
    subject = make_comparison([a, b], title="Subject")
    make_comparison([a, c], title="Shares one")
    make_comparison([a, b], title="Shares two")
    make_comparison([c, make_technology()], title="Shares none")
    related = page(client, subject.get_absolute_url()).split('id="related"')[1]
    assert related.index("Shares two") < related.index("Shares one")
    assert "Shares none" not in related


@pytest.mark.parametrize("address", ["/", "/articles/", "/comparisons/", "/technologies/", "/features/", "/feeds/"])
def test_the_queries_of_a_list_do_not_grow_with_its_rows(client, address):
    make_comparison(topic=make_topic(), author=make_author())
    make_article(topic=make_topic())
    few = queries(client, address)
    for _ in range(8):
        comparison = make_comparison(topic=make_topic(), author=make_author())
        make_release(comparison.subjects.first().technology)
        make_article(topic=make_topic(), author=make_author())
    assert queries(client, address) == few


def test_the_queries_of_a_comparison_do_not_grow_with_its_table(client):
    small = make_comparison()
    large = make_comparison([make_technology() for _ in range(6)], [make_feature() for _ in range(200)])
    for comparison in (small, large):
        make_faq(comparison)
    assert queries(client, large.get_absolute_url()) == queries(client, small.get_absolute_url()) <= 11


def test_the_queries_of_technology_feature_and_topic_do_not_grow(client):
    technology, feature, topic = make_technology(), make_feature(), make_topic()

    def fill(count):
        for _ in range(count):
            other = make_feature()
            make_fact(technology, other)
            make_comparison([technology, make_technology()], [feature, other], topic=topic)

    fill(2)
    addresses = [thing.get_absolute_url() for thing in (technology, feature, topic)]
    few = [queries(client, address) for address in addresses]
    fill(8)
    assert [queries(client, address) for address in addresses] == few


def test_public_pages_set_no_cookie_and_do_not_vary_by_one(client, comparison):
    for address in ["/", "/articles/", "/comparisons/django-vs-fastapi/", "/technologies/", "/nowhere", "/feeds/"]:
        response = client.get(address)
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")


def test_every_page_carries_the_strict_policy(client, comparison):
    for address in ["/", "/comparisons/django-vs-fastapi/", "/nowhere", "/admin/login/"]:
        policy = client.get(address)["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_canonical_addresses_and_feeds_are_announced(client, comparison, settings):
    html = page(client, "/comparisons/django-vs-fastapi/?utm=1")
    assert f'<link rel="canonical" href="{settings.SITE_URL}/comparisons/django-vs-fastapi/">' in html
    for feed in ["/feeds/rss.xml", "/feeds/atom.xml", "/feeds/feed.json"]:
        assert f'href="{feed}"' in html
    assert 'href="/technologies/django/rss.xml"' in page(client, "/technologies/django/")


def test_the_error_page_needs_no_database(rf, db):
    from hub.views import server_error

    with CaptureQueriesContext(connection) as captured:
        response = server_error(rf.get("/"))
    assert response.status_code == 500
    assert len(captured) == 0
