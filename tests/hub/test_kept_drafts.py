"""What a browser kept of a text that was not saved: it comes back to where it belongs, and overwrites nobody."""

import json

import pytest
from playwright.sync_api import expect

from articles.models import Article
from tests.desk import change, form_at, make_staff, signed_in
from tests.factories import make_article, make_faq
from tests.hub.test_admin_journeys import editor_of, save
from tests.hub.test_writing_journeys import wait_until_kept

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BODY = "One.\n\nTwo.\n\nThree."


@pytest.fixture
def article():
    return make_article(status="draft", published_at=None, body=BODY, summary="Before.")


@pytest.fixture
def editor():
    return make_staff("Editors")


@pytest.fixture
def colleague():
    return signed_in(make_staff("Editors", username="otto"))


def type_and_leave(open_page, editor, article, **texts):
    """Type into the fields of these ids and close the tab; the browser is left with what it kept."""
    desk = open_page(editor)
    desk.goto(change(article))
    editor_of(desk, "body")[0].wait_for()
    for name, text in texts.items():
        desk.locator(f"#id_{name.replace('__', '-')}").fill(text)
        wait_until_kept(desk, json.dumps(text)[1:-1])
    desk.goto("/admin/")
    return desk


def come_back(desk, article, *, restore=True):
    desk.goto(change(article))
    editor_of(desk, "body")[0].wait_for()
    if restore:
        desk.get_by_role("button", name="Restore it").click()


def press_save(desk):
    with desk.expect_navigation():
        desk.get_by_role("button", name="Save", exact=True).click()


def saves(client, article, **changes):
    changes = {name.replace("__", "-"): value for name, value in changes.items()}
    assert client.post(change(article), form_at(client, change(article), **changes)).status_code == 302


def test_what_a_colleague_saved_meanwhile_is_kept_beside_a_restored_text(open_page, editor, colleague, article):
    desk = type_and_leave(open_page, editor, article, body=BODY.replace("One", "Mine"), title="My title")
    saves(colleague, article, body=BODY.replace("Three", "Theirs"), summary="Theirs.")
    come_back(desk, article)
    expect(desk.locator("#id_body")).to_have_value(BODY.replace("One", "Mine"))
    save(desk)
    article.refresh_from_db()
    assert (article.title, article.summary) == ("My title", "Theirs.")
    assert article.body == "Mine.\n\nTwo.\n\nTheirs."


def test_what_both_changed_is_asked_about_and_both_texts_are_shown(open_page, editor, colleague, article):
    desk = type_and_leave(open_page, editor, article, body=BODY.replace("One", "Mine"), summary="My summary.")
    saves(colleague, article, body=BODY.replace("One", "Theirs"), summary="Theirs.")
    come_back(desk, article)
    press_save(desk)
    expect(desk.locator(".errornote + .errorlist, .errorlist").first).to_contain_text("otto changed this")
    expect(desk.locator(".conflicts legend")).to_have_text(["Summary", "Body"])
    article.refresh_from_db()
    assert (article.body, article.summary) == (BODY.replace("One", "Theirs"), "Theirs.")


def test_an_answer_comes_back_to_its_own_question_whatever_its_number_is_by_then(open_page, editor, colleague, article):
    one, two = make_faq(article, question="What is one?", position=1), make_faq(article, question="What is two?")
    two.position = 2
    two.save()
    desk = type_and_leave(open_page, editor, article, faqs__0__answer="It is one.")
    saves(colleague, article, faqs__0__position="9", faqs__1__answer="Theirs.")
    come_back(desk, article)
    save(desk)
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.answer, two.answer) == ("It is one.", "Theirs.")


def test_an_answer_that_both_changed_is_asked_about(open_page, editor, colleague, article):
    faq = make_faq(article)
    desk = type_and_leave(open_page, editor, article, faqs__0__answer="Mine.")
    saves(colleague, article, faqs__0__answer="Theirs.")
    come_back(desk, article)
    press_save(desk)
    expect(desk.locator(".conflicts legend")).to_have_text(["Answer"])
    faq.refresh_from_db()
    assert faq.answer == "Theirs."


def test_an_answer_whose_question_was_deleted_comes_back_with_it_as_a_new_one(open_page, editor, colleague, article):
    make_faq(article, question="Deleted?", position=1)
    kept = make_faq(article, question="Kept?", answer="Kept.", position=2)
    desk = type_and_leave(open_page, editor, article, faqs__0__answer="Mine.")
    saves(colleague, article, faqs__0__DELETE="on")
    come_back(desk, article)
    expect(desk.get_by_role("status").first).to_contain_text("Somebody else deleted what some of this text belonged to")
    save(desk)
    kept.refresh_from_db()
    assert kept.answer == "Kept."
    assert [(faq.question, faq.answer) for faq in article.faqs.all()] == [("Kept?", "Kept."), ("Deleted?", "Mine.")]


def test_a_new_question_stays_one_where_a_colleague_has_added_another(open_page, editor, colleague, article):
    desk = open_page(editor)
    desk.goto(change(article))
    editor_of(desk, "body")[0].wait_for()
    desk.get_by_text("Add another FAQ").click()
    desk.locator("#id_faqs-0-question").fill("Mine?")
    editor_of(desk, "faqs-0-answer")[0].fill("My answer.")
    wait_until_kept(desk, "My answer.")
    desk.goto("/admin/")
    make_faq(article, question="Theirs?", answer="Their answer.")
    come_back(desk, article)
    save(desk)
    found = {faq.question: faq.answer for faq in article.faqs.all()}
    assert found == {"Theirs?": "Their answer.", "Mine?": "My answer."}


def test_a_text_that_is_offered_stays_kept_while_something_else_is_typed(open_page, editor, article):
    desk = type_and_leave(open_page, editor, article, body="An hour's work.")
    come_back(desk, article, restore=False)
    desk.locator("#id_summary").fill("A new summary.")
    wait_until_kept(desk, "A new summary.")
    desk.goto("/admin/")
    come_back(desk, article)
    expect(desk.locator("#id_body")).to_have_value("An hour's work.")
    expect(desk.locator("#id_summary")).to_have_value("A new summary.")


def test_a_text_that_an_earlier_release_kept_is_asked_about_and_goes_into_no_row_of_another(open_page, editor, article):
    faq = make_faq(article, answer="Stored.")
    desk = open_page(editor)
    desk.goto("/admin/")
    kept = {"at": "", "values": {"id_summary": "x", "summary": "Mine.", "faqs-0-answer": "My answer."}}
    desk.evaluate(
        "([key, kept]) => localStorage.setItem(key, JSON.stringify({ ...kept, at: new Date().toISOString() }))",
        [f"hub-draft:{change(article)}", kept],
    )
    come_back(desk, article)
    expect(desk.locator("#id_faqs-0-answer")).to_have_value("Stored.")
    expect(desk.locator("#id_faqs-1-answer")).to_have_value("My answer.")
    desk.locator("#id_faqs-1-question").fill("Whose?")
    press_save(desk)
    expect(desk.locator(".conflicts legend")).to_have_text(["Summary"])
    faq.refresh_from_db()
    assert (Article.objects.get().summary, faq.answer) == ("Before.", "Stored.")
