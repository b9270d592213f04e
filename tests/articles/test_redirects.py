"""Redirects at the desk: a former address that leads nowhere is pointed at another page of the hub."""

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.checklist import check
from articles.history import trash
from articles.models import Article, OldSlug
from tests.desk import change, errors_of, form_at, make_staff, signed_in
from tests.factories import make_article, make_comparison, make_technology, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return signed_in(make_staff("Editors"))


@pytest.fixture
def orphan():
    owner = ContentType.objects.get_for_model(Article)
    return OldSlug.objects.create(content_type=owner, object_id=10**6, slug="gone")


def point(client, redirect, address):
    return client.post(change(redirect), form_at(client, change(redirect), target=address))


def test_a_redirect_that_leads_nowhere_leads_to_another_page_and_follows_it_when_that_moves(editor, orphan, client):
    page = make_article(slug="here")
    assert client.get("/articles/gone/").status_code == 410
    assert point(editor, orphan, "/articles/here/").status_code == 302
    assert client.get("/articles/gone/?a=b")["Location"] == "/articles/here/?a=b"
    page.slug = "moved"
    page.save()
    assert client.get("/articles/gone/")["Location"] == "/articles/moved/"
    assert client.get("/articles/gone.md")["Location"] == "/articles/moved.md"


def test_a_deleted_page_too_may_lead_on_until_it_comes_back(editor, client):
    page, other = make_article(slug="page"), make_article(slug="other")
    deletion = trash.discard(page)
    assert point(editor, OldSlug.objects.get(slug="page"), other.get_absolute_url()).status_code == 302
    assert client.get("/articles/page/")["Location"] == "/articles/other/"
    trash.undelete(deletion)
    assert client.get("/articles/page/").status_code == 200


@pytest.mark.parametrize("suffix", ["/", ".json", "/changes.xml"])
def test_a_comparison_may_lead_on_to_an_article_and_the_other_way_round(editor, client, orphan, suffix):
    make_article(slug="text")
    make_comparison(slug="table")
    point(editor, orphan, "/articles/text/")
    assert client.get(f"/comparisons/gone{suffix}")["Location"] == "/articles/text/"
    point(editor, orphan, "/comparisons/table/")
    assert client.get(f"/comparisons/gone{suffix}")["Location"] == f"/comparisons/table{suffix}"
    assert client.get("/articles/gone/")["Location"] == "/comparisons/table/"


def test_a_target_that_is_itself_a_former_address_counts_as_where_it_leads(editor, orphan, client):
    page = make_article(slug="a")
    page.slug = "b"
    page.save()
    point(editor, orphan, "http://127.0.0.1:8000/articles/a/")
    assert client.get("/articles/gone/")["Location"] == "/articles/b/"


@pytest.mark.parametrize(
    "address",
    ["/articles/gone/", "/articles/no-such/", "/articles/draft/", "/about", "https://example.org/", "nonsense"],
)
def test_where_readers_find_nothing_nothing_may_lead(editor, orphan, address):
    make_article(slug="draft", status="draft")
    response = point(editor, orphan, address)
    assert "Readers find no page of this hub under that address." in errors_of(response)


def test_the_address_of_an_article_cannot_lead_to_a_technology(editor, orphan):
    make_technology(slug="django")
    response = point(editor, orphan, "/technologies/django/")
    assert "A former address of an article cannot lead to a technology." in errors_of(response)


def test_an_address_that_a_page_has_by_now_shows_that_page(editor, client):
    make_article(slug="other")
    page = make_article(slug="gone")
    owner = ContentType.objects.get_for_model(Article)
    redirect = OldSlug.objects.create(content_type=owner, object_id=page.pk, slug="gone")
    point(editor, redirect, "/articles/other/")
    assert client.get("/articles/gone/").status_code == 200


def test_a_link_to_a_former_address_is_no_dead_link_once_that_leads_on(editor, orphan):
    linking = make_article(body="[a](/articles/gone/) [k](/comparisons/gone/#part)", summary="Summary")
    assert [finding.place for finding in check(linking) if finding.is_error] == ["#id_body", "#id_body"]
    make_article(slug="text")
    point(editor, orphan, "/articles/text/")
    assert not [finding for finding in check(linking) if finding.is_error]


def test_the_form_shows_where_a_redirect_leads(editor):
    topic = make_topic(slug="new")
    topic.add_old_slugs(["old"])
    assert form_at(editor, change(OldSlug.objects.get()))["target"] == "/topics/new/"


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


def test_who_may_only_look_sees_the_redirect_and_no_form(orphan):
    user = make_staff()
    user.user_permissions.set(Permission.objects.filter(codename="view_oldslug"))
    response = signed_in(user).get(change(orphan))
    assert response.status_code == 200
    assert 'name="target"' not in response.content.decode()


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
