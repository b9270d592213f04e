"""The desk for articles, topics, tags and authors."""

import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import FAQ, Article, Tag
from tests.desk import add_row, change, errors_of, form_at, make_staff, signed_in
from tests.factories import (
    hours_ago,
    make_article,
    make_author,
    make_comparison,
    make_faq,
    make_feature,
    make_technology,
    make_topic,
)

pytestmark = pytest.mark.django_db
LIST, ADD = "/admin/articles/article/", "/admin/articles/article/add/"
LONG_AGO = datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC)


@pytest.fixture
def erika():
    return make_staff("Editors", username="erika")


@pytest.fixture
def editor(erika):
    return signed_in(erika)


# --- lists ---


def make_tagged_article(**fields):
    tag, _ = Tag.objects.get_or_create(name=f"Tag {Tag.objects.count()}")
    return make_article(tags=[tag], author=make_author(), topic=make_topic(), owner=make_staff(), **fields)


@pytest.mark.parametrize("model", ["article", "topic", "tag", "author"])
def test_a_list_takes_as_many_queries_for_40_rows_as_for_10(editor, model):
    address = f"/admin/articles/{model}/"
    for _ in range(10):
        make_tagged_article()
    editor.get(address)
    with CaptureQueriesContext(connection) as few:
        editor.get(address)
    for _ in range(30):
        make_tagged_article()
    with CaptureQueriesContext(connection) as many:
        response = editor.get(address)
    assert len(response.context["cl"].result_list) == 40
    assert len(many) == len(few)


def make_one_of_each_state():
    one_day = datetime.datetime(2099, 1, 1, 9, 30, tzinfo=datetime.UTC)
    make_article(title="A draft", status="draft", published_at=hours_ago(2))
    make_article(title="A scheduled page", published_at=one_day)
    make_article(title="A live page")
    make_article(title="A withdrawn page", status="withdrawn")


def test_the_list_tells_drafts_scheduled_live_and_withdrawn_pages_apart(editor):
    make_one_of_each_state()
    response = editor.get(LIST)
    admin = response.context["cl"].model_admin
    states = {page.title: admin.state(page) for page in response.context["cl"].result_list}
    assert states == {
        "A draft": "Draft",
        "A scheduled page": "Will appear on 1 January 2099, 09:30 UTC",
        "A live page": "Live",
        "A withdrawn page": "Withdrawn",
    }


@pytest.mark.parametrize("state", ["draft", "scheduled", "live", "withdrawn"])
def test_the_list_can_be_narrowed_to_one_state(editor, state):
    make_one_of_each_state()
    response = editor.get(LIST, {"state": state, "_facets": "True"})
    assert [page.title for page in response.context["cl"].result_list] == [
        f"A {state} page".replace("draft page", "draft")
    ]


def test_articles_are_found_by_their_words_and_sorted_by_topic_and_author(editor):
    topic, author = make_topic(name="Servers"), make_author()
    make_article(title="Found", summary="About zebras.", topic=topic, author=author)
    make_article(title="Other")
    for query in ({"q": "zebras"}, {"topic__id__exact": topic.pk}, {"author__id__exact": author.pk}):
        assert [page.title for page in editor.get(LIST, query).context["cl"].result_list] == ["Found"]


def test_a_comparison_is_not_among_the_plain_articles(editor):
    comparison = make_comparison()
    assert list(editor.get(LIST).context["cl"].result_list) == []
    assert editor.get(f"{LIST}{comparison.pk}/change/").status_code == 302


# --- the form ---


def test_a_new_article_is_a_draft_that_belongs_to_who_wrote_it(editor, erika):
    response = editor.post(ADD, form_at(editor, ADD, title="C# vs C++", body="Text."))
    assert response.status_code == 302
    article = Article.objects.get()
    assert (article.owner, article.status, article.slug) == (erika, "draft", "c-sharp-vs-c-plus-plus")


def test_an_article_is_published_now_or_at_a_future_time(editor):
    article = make_article(status="draft", published_at=None, summary="In short.")
    editor.post(change(article), form_at(editor, change(article), status="published"))
    assert Article.objects.published().get() == article
    later = {"status": "published", "published_at_0": "2099-01-01", "published_at_1": "10:00"}
    editor.post(change(article), form_at(editor, change(article), **later))
    article.refresh_from_db()
    assert article.published_at == datetime.datetime(2099, 1, 1, 10, tzinfo=datetime.UTC)
    assert not Article.objects.published().exists()


def test_view_on_site_leads_to_what_readers_can_see_and_nothing_else(editor):
    make_one_of_each_state()
    for article in Article.objects.all():
        shown = article.get_absolute_url() in editor.get(change(article)).content.decode()
        assert shown == (article.title == "A live page"), article


def test_text_saved_untouched_stays_as_it_is_and_nothing_counts_as_changed(editor):
    body = "    indented code\n\n## Heading\n\n\nText.  \nA line.\n\n"
    published_at = LONG_AGO.replace(microsecond=123456)
    article = make_article(body=body, summary="S", published_at=published_at, updated_at=LONG_AGO)
    faq = make_faq(article, answer="One.\n\nTwo.\n")
    assert editor.post(change(article), form_at(editor, change(article))).status_code == 302
    article.refresh_from_db()
    faq.refresh_from_db()
    assert (article.body, faq.answer) == (body, "One.\n\nTwo.\n")
    assert (article.published_at, article.updated_at) == (published_at, LONG_AGO)
    assert LogEntry.objects.get().get_change_message() == "No fields changed."


@pytest.mark.parametrize(
    ("changes", "moves"),
    [
        ({"title": "New"}, True),
        ({"summary": "New"}, True),
        ({"body": "New"}, True),
        ({"faqs-0-answer": "New"}, True),
        ({"faqs-0-DELETE": "on"}, True),
        ({"body": "New", "minor_change": "on"}, False),
        ({"faqs-0-answer": "New", "minor_change": "on"}, False),
        ({"slug": "new"}, False),
        ({"featured": "on"}, False),
        ({"status": "withdrawn"}, False),
    ],
)
def test_last_updated_moves_with_the_substance_and_not_with_a_minor_change(editor, changes, moves):
    article = make_article(published_at=LONG_AGO)
    make_faq(article)
    response = editor.post(change(article), form_at(editor, change(article), **changes))
    assert response.status_code == 302
    article.refresh_from_db()
    assert (article.updated_at > LONG_AGO) == moves
    assert article.published_at == LONG_AGO


def test_questions_without_a_number_go_to_the_end_in_their_order(editor):
    article = make_article()
    make_faq(article, question="Old?", position=7)
    data = form_at(editor, change(article))
    for question in ("First?", "Second?"):
        add_row(data, "faqs", question=question, answer="Yes.", position="")
    add_row(data, "faqs", question="In front?", answer="Yes.", position="3")
    assert editor.post(change(article), data).status_code == 302
    positions = dict(FAQ.objects.values_list("question", "position"))
    assert positions == {"In front?": 3, "Old?": 7, "First?": 8, "Second?": 9}


def test_an_empty_answer_is_refused_with_all_that_was_typed(editor):
    data = add_row(form_at(editor, ADD, title="Kept", body="Typed."), "faqs", question="Why?", answer="  \r\n ")
    response = editor.post(ADD, data)
    assert errors_of(response)
    assert "Typed." in response.content.decode()
    assert not Article.objects.exists()


@pytest.mark.parametrize("kind", [make_article, make_comparison, make_feature, make_technology])
def test_a_form_that_is_refused_with_an_empty_slug_comes_back_with_what_was_typed(kind):
    editor, thing = signed_in(make_staff("Editors")), kind()
    names = {"title": "", "name": "", "slug": "", "body": "w" * 500_000, "definition": "w" * 100_000}
    data = form_at(editor, change(thing))
    response = editor.post(change(thing), data | {name: text for name, text in names.items() if name in data})
    assert response.status_code == 200
    assert "errornote" in response.content.decode()
