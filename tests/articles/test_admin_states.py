"""A page whose state, or whose editor’s rights, change while its form is open: nothing typed is lost."""

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from articles.history import trash
from articles.models import Article, Deletion
from tests.desk import add_row, change, errors_of, form_at, make_staff, refused, shown, signed_in
from tests.factories import (
    make_article,
    make_comparison,
    make_fact,
    make_faq,
    make_feature,
    make_technology,
    make_topic,
)

pytestmark = pytest.mark.django_db
OURS = {"Sec-Fetch-Site": "same-origin"}
TOMORROW = timezone.timedelta(days=1)
STATES = {
    "draft": {"status": "draft", "published_at": None},
    "scheduled": {"status": "published", "published_at": timezone.now() + TOMORROW},
    "live": {"status": "published", "published_at": timezone.now() - TOMORROW},
    "withdrawn": {"status": "withdrawn", "published_at": timezone.now() - TOMORROW},
}


@pytest.fixture
def erika():
    return make_staff("Editors", username="erika")


@pytest.fixture
def editor(erika):
    return signed_in(erika)


def rights(*names):
    return Permission.objects.filter(codename__in=names)


def limited(*names):
    """An editor who is in no group and may do just that, with pages."""
    user = make_staff(username="lena")
    user.user_permissions.set(rights("view_article", "change_article", "publish_article", *names))
    return user


@pytest.mark.parametrize("make", [make_article, make_comparison])
@pytest.mark.parametrize("before", STATES)
@pytest.mark.parametrize("after", STATES)
def test_whatever_becomes_of_a_page_meanwhile_what_was_typed_is_saved_beside_it(editor, make, before, after):
    page = make(summary="In short.", **STATES[before])
    make_faq(page)
    mine = form_at(editor, change(page), title="Mine", **{"faqs-0-answer": "Mine."})
    Article.objects.filter(pk=page.pk).update(**STATES[after])
    response = editor.post(change(page), mine, follow=True)
    assert response.redirect_chain, errors_of(response)
    assert ("kept beside yours" in response.content.decode()) == (before != after)
    page.refresh_from_db()
    assert (page.title, page.status, page.published_at) == ("Mine", *STATES[after].values())
    assert page.faqs.get().answer == "Mine."


@pytest.mark.parametrize("after", STATES)
def test_a_form_refused_after_the_state_changed_can_be_mended_and_saved(editor, after):
    page = make_article(summary="In short.", **STATES["live"])
    mine = form_at(editor, change(page), title="", body="Mine")
    Article.objects.filter(pk=page.pk).update(**STATES[after])
    again = shown(refused(editor, page, mine)) | {"title": "Named"}
    assert editor.post(change(page), again).status_code == 302
    page.refresh_from_db()
    assert (page.title, page.body, page.status) == ("Named", "Mine", STATES[after]["status"])


# --- rights that come and go ---


@pytest.mark.parametrize("seen", [(), ("view_faq",)])
def test_rows_that_come_to_the_form_with_a_right_stay_as_they_are_stored(seen):
    page, lena = make_article(), limited(*seen)
    faq = make_faq(page, answer="Stored.")
    client = signed_in(lena)
    mine = form_at(client, change(page), title="Mine")
    assert "faqs-0-answer" not in mine
    lena.user_permissions.add(*rights("view_faq", "change_faq", "add_faq", "delete_faq"))
    assert client.post(change(page), mine).status_code == 302
    page.refresh_from_db()
    faq.refresh_from_db()
    assert (page.title, faq.answer) == ("Mine", "Stored.")


@pytest.mark.parametrize("left", [(), ("view_faq",), ("view_faq", "add_faq")])
def test_rows_typed_with_a_right_that_is_gone_come_back_and_nothing_else_is_saved_without_them(left):
    page, lena = make_article(), limited("change_faq", "add_faq")
    faq = make_faq(page)
    client = signed_in(lena)
    mine = form_at(client, change(page), title="Mine", **{"faqs-0-answer": "Typed with care."})
    lena.user_permissions.remove(*rights("change_faq", "add_faq"))
    lena.user_permissions.add(*rights(*left))
    response = client.post(change(page), mine, headers=OURS)
    assert response.status_code == 403
    assert shown(response)["faqs-0-answer"] == "Typed with care."
    lena.user_permissions.add(*rights("change_faq", "add_faq"))
    assert client.post(change(page), shown(response), headers=OURS).status_code == 302
    faq.refresh_from_db()
    assert faq.answer == "Typed with care."


def test_a_new_row_typed_with_a_right_that_is_gone_comes_back():
    page, lena = make_article(), limited("view_faq", "add_faq")
    client = signed_in(lena)
    mine = add_row(form_at(client, change(page)), "faqs", question="New?", answer="Typed.", position="")
    lena.user_permissions.remove(*rights("add_faq"))
    response = client.post(change(page), mine, headers=OURS)
    assert response.status_code == 403
    assert shown(response)["faqs-0-answer"] == "Typed."


def test_who_is_given_the_right_to_publish_meanwhile_changes_nothing_of_it():
    anton = make_staff("Authors", username="anton")
    page = make_article(owner=anton, featured=True, **STATES["draft"])
    client = signed_in(anton)
    mine = form_at(client, change(page), title="Mine")
    anton.user_permissions.add(*rights("publish_article"))
    Article.objects.update(**STATES["live"])
    assert client.post(change(page), mine).status_code == 302
    page.refresh_from_db()
    assert (page.title, page.status, page.featured) == ("Mine", "published", True)
    assert page.published_at == STATES["live"]["published_at"]


def test_who_loses_the_right_to_publish_meanwhile_saves_the_rest_and_is_told():
    anton = make_staff("Authors", username="anton")
    anton.user_permissions.add(*rights("publish_article"))
    page = make_article(owner=anton, summary="In short.", **STATES["draft"])
    client = signed_in(anton)
    mine = form_at(client, change(page), title="Mine", status="published")
    anton.user_permissions.clear()
    response = client.post(change(page), mine, follow=True)
    told = "You may not change these here any more, so they stay as they are: status, publish at and featured."
    assert told in response.content.decode()
    page.refresh_from_db()
    assert (page.title, page.status) == ("Mine", "draft")


def test_the_checks_of_a_fact_may_come_to_its_form_with_a_right():
    fact = make_fact(make_technology(), make_feature())
    lena = make_staff(username="lena")
    lena.user_permissions.set(rights("view_fact", "change_fact", "change_source", "add_source"))
    client = signed_in(lena)
    mine = form_at(client, change(fact), note="Mine")
    lena.user_permissions.add(*rights("view_verification"))
    assert client.post(change(fact), mine).status_code == 302
    fact.refresh_from_db()
    assert fact.note == "Mine"


# --- deleted ---


@pytest.mark.parametrize("make", [make_article, make_comparison, make_topic])
def test_what_was_thrown_away_meanwhile_comes_back_and_is_saved_once_it_is_restored(editor, make):
    thing = make()
    name = "title" if hasattr(thing, "title") else "name"
    address = change(thing)
    mine = form_at(editor, address, **{name: "Mine"})
    trash.discard(type(thing).objects.get())
    response = editor.post(address, mine, headers=OURS)
    assert response.status_code == 410
    assert "deleted while you had it open" in response.content.decode()
    trash.undelete(Deletion.objects.get())
    assert editor.post(address, shown(response), headers=OURS).status_code == 302
    thing.refresh_from_db()
    assert str(thing) == "Mine"


@pytest.mark.parametrize("make", [make_article, make_comparison])
def test_somebody_elses_draft_is_said_to_be_somebody_elses_at_the_desk_and_not_to_be_deleted(make):
    draft = make(**STATES["draft"], title="Secret")
    author = signed_in(make_staff("Authors"))
    answer = author.get(change(draft))
    assert (answer.status_code, "is there" in answer.text, "Secret" in answer.text) == (403, True, False)
    assert answer.context["site_header"]
    gone = author.get(change(draft).replace(str(draft.pk), "4711"), follow=True)
    assert "Perhaps it was deleted" in gone.text


def test_who_may_not_open_a_list_stays_at_the_desk():
    answer = signed_in(make_staff("Authors")).get("/admin/articles/user/")
    assert (answer.status_code, answer.context["title"]) == (403, "Not yours to open")
