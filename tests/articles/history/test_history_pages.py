"""The history of a page at the desk, and the one step back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.history import revisions
from articles.models import FAQ, Article, Revision
from tests.desk import change, form_at, make_staff, signed_in
from tests.factories import make_article, make_comparison, make_faq

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return signed_in(make_staff("Editors", username="erika"))


def history_of(page):
    return change(page).replace("/change/", "/history/")


def revision_of(page, index):
    return f"{history_of(page)}{Revision.objects.of(page)[index].pk}/"


def edit(client, page, **fields):
    assert client.post(change(page), form_at(client, change(page), **fields)).status_code == 302


def test_the_history_says_who_changed_what_when_and_why(editor):
    article = make_article(title="Old")
    make_faq(article)
    edit(editor, article, title="New", reason="A better title", **{"faqs-0-answer": "Other."})
    html = editor.get(history_of(article)).content.decode()
    for words in (
        "erika",
        "A better title",
        "Readers are told",
        "Title, last updated, FAQ",
        "first state that is kept",
    ):
        assert words in html


def test_a_revision_shows_words_that_went_and_came(editor):
    article = make_article(body="The old text.")
    edit(editor, article, body="The <new> text.")
    html = editor.get(revision_of(article, 0)).content.decode()
    assert "<p>The <del>old</del><ins>&lt;new&gt;</ins> text.</p>" in html


def test_the_way_back_names_nothing_that_would_stay(editor):
    article = make_article(title="Old", slug="first")
    edit(editor, article, title="New", slug="second", featured="on")
    response = editor.get(revision_of(article, 1))
    assert [item.label for item in response.context["way_back"]] == ["title"]


def test_one_step_brings_back_an_old_state_with_what_was_deleted(editor):
    article = make_article(title="Old", slug="first")
    make_faq(article, question="Lost?")
    edit(editor, article, title="New", slug="second", **{"faqs-0-DELETE": "on"})
    assert not FAQ.objects.exists()
    response = editor.post(revision_of(article, 1), {"reason": "Deleted by mistake"}, follow=True)
    assert "is what it was on" in response.content.decode()
    article.refresh_from_db()
    assert (article.title, article.slug, article.faqs.get().question) == ("Old", "second", "Lost?")
    newest = Revision.objects.of(article)[0]
    assert (newest.username, newest.reason, newest.notable) == ("erika", "Deleted by mistake", False)
    assert Revision.objects.of(article).count() == 3


def test_the_address_stays_and_readers_are_told_where_that_is_asked_for(editor):
    article = make_article(title="Old", slug="first")
    edit(editor, article, title="New", slug="second")
    before = article.updated_at
    editor.post(revision_of(article, 1), {"notable": "on"})
    article.refresh_from_db()
    assert (article.title, article.slug) == ("Old", "second")
    assert article.updated_at > before


def test_who_may_not_change_a_page_cannot_restore_it():
    anton = make_staff("Authors", username="anton")
    article = make_article(owner=anton)
    revisions.record(article)
    Article.objects.update(title="New")
    author, address = signed_in(anton), revision_of(article, 0)
    html = author.get(address).content.decode()
    assert "Restore this revision" not in html
    assert author.post(address).status_code == 403


def test_a_revision_of_something_else_is_not_shown(editor):
    article, other = make_article(), make_article()
    revisions.record(other)
    pk = Revision.objects.of(other).get().pk
    assert editor.get(f"{history_of(article)}{pk}/").status_code == 404


def test_the_history_takes_as_many_queries_for_many_revisions_and_rows_as_for_few(editor):
    def count(comparison, address):
        with CaptureQueriesContext(connection) as queries:
            assert editor.get(address).status_code == 200
        return len(queries)

    few, many = make_comparison(), make_comparison(features=None)
    revisions.record(few)
    for number in range(30):
        make_faq(many)
        Article.objects.filter(pk=many.pk).update(title=f"Title {number}")
        revisions.record(many)
    make_faq(few)
    revisions.record(few)
    count(few, history_of(few))
    assert count(many, history_of(many)) <= count(few, history_of(few)) + 1  # the page after the first has a neighbour
    assert count(many, revision_of(many, 0)) == count(few, revision_of(few, 0))
    assert reverse("admin:comparisons_comparison_history", args=[many.pk]) == history_of(many)


@pytest.mark.parametrize("make", [make_article, make_comparison])
def test_readers_are_told_why_a_text_changed_and_nothing_of_typos(editor, client, make):
    page = make(body="Old.", status="draft", published_at=None)
    edit(editor, page, body="Written while nobody saw it.", reason="A secret of the draft")
    edit(editor, page, summary="In short.", status="published", reason="Published")
    Article.objects.update(published_at="2026-01-01T00:00Z")
    Revision.objects.filter(reason__in=["A secret of the draft", "Published"]).update(made_at="2025-12-31T00:00Z")
    edit(editor, page, body="New for <6.1>.", reason="Rewritten for <6.1>")
    edit(editor, page, body="New for <6.1>!", reason="A typo", minor_change="on")
    html = client.get(page.get_absolute_url()).content.decode()
    assert "Rewritten for &lt;6.1&gt;" in html
    assert "A typo" not in html
    assert "A secret of the draft" not in html
