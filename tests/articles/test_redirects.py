"""Redirects at the desk, and the addresses that lead on by them."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.checklist import check
from articles.history import trash
from articles.models import Article, OldSlug
from tests.desk import change, make_staff, signed_in
from tests.factories import make_article, make_comparison, make_technology, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return signed_in(make_staff("Editors"))


@pytest.fixture
def orphan():
    owner = ContentType.objects.get_for_model(Article)
    return OldSlug.objects.create(content_type=owner, object_id=10**6, slug="gone")


@pytest.mark.parametrize("suffix", ["/", ".json", "/changes.xml"])
def test_a_former_address_leads_to_a_page_of_the_other_kind_too(client, suffix):
    make_article(slug="text").add_old_slugs(["gone"])
    assert client.get(f"/comparisons/gone{suffix}")["Location"] == "/articles/text/"
    make_comparison(slug="table").add_old_slugs(["gone"])
    assert client.get(f"/comparisons/gone{suffix}")["Location"] == f"/comparisons/table{suffix}"
    assert client.get("/articles/gone/")["Location"] == "/comparisons/table/"


def test_a_link_to_a_former_address_is_no_dead_link_once_that_leads_on(orphan):
    linking = make_article(body="[a](/articles/gone/) [k](/comparisons/gone/#part)", summary="Summary")
    assert [finding.place for finding in check(linking) if finding.is_error] == ["#id_body", "#id_body"]
    make_article(slug="text").add_old_slugs(["gone"])
    assert not [finding for finding in check(linking) if finding.is_error]


def test_the_list_says_where_each_redirect_leads_and_its_queries_do_not_grow(editor, orphan, django_assert_num_queries):
    def fill(start, end):
        for number in range(start, end):
            make_article(title=f"Page {number}").add_old_slugs([f"page-was-{number}"])
            make_topic(name=f"Topic {number}").add_old_slugs([f"topic-was-{number}"])

    fill(0, 2)
    address = "/admin/articles/oldslug/"
    html = editor.get(address).content.decode()
    assert all(name in html for name in ("Page 1", "Topic 1"))
    with CaptureQueriesContext(connection) as few:
        editor.get(address)
    fill(2, 20)
    with django_assert_num_queries(len(few)):
        editor.get(address)


def test_a_redirect_can_be_looked_at_and_not_changed(editor, orphan):
    html = editor.get(change(orphan)).content.decode()
    assert orphan.slug in html
    assert 'name="_save"' not in html
    assert editor.post(change(orphan), {"slug": "other"}).status_code == 403


def test_a_new_page_that_takes_the_address_of_a_deleted_one_for_a_moment_lets_it_lead_on(editor, client):
    page, other = make_article(slug="page"), make_article(slug="other")
    deletion = trash.discard(page)
    assert client.get("/articles/page/").status_code == 410
    for slug in ("page", "other"):
        other.slug = slug
        other.full_clean()
        other.save()
    assert client.get("/articles/page/")["Location"] == "/articles/other/"
    trash.undelete(deletion)
    assert client.get("/articles/page/").status_code == 200


@pytest.mark.parametrize(
    "asked", ["/articles/malgre%CC%81-tout/", "/articles/Malgr%C3%A9-Tout/", "/articles/MALGRE%CC%81-tout/"]
)
@pytest.mark.parametrize("suffix", ["/", ".md"])
def test_an_address_in_any_form_of_its_letters_leads_to_the_one_that_is_used(client, asked, suffix):
    make_article(title="Malgré tout")
    response = client.get(asked.removesuffix("/") + suffix + "?page=2")
    assert (response.status_code, response["Location"]) == (301, f"/articles/malgr%C3%A9-tout{suffix}?page=2")


def test_a_former_address_in_another_form_leads_straight_on(client):
    technology = make_technology(name="Old")
    technology.slug = "new"
    technology.save()
    assert client.get("/technologies/OLD/")["Location"] == "/technologies/new/"
    assert client.get("/technologies/NONE/").status_code == 404
    assert client.get("/technologies/none/").status_code == 404
