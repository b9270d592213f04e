"""The addresses by which work leaves: who may have what, announced where, sent again when, at which cost."""

import pytest

from comparisons.models import Fact
from tests.comparisons.exports.exported import SITE, TYPES, addresses, make_exported
from tests.comparisons.exports.test_exports import data
from tests.comparisons.test_pages import page, queries
from tests.factories import (
    hours_ago,
    make_article,
    make_author,
    make_comparison,
    make_faq,
    make_feature,
    make_release,
    make_technology,
)

pytestmark = pytest.mark.django_db

FORMS = pytest.mark.parametrize("form", ["csv", "json", "md"])


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = SITE


@pytest.fixture
def comparison():
    return make_exported()


@FORMS
def test_chosen_technologies_leave_in_every_form_too(client, comparison, form):
    response = client.get(f"/compare.{form}?t=fastapi&t=django&utm=1")
    assert response.status_code == 200
    assert response["Content-Type"] == TYPES[form]
    text = response.content.decode()
    assert "Built in" in text
    assert "The editors" not in text


def test_chosen_technologies_keep_their_order_and_name_the_canonical_page(client, comparison):
    answer = data(client, "/compare.json?t=fastapi&t=django")
    assert [technology["slug"] for technology in answer["technologies"]] == ["fastapi", "django"]
    assert answer["url"] == f"{SITE}/compare/?t=django&t=fastapi"
    response = client.get("/compare.csv?t=fastapi&t=django")
    assert response["Link"] == f'<{SITE}/compare/?t=django&t=fastapi>; rel="canonical"'
    assert "fastapi-vs-django.csv" in response["Content-Disposition"]


@FORMS
@pytest.mark.parametrize("query", ["", "t=django", "t=django&t=django", "t=django&t=nope", "t=%00&t=" + "x" * 5000])
def test_fewer_than_two_technologies_are_a_404(client, comparison, form, query):
    assert client.get(f"/compare.{form}?{query}").status_code == 404


@FORMS
def test_more_than_six_technologies_are_a_404(client, form):
    query = "&".join(f"t={make_technology().slug}" for _ in range(7))
    assert client.get(f"/compare.{form}?{query}").status_code == 404


@FORMS
def test_only_published_work_leaves(client, form):
    for fields in [{"status": "draft"}, {"status": "withdrawn"}, {"published_at": hours_ago(-1)}]:
        refused = 410 if fields.get("status") == "withdrawn" else 404
        secret = make_comparison(title="Secret", **fields)
        assert client.get(f"/comparisons/{secret.slug}.{form}").status_code == refused
        article = make_article(title="Secret", **fields)
        assert client.get(f"/articles/{article.slug}.md").status_code == refused
    assert client.get(f"/comparisons/{make_article().slug}.{form}").status_code == 404
    assert client.get(f"/articles/{make_comparison().slug}.md").status_code == 404


@FORMS
def test_a_former_slug_leads_to_the_same_form(client, comparison, form):
    comparison.slug = "renamed"
    comparison.save()
    response = client.get(f"/comparisons/django-vs-fastapi.{form}?x=1")
    assert (response.status_code, response["Location"]) == (301, f"/comparisons/renamed.{form}?x=1")


def test_a_former_slug_leads_to_the_markdown_of_everything(client, comparison):
    things = [make_article(), *(row.feature for row in comparison.rows.all()[:1])]
    for thing in [*things, comparison.subjects.first().technology]:
        former = thing.get_absolute_url().removesuffix("/")
        thing.slug = f"new-{thing.pk}"
        thing.save()
        response = client.get(f"{former}.md")
        assert (response.status_code, response["Location"]) == (301, f"{thing.get_absolute_url()[:-1]}.md")


def test_every_form_is_announced_by_its_page_answers_and_names_it(client, comparison):
    make_article().subjects.create(technology=comparison.subjects.first().technology)
    for address, beside in addresses(comparison).items():
        form = address.partition("?")[0].rpartition(".")[2]
        kind = TYPES[form].partition(";")[0]
        link = f'<link rel="alternate" type="{kind}" href="{address.replace("&", "&amp;")}">'
        assert link in page(client, beside), address
        response = client.get(address)
        assert response.status_code == 200
        assert response["Content-Type"] == TYPES[form]
        assert response["Link"] == f'<{SITE}{beside}>; rel="canonical"'
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")


def test_no_form_is_announced_where_there_is_none(client, comparison):
    for address in ["/", "/compare/", "/feeds/", "/articles/", "/topics/web/", "/comparisons/nope/", "/nowhere"]:
        html = client.get(address).content.decode()
        assert "text/markdown" not in html, address
        assert "text/csv" not in html, address


def test_every_form_is_sent_again_only_when_it_differs(reader, comparison):
    make_article()
    for address in addresses(comparison):
        first = reader.get(address)
        again = reader.get(address, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b""), address
        assert "max-age" in first["Cache-Control"]
    stale = reader.get("/comparisons/django-vs-fastapi.csv")["ETag"]
    fact = Fact.objects.get(level="yes")
    fact.value = "Quite different"
    fact.save()
    changed = reader.get("/comparisons/django-vs-fastapi.csv", headers={"If-None-Match": stale})
    assert b"Quite different" in changed.content


def test_programs_may_look_and_nothing_else(client, comparison):
    make_article()
    for address in [*addresses(comparison), "/schema/comparison.json"]:
        assert client.head(address).content == b""
        assert client.post(address).status_code == 405


def test_the_queries_do_not_grow_with_the_table(client, comparison):
    article = make_article()
    few = {address: queries(client, address) for address in addresses(comparison)}
    technology, feature = comparison.subjects.first().technology, comparison.rows.first().feature
    for _ in range(6):
        other = make_feature()
        make_comparison([technology, make_technology()], [feature, other], topic=comparison.topic, author=make_author())
        make_release(technology, f"{Fact.objects.count()}.0")
        comparison.rows.create(feature=other, position=9)
        make_faq(comparison)
        make_faq(article)
        article.subjects.create(technology=make_technology())
    assert {address: queries(client, address) for address in addresses(comparison) if "articles/" not in address} == {
        address: count for address, count in few.items() if "articles/" not in address
    }
    assert queries(client, f"/articles/{article.slug}.md") == few[f"/articles/{article.slug}.md"]


def test_hidden_work_is_in_no_list_of_links(client, comparison):
    technology, feature = comparison.subjects.first().technology, comparison.rows.first().feature
    for fields in [{"status": "draft"}, {"status": "withdrawn"}, {"published_at": hours_ago(-1)}]:
        others = [technology, make_technology()]
        make_comparison(others, [feature], title="Secret", topic=comparison.topic, **fields)
        make_article(title="Secret", topic=comparison.topic, **fields).subjects.create(technology=technology)
    make_article()
    for address in addresses(comparison):
        assert "Secret" not in page(client, address), address


def test_the_table_says_how_to_take_it_along(client, comparison):
    html = page(client, "/comparisons/django-vs-fastapi/")
    for form in ("csv", "json", "md"):
        assert f'<a href="/comparisons/django-vs-fastapi.{form}">' in html
    html = page(client, "/compare/?t=fastapi&t=django&only=differences")
    for form in ("csv", "json", "md"):
        assert f'<a href="/compare.{form}?t=fastapi&amp;t=django">' in html
