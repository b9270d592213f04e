"""What saving a page at the desk costs, up to the commit: few queries, one UPDATE of its row, no rendering twice."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.markdown import rendering
from articles.models import Article, Revision, Tag
from comparisons.models import Subject
from tests.desk import add_row, change, form_at, make_staff, signed_in
from tests.factories import (
    make_article,
    make_author,
    make_comparison,
    make_faq,
    make_feature,
    make_technology,
    make_topic,
)

pytestmark = pytest.mark.django_db
SORTED = {"summary": "In short.", "body": "Old text."}


@pytest.fixture
def editor():
    return signed_in(make_staff("Editors"))


@pytest.fixture
def article():
    tags = [Tag.objects.create(name=name) for name in ("Web", "Python")]
    page = make_article(topic=make_topic(), author=make_author(), tags=tags, **SORTED)
    Subject.objects.create(article=page, technology=make_technology())
    make_faq(page), make_faq(page)
    return page


@pytest.fixture
def comparison():
    """One with three columns, twelve rows and five questions."""
    technologies, features = [make_technology() for _ in range(3)], [make_feature() for _ in range(12)]
    page = make_comparison(technologies, features, verdict="Both.", topic=make_topic(), author=make_author(), **SORTED)
    for _ in range(5):
        make_faq(page)
    return page


@pytest.fixture
def page(request):
    """The page of the fixture that a test names."""
    return request.getfixturevalue(request.param)


each_page = pytest.mark.parametrize("page", ["article", "comparison"], indirect=True)


@pytest.fixture
def rendered(monkeypatch):
    """The texts that are rendered."""
    texts, render = [], rendering.render

    def noted(text, *args, **kwargs):
        texts.append(text)
        return render(text, *args, **kwargs)

    monkeypatch.setattr(rendering, "render", noted)
    return texts


def save(client, page, data):
    """Send the form of a page; the SQL of all that the database was asked."""
    with CaptureQueriesContext(connection) as captured:
        response = client.post(change(page), data)
    assert response.status_code == 302, response.context["errors"]
    return [query["sql"] for query in captured.captured_queries]


def edit(client, page, **changes):
    return save(client, page, form_at(client, change(page), **changes))


def updates_of_row(queries):
    return [sql for sql in queries if sql.startswith('UPDATE "articles_article"')]


CHANGED = {"title": "Another title", "body": "See [this](/articles/nowhere/).", "reason": "Something was found."}


def test_an_article_is_saved_with_at_most_twenty_queries(editor, article):
    edit(editor, article, summary="So that it has an earlier revision.")
    assert len(edit(editor, article, **CHANGED)) <= 20


def test_a_comparison_with_twelve_rows_and_five_questions_is_saved_with_at_most_thirty_queries(editor, comparison):
    edit(editor, comparison, summary="So that it has an earlier revision.")
    assert len(edit(editor, comparison, verdict="Neither.", **CHANGED)) <= 30


def test_all_rows_of_a_table_are_moved_and_one_is_added_with_at_most_thirty_queries(editor, comparison):
    edit(editor, comparison, summary="So that it has an earlier revision.")
    data = form_at(editor, change(comparison), **{f"rows-{index}-position": str(20 - index) for index in range(12)})
    feature = make_feature()
    assert len(save(editor, comparison, add_row(data, "rows", feature=feature.pk, position="3"))) <= 30
    rows = [row.feature_id for row in comparison.rows.all()]
    assert rows == [feature.pk, *(int(data[f"rows-{index}-feature"]) for index in reversed(range(12)))]


@each_page
def test_the_row_of_a_page_is_updated_once(editor, page):
    assert len(updates_of_row(edit(editor, page, **CHANGED))) == 1
    page.refresh_from_db()
    assert (page.title, page.body, page.told[0]["reason"]) == tuple(CHANGED.values())
    assert page.updated_at > page.published_at


@each_page
def test_only_a_text_that_changed_is_rendered_and_only_once(editor, page, rendered):
    data = form_at(editor, change(page), **CHANGED)
    rendered.clear()
    save(editor, page, data)
    assert rendered == [CHANGED["body"]]
    edit(editor, page, title="A third title")
    assert rendered == [CHANGED["body"]]


def test_each_text_of_a_form_that_changed_is_rendered_once(editor, comparison, rendered):
    data = form_at(editor, change(comparison), body="B", verdict="V", **{"faqs-1-answer": "A"})
    data["subjects-2-choose_when"] = "C"
    rendered.clear()
    save(editor, comparison, data)
    assert sorted(rendered) == ["A", "B", "C", "V"]


@each_page
def test_what_is_held_back_from_being_published_is_saved_and_rendered_once(editor, page, rendered):
    Article.objects.filter(pk=page.pk).update(status="draft", published_at=None)
    data = form_at(editor, change(page), summary="", body="Lacks a summary.", status="published")
    rendered.clear()
    assert len(updates_of_row(save(editor, page, data))) == 1
    page.refresh_from_db()
    assert (page.status, page.published_at, page.body) == ("draft", None, "Lacks a summary.")
    assert rendered == ["Lacks a summary."]


@each_page
def test_a_page_may_link_to_itself_when_it_is_published(editor, page):
    Article.objects.filter(pk=page.pk).update(status="draft", published_at=None)
    edit(editor, page, body=f"See [above]({page.get_absolute_url()}#top).", status="published")
    page.refresh_from_db()
    assert page.status == "published"


def test_the_revision_of_a_save_holds_what_the_database_holds(editor, comparison):
    data = form_at(editor, change(comparison), title="Carriage\rreturn", body="a\r\nb", featured="on", slug="other")
    data |= {"faqs-0-DELETE": "on", "faqs-1-question": "Reworded?", "subjects-0-position": "9"}
    add_row(data, "faqs", question="New?", answer="Yes.", position="")
    save(editor, comparison, data)
    (newest, *_) = Revision.objects.of(comparison)
    assert newest.snapshot == comparison.snapshot()
    assert Revision.objects.of(comparison).count() == 2
