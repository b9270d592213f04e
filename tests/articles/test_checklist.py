"""What a page lacks: found, said, and with errors not published."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import checklist
from articles.models import Article
from tests.desk import add_row, change, form_at, make_staff, signed_in
from tests.factories import (
    hours_ago,
    make_article,
    make_comparison,
    make_fact,
    make_faq,
    make_feature,
    make_technology,
)

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/article/add/"


@pytest.fixture
def editor():
    return signed_in(make_staff("Editors", username="erika"))


def make_whole(**fields):
    """An article that lacks nothing."""
    article = make_article(**{"summary": "In short.", "body": "Text.", **fields})
    make_faq(article)
    return article


def found(page):
    return [(finding.is_error, finding.sentence, finding.place) for finding in checklist.check(page)]


def test_a_page_that_lacks_nothing_has_no_findings():
    assert found(make_whole()) == []


def test_a_missing_summary_is_an_error_and_missing_questions_are_a_warning():
    summary, faqs = checklist.check(make_article())
    assert (summary.is_error, summary.place) == (True, "#id_summary")
    assert (faqs.is_error, faqs.place) == (False, "#faqs-group")


def test_a_long_title_is_a_warning():
    ((is_error, sentence, place),) = found(make_whole(title="x" * 61))
    assert (is_error, place) == (False, "#id_title")
    assert "61 characters" in sentence


def test_a_picture_needs_words_unless_it_is_said_to_be_decorative():
    body = '![](/media/a.png) ![words](/media/b.png) ![](/media/c.png "decorative") ![ ](/media/d.png)'
    ((is_error, sentence, place),) = found(make_whole(body=body))
    assert (is_error, place) == (True, "#id_body")
    assert sentence == "The text has 2 pictures without alternative text."


def test_a_picture_in_an_answer_is_found_where_it_stands():
    article = make_whole()
    make_faq(article, question="Second?", answer="![](/media/a.png)", position=2)
    ((_, sentence, place),) = found(article)
    assert place == "#id_faqs-1-answer"
    assert "“Second?”" in sentence


ALIVE = ["https://example.org/articles/nothing/", "#part", "mailto:a@example.org", "/", "/compare/?t=a", "/articles/"]
DEAD = ["/articles/nothing/", "/nowhere/", "/technologies/nothing/", "http://127.0.0.1:8000/comparisons/nothing.csv"]


@pytest.mark.parametrize("address", ALIVE)
def test_a_link_that_leads_somewhere_else_is_not_judged(address):
    assert found(make_whole(body=f"[a]({address})")) == []


@pytest.mark.parametrize("address", DEAD)
def test_a_link_that_leads_nowhere_on_this_site_is_an_error(address):
    ((is_error, sentence, place),) = found(make_whole(body=f"[a]({address}) and [again]({address})"))
    assert (is_error, place) == (True, "#id_body")
    assert address in sentence


def test_a_link_to_what_readers_do_not_see_is_dead_and_one_to_a_former_slug_is_not():
    make_article(slug="draft", status="draft")
    make_article(slug="withdrawn", status="withdrawn")
    make_comparison(slug="table")
    moved = make_article(slug="old")
    moved.slug = "new"
    moved.save()
    body = "[1](/articles/draft/) [2](/articles/withdrawn/) [3](/articles/old/) [4](/articles/new/#part)"
    body += " [5](/comparisons/table/) [6](/articles/table/) [7](/articles/new.md)"
    sentences = [sentence for _, sentence, _ in found(make_whole(body=body))]
    assert [sentence.split(" ")[4].strip(",") for sentence in sentences] == [
        "/articles/draft/",
        "/articles/withdrawn/",
        "/articles/table/",
    ]


# --- comparisons ---


def make_whole_comparison(**fields):
    comparison = make_comparison(**{"summary": "In short.", **fields})
    make_faq(comparison)
    return comparison


def test_a_whole_comparison_has_no_findings():
    assert found(make_whole_comparison()) == []


def test_an_unknown_cell_leads_to_its_fact_or_to_the_form_that_adds_it():
    technologies, feature = [make_technology(name="A"), make_technology(name="B")], make_feature(name="F")
    fact = make_fact(technologies[0], feature, level="unknown")
    comparison = make_whole_comparison(technologies=technologies, features=[feature], facts=False)
    first, second = found(comparison)
    assert first == (False, "“A: F” is unknown.", change(fact))
    assert second[2] == f"/admin/comparisons/fact/add/?technology={technologies[1].pk}&feature={feature.pk}"


def test_a_fact_without_a_source_is_an_error_and_a_judgement_needs_none():
    technologies = [make_technology(), make_technology()]
    fact = make_feature()
    judgement = make_feature(kind="judgement")
    bare = make_fact(technologies[0], fact, sources=0)
    make_fact(technologies[0], judgement, sources=0)
    comparison = make_whole_comparison(technologies=technologies, features=[fact, judgement])
    ((is_error, sentence, place),) = found(comparison)
    assert (is_error, place) == (True, change(bare))
    assert "has no source" in sentence


def test_a_table_without_rows_or_columns_is_an_error():
    comparison = make_whole_comparison(technologies=[], features=[])
    assert [is_error for is_error, _, _ in found(comparison)] == [True, True]


def test_texts_of_a_comparison_are_read_too():
    comparison = make_whole_comparison(verdict="[a](/nowhere/)")
    subject = comparison.subjects.last()
    subject.choose_when = "![](/media/a.png)"
    subject.save()
    assert {place for _, _, place in found(comparison)} == {
        "#id_verdict",
        "#id_subjects-1-choose_when",
    }


def test_the_checklist_takes_as_many_queries_for_40_rows_as_for_4():
    def queries(rows):
        features = [make_feature() for _ in range(rows)]
        comparison = make_whole_comparison(
            features=features, body="".join(f"[a](/articles/{item.slug}/)" for item in features)
        )
        with CaptureQueriesContext(connection) as queries:
            findings = checklist.check(comparison)
        assert len(findings) == rows
        return len(queries)

    assert queries(40) == queries(4)


# --- at the desk ---


def test_a_draft_with_errors_is_saved_and_not_published(editor):
    draft = make_article(status="draft", published_at=None)
    data = form_at(editor, change(draft), status="published", body="An hour's work.")
    response = editor.post(change(draft), data, follow=True)
    text = response.content.decode()
    assert "Saved, but not published: The summary is missing" in text
    assert response.redirect_chain[-1][0] == change(draft)
    draft.refresh_from_db()
    assert (draft.status, draft.published_at, draft.body) == ("draft", None, "An hour's work.")

    editor.post(change(draft), form_at(editor, change(draft), status="published", summary="In short."))
    draft.refresh_from_db()
    assert draft.status == "published"


def test_a_new_page_with_errors_becomes_a_draft(editor):
    editor.post(ADD, form_at(editor, ADD, title="New", body="Text.", status="published"))
    assert (Article.objects.get().status, Article.objects.get().body) == ("draft", "Text.")


def test_a_scheduled_page_with_a_new_error_will_not_appear(editor):
    later = timezone.now() + datetime.timedelta(days=3)
    page = make_whole(published_at=later)
    editor.post(change(page), form_at(editor, change(page), summary=""))
    page.refresh_from_db()
    assert page.status == "draft"


def test_a_live_page_stays_live_and_its_editor_is_told(editor):
    page = make_whole()
    response = editor.post(change(page), form_at(editor, change(page), summary=""), follow=True)
    assert "Readers see it, although" in response.content.decode()
    page.refresh_from_db()
    assert page.status == "published"


def test_warnings_do_not_keep_a_page_from_being_published(editor):
    draft = make_article(status="draft", published_at=None, summary="In short.", title="x" * 99)
    editor.post(change(draft), form_at(editor, change(draft), status="published"))
    draft.refresh_from_db()
    assert draft.status == "published"


def test_the_form_shows_the_checklist_and_what_readers_see(editor):
    text = editor.get(change(make_article(status="draft", published_at=None))).content.decode()
    assert "A draft: readers do not see it." in text
    assert '<a href="#id_summary">The summary is missing' in text
    later = datetime.datetime(2099, 12, 3, 9, tzinfo=datetime.UTC)
    text = editor.get(change(make_whole(published_at=later))).content.decode()
    assert "It will appear by itself on 3 December 2099, 09:00 UTC." in text
    assert "Nothing is missing." in text


@pytest.mark.parametrize(
    ("kind", "places"),
    [
        ("articles/article", ["#id_summary", "#faqs-group"]),
        ("comparisons/comparison", ["#id_summary", "#subjects-group", "#rows-group", "#faqs-group"]),
    ],
)
def test_the_form_of_a_new_page_says_what_readers_will_need_before_anything_is_saved(editor, kind, places):
    make_fact(make_technology(), make_feature(), level="unknown")  # stands on no page
    text = editor.get(f"/admin/{kind}/add/").content.decode()
    assert "A new page: nothing is saved yet." in text
    assert re.findall(r'<a href="([^"]+)">', text[text.index("checklist-heading") : text.index("</aside>")]) == places


def test_the_refused_form_of_a_new_page_asks_for_nothing_that_was_typed(editor):
    data = form_at(editor, ADD, title="x" * 61, summary="In short.", slug="not a slug")
    response = editor.post(ADD, add_row(data, "faqs", question="Why?", answer="So."))
    (finding,) = response.context["findings"]
    assert finding.place == "#id_title"


def test_a_new_comparison_with_errors_becomes_a_draft_and_its_editor_is_told_why(editor):
    add = "/admin/comparisons/comparison/add/"
    columns = {f"subjects-{number}-technology": make_technology().pk for number in range(2)}
    data = form_at(editor, add, title="New", status="published", **columns)
    text = editor.post(add, data, follow=True).content.decode()
    assert "Saved, but not published: The summary is missing" in text
    assert "The table has no row." in text
    assert Article.objects.get().status == "draft"


def test_a_refused_form_shows_the_checklist_of_what_is_stored(editor):
    draft = make_whole(status="draft")
    data = form_at(editor, change(draft), title="", status="published", body="[a](/nowhere/)")
    text = editor.post(change(draft), data).content.decode()
    assert "A draft: readers do not see it." in text
    assert "Nothing is missing." in text


def test_what_was_never_published_keeps_no_date_of_a_publication_that_failed(editor):
    draft = make_article(status="draft", published_at=hours_ago(48))
    moment = draft.published_at
    editor.post(change(draft), form_at(editor, change(draft), status="published"))
    draft.refresh_from_db()
    assert draft.published_at == moment
