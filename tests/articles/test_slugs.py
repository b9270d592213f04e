"""Addresses that several want: one has it, the others are told or get the next, and no redirect is lost unseen."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from articles.models import Article, Author, OldSlug, Tag, Topic
from comparisons.models import Comparison, FeatureGroup, Technology
from tests.desk import change, errors_of, form_at, make_staff, shown, signed_in
from tests.factories import make_article, make_author, make_comparison, make_feature, make_technology, make_topic

pytestmark = pytest.mark.django_db
SIX = 6
ADD = {
    Article: ("/admin/articles/article/add/", {"title": "One title"}),
    Comparison: ("/admin/comparisons/comparison/add/", {"title": "One title"}),
    Topic: ("/admin/articles/topic/add/", {"name": "One title"}),
    Tag: ("/admin/articles/tag/add/", {"name": "One title"}),
    Author: ("/admin/articles/author/add/", {"name": "One title"}),
    Technology: ("/admin/comparisons/technology/add/", {"name": "One title"}),
    FeatureGroup: ("/admin/comparisons/featuregroup/add/", {"name": "One title"}),
}


@pytest.fixture
def author():
    return signed_in(make_staff("Authors"))


@pytest.fixture
def editor():
    return signed_in(make_staff("Editors"))


def renamed(thing, former="old"):
    thing.slug = former
    thing.save()
    thing.slug = "new"
    thing.save()
    return thing


# --- former slugs ---


def test_a_draft_takes_no_address_from_which_readers_are_led_on(author, client):
    page = renamed(make_article(title="New"))
    address = ADD[Article][0]
    response = author.post(address, form_at(author, address, title="Mine", slug="old", body="Typed."))
    said = "“old” is a former address of “New”: readers who come to it are led there."
    assert any(message.startswith(said) for message in errors_of(response))
    assert shown(response)["body"] == "Typed."
    assert client.get("/articles/old/")["Location"] == page.get_absolute_url()
    OldSlug.objects.all().delete()
    assert author.post(address, shown(response)).status_code == 302


@pytest.mark.parametrize("make", [make_article, make_comparison, make_topic, make_technology, make_feature])
def test_nothing_takes_the_former_address_of_another_unseen(make):
    renamed(make())
    other = make(slug="other")
    other.slug = "old"
    with pytest.raises(ValidationError) as error:
        other.full_clean()
    assert list(error.value.message_dict) == ["slug"]


def test_a_comparison_takes_no_former_address_of_an_article(editor):
    renamed(make_article())
    comparison = make_comparison()
    response = editor.post(change(comparison), form_at(editor, change(comparison), slug="old"))
    assert any("is a former address of" in message for message in errors_of(response))


def test_a_title_that_makes_a_former_address_of_another_gets_the_next_one(author, client):
    renamed(make_article(title="New"))
    address = ADD[Article][0]
    assert author.post(address, form_at(author, address, title="Old")).status_code == 302
    assert Article.objects.get(title="Old").slug == "old-2"
    assert client.get("/articles/old/").status_code == 301


def test_a_page_may_come_back_to_its_own_former_address():
    page = renamed(make_article())
    page.slug = "old"
    page.full_clean()


@pytest.mark.parametrize("state", ["draft", "withdrawn", "deleted", "an author without work"])
def test_a_former_address_from_which_nobody_is_led_on_is_free(state):
    former = renamed(make_author() if state == "an author without work" else make_article())
    if state == "deleted":
        former.leave_address()
        former.delete()
    elif isinstance(former, Article):
        Article.objects.update(status=state)
    type(former)(slug="old", **{former.name_field: "Name"}).full_clean()


# --- at the same moment ---


def at_once(monkeypatch, model, address, changes):
    """What six people are answered who send a form at once; on PostgreSQL each is checked before any is saved."""
    clients = [signed_in(make_staff("Editors")) for _ in range(SIX)]
    forms = [form_at(client, address, **data) for client, data in zip(clients, changes, strict=True)]
    if connection.vendor != "postgresql":
        # SQLite lets one write at a time.
        return [client.post(address, data) for client, data in zip(clients, forms, strict=True)]
    meeting, save, thread = threading.Barrier(SIX, timeout=20), model.save, threading.local()

    def save_together(self, **kwargs):
        if not hasattr(thread, "met"):
            thread.met = meeting.wait()
        return save(self, **kwargs)

    def send(client, data):
        try:
            return client.post(address, data)
        finally:
            connection.close()

    monkeypatch.setattr(model, "save", save_together)
    with ThreadPoolExecutor(SIX) as pool:
        return list(pool.map(send, clients, forms))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("model", [Article])
def test_of_six_equal_titles_at_once_each_is_saved_under_an_address_of_its_own(monkeypatch, model):
    address, data = ADD[model]
    answers = at_once(monkeypatch, model, address, [data] * SIX)
    assert [answer.status_code for answer in answers] == [302] * SIX
    assert set(model.objects.values_list("slug", flat=True)) == {"one-title", *(f"one-title-{n}" for n in range(2, 7))}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("model", [Topic, Tag, Author, Technology, FeatureGroup])
def test_of_six_names_that_make_one_slug_at_once_each_is_saved(monkeypatch, model):
    address, _ = ADD[model]
    names = ["One title", "one title", "ONE TITLE", "One-title", "One.title", "one/title"]
    answers = at_once(monkeypatch, model, address, [{"name": name} for name in names])
    assert [answer.status_code for answer in answers] == [302] * SIX
    assert model.objects.filter(slug__startswith="one-title").count() == SIX


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("model", [Article, Topic, Tag, Author, Technology, FeatureGroup])
def test_of_six_who_choose_one_slug_at_once_five_are_told_and_keep_their_text(monkeypatch, model):
    address, data = ADD[model]
    (name,) = data
    changes = [{name: f"Name {number}", "slug": "chosen"} for number in range(SIX)]
    answers = at_once(monkeypatch, model, address, changes)
    assert sorted(answer.status_code for answer in answers) == [200] * (SIX - 1) + [302]
    for answer, typed in zip(answers, changes, strict=True):
        if answer.status_code == 200:
            assert any("Slug already exists" in message for message in errors_of(answer))
            assert shown(answer)[name] == typed[name]
    assert model.objects.get().slug == "chosen"


@pytest.mark.django_db(transaction=True)
def test_of_six_comparisons_that_get_one_title_at_once_each_has_an_address_of_its_own(monkeypatch):
    made = [make_comparison(facts=False) for _ in range(SIX)]
    if connection.vendor != "postgresql":
        for comparison in made:
            comparison.title, comparison.slug = "One title", ""
            comparison.save()
    else:
        meeting = threading.Barrier(SIX, timeout=20)

        def rename(comparison):
            try:
                comparison.title, comparison.slug = "One title", ""
                comparison.full_clean()
                meeting.wait()
                comparison.save()
            finally:
                connection.close()

        with ThreadPoolExecutor(SIX) as pool:
            list(pool.map(rename, made))
    assert Comparison.objects.filter(slug__startswith="one-title").count() == SIX
