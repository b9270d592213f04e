"""Revisions: what a page was like before, who changed it and why, and how it comes back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.history import revisions
from articles.history.snapshots import apply_snapshot
from articles.models import FAQ, Article, Revision, Tag
from tests.desk import change, form_at, make_staff, signed_in
from tests.factories import make_article, make_author, make_faq

pytestmark = pytest.mark.django_db


def history(page):
    return list(Revision.objects.of(page))


def test_the_state_of_a_page_is_kept_with_who_when_and_why():
    erika = make_staff(username="erika")
    article = make_article(title="First", tags=[Tag.objects.create(name="Web")])
    make_faq(article, question="Why?")
    revision = revisions.record(article, user=erika, reason="A first version", credit="Rita", notable=True)
    revision.refresh_from_db()
    assert (revision.name, revision.username, revision.reason) == ("First", "erika", "A first version")
    assert (revision.credit, revision.notable, revision.user) == ("Rita", True, erika)
    assert revision.made_at
    assert revision.snapshot["fields"]["title"] == "First"
    assert [row["question"] for row in revision.snapshot["parts"]["faqs"]] == ["Why?"]
    assert "Web" in str(revision.snapshot["names"])


def test_nothing_is_kept_where_nothing_changed():
    article = make_article()
    assert revisions.record(article)
    assert revisions.record(article) is None
    make_faq(article)
    assert revisions.record(article)
    assert len(history(article)) == 2


def test_a_new_name_of_a_tag_is_no_change_of_its_pages():
    tag = Tag.objects.create(name="Web")
    article = make_article(tags=[tag])
    revisions.record(article)
    tag.name = "The web"
    tag.save()
    assert revisions.record(article) is None


def test_a_revision_outlives_the_account_that_made_it():
    erika = make_staff(username="erika")
    article = make_article()
    revisions.record(article, user=erika)
    erika.delete()
    (revision,) = history(article)
    assert (revision.user, revision.username) == (None, "erika")


def test_the_number_of_queries_does_not_grow_with_pages_and_rows():
    def record(pages):
        with CaptureQueriesContext(connection) as queries:
            revisions.record_many(pages)
        return len(queries)

    def make_pages(number, faqs):
        pages = [make_article(author=make_author()) for _ in range(number)]
        for page in pages:
            for _ in range(faqs):
                make_faq(page)
        return pages

    record(make_pages(1, 1))
    assert record(make_pages(12, 5)) == record(make_pages(2, 1))


def test_the_first_change_at_the_desk_keeps_the_state_before_it_too():
    article = make_article(title="Old")
    editor = signed_in(make_staff("Editors", username="erika"))
    editor.post(change(article), form_at(editor, change(article), title="New", reason="A better title"))
    after, before = history(article)
    assert [before.snapshot["fields"]["title"], after.snapshot["fields"]["title"]] == ["Old", "New"]
    assert (before.username, before.reason) == ("", revisions.BEFORE)
    assert (after.username, after.reason, after.notable) == ("erika", "A better title", True)


def test_a_minor_change_is_kept_and_not_notable():
    article = make_article()
    editor = signed_in(make_staff("Editors"))
    editor.post(change(article), form_at(editor, change(article), title="New", minor_change="on"))
    assert [revision.notable for revision in history(article)] == [False, False]


def test_what_was_changed_behind_the_back_of_the_desk_is_kept_before_the_next_change():
    article = make_article(title="One")
    revisions.record(article)
    Article.objects.update(title="Two")
    editor = signed_in(make_staff("Editors"))
    editor.post(change(article), form_at(editor, change(article), title="Three"))
    assert [revision.snapshot["fields"]["title"] for revision in history(article)] == ["Three", "Two", "One"]


def test_a_page_comes_back_with_its_deleted_questions_and_stays_where_it_is():
    tag = Tag.objects.create(name="Web")
    article = make_article(title="Old", body="The old text.", tags=[tag], slug="address")
    kept, lost = make_faq(article, question="Kept?", answer="Old."), make_faq(article, question="Lost?")
    before = article.snapshot()
    lost.delete()
    kept.answer = "New."
    kept.save()
    make_faq(article, question="Added?")
    article.tags.clear()
    article.title, article.body, article.slug, article.status = "New", "New.", "moved", "withdrawn"
    article.save()

    assert apply_snapshot(article, before) == []
    article = Article.objects.get()
    assert (article.title, article.body_html or article.lead_html) == ("Old", "<p>The old text.</p>")
    assert (article.slug, article.status) == ("moved", "withdrawn")
    assert list(article.tags.all()) == [tag]
    questions = FAQ.objects.order_by("pk").values_list("question", "slug", "answer_html")
    assert [(question, slug) for question, slug, _ in questions] == [("Kept?", kept.slug), ("Lost?", lost.slug)]
    assert "Old." in questions[0][2]


def test_what_a_page_referred_to_may_be_gone_when_it_comes_back():
    article = make_article(author=make_author())
    before = article.snapshot()
    author = article.author
    article.author = None
    article.save()
    author.delete()
    assert apply_snapshot(article, before) == ["author of article, which is deleted"]
    article.refresh_from_db()
    assert article.author is None
