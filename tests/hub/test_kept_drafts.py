"""What a browser kept of a text that was not saved: it comes back to where it belongs, and overwrites nobody."""

import json

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Article, Tag
from tests.desk import change, form_at, make_staff, signed_in
from tests.factories import make_article, make_fact, make_faq, make_feature, make_technology, make_topic
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
    while restore and desk.get_by_role("button", name="Restore it").count():
        desk.get_by_role("button", name="Restore it").first.click()


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


# --- every field of every form, a copy for each tab ---


def leave(desk, words):
    wait_until_kept(desk, words)
    desk.goto("/admin/")


def choose(desk, name, term):
    """Choose by typing in a list that is searched."""
    desk.locator(f"#id_{name} + .select2 .select2-selection").click()
    desk.locator(".select2-search__field:focus").fill(term)
    desk.locator(".select2-results__option--highlighted").get_by_text(term).click()


def test_every_kind_of_field_comes_back(open_page, editor, article):
    tag, topic, faq = Tag.objects.create(name="Proofs"), make_topic(name="Topical"), make_faq(article, question="Why?")
    desk = open_page(editor)
    desk.goto(change(article))
    editor_of(desk, "body")[0].wait_for()
    desk.locator("#id_slug").fill("other-slug")
    choose(desk, "tags", tag.name)
    choose(desk, "topic", topic.name)
    desk.locator("#id_featured").check()
    desk.locator("#id_published_at_0").fill("2026-01-02")
    desk.locator("#id_published_at_1").fill("03:04")
    desk.locator("#id_faqs-0-question").fill("Why not?")
    leave(desk, "Why not?")
    come_back(desk, article)
    save(desk)
    article.refresh_from_db()
    faq.refresh_from_db()
    assert (article.slug, article.topic, article.featured, [*article.tags.all()]) == ("other-slug", topic, True, [tag])
    assert (article.published_at.isoformat(), faq.question) == ("2026-01-02T03:04:00+00:00", "Why not?")


def test_a_fact_and_its_sources_come_back(open_page, editor):
    fact = make_fact(make_technology(), make_feature(), value="Stored", level="yes")
    desk = open_page(editor)
    desk.goto(change(fact))
    desk.locator("#id_level").select_option("partial")
    desk.locator("#id_note").fill("Half of it.")
    desk.locator("#id_reason").fill("Looked at again.")
    desk.get_by_text("Add another Source").click()
    last = desk.locator(".dynamic-sources").last
    last.locator("[name$=-title]").fill("Manual")
    last.locator("[name$=-url]").fill("https://example.org/manual")
    leave(desk, "https://example.org/manual")
    desk.goto(change(fact))
    desk.get_by_role("button", name="Restore it").click()
    save(desk)
    fact.refresh_from_db()
    assert (fact.level, fact.note) == ("partial", "Half of it.")
    assert "https://example.org/manual" in fact.sources.values_list("url", flat=True)


def test_two_forms_for_something_new_keep_a_copy_each(open_page, editor):
    one = open_page(editor)
    two = one.context.new_page()
    for desk, name in ((one, "Left"), (two, "Right")):
        desk.goto(reverse("admin:comparisons_technology_add"))
        desk.locator("#id_name").fill(name)
        wait_until_kept(desk, name)
    expect(two.get_by_role("region", name="Unsaved text")).to_have_count(0)  # the other tab is still at it
    two.close()
    one.goto("/admin/")
    one.goto(reverse("admin:comparisons_technology_add"))
    expect(one.get_by_role("button", name="Restore it")).to_have_count(2)
    names = set()
    for _ in range(2):  # the first is offered again where the second is written over it
        one.get_by_role("button", name="Restore it").last.click()
        names.add(one.locator("#id_name").input_value())
    assert names == {"Left", "Right"}
    expect(one.get_by_role("button", name="Restore it")).to_have_count(1)


def test_saving_in_one_tab_leaves_what_was_typed_in_another(open_page, editor, article):
    desk = type_and_leave(open_page, editor, article, summary="Of the first tab.")
    other = desk.context.new_page()
    other.goto(change(article))
    other.locator("#id_title").fill("Of the second tab")
    save(other)
    come_back(desk, article)
    expect(desk.locator("#id_summary")).to_have_value("Of the first tab.")
    save(desk)
    article.refresh_from_db()
    assert (article.title, article.summary) == ("Of the second tab", "Of the first tab.")


def test_a_copy_is_offered_to_nobody_else(open_page, editor, article):
    desk = type_and_leave(open_page, editor, article, summary="Between me and the page.")
    session = signed_in(make_staff("Editors", username="olga")).cookies["sessionid"].value
    desk.context.clear_cookies(name="sessionid")
    desk.context.add_cookies([{"name": "sessionid", "value": session, "url": desk.url.replace("/admin/", "")}])
    come_back(desk, article, restore=False)
    expect(desk.get_by_role("region", name="Unsaved text")).to_have_count(0)


def test_what_is_kept_can_be_cleared_and_ends_with_the_session_of_a_shared_machine(open_page, editor, article):
    desk = type_and_leave(open_page, editor, article, summary="Kept.")
    desk.goto(reverse("account"))
    expect(desk.locator("#kept-here output")).to_have_text("1 form with text that was not saved.")
    desk.get_by_role("button", name="Forget it").click()
    expect(desk.locator("#kept-here output")).to_have_text("Nothing.")
    desk.get_by_label("Others use this machine too").check()
    desk.goto(change(article))
    desk.locator("#id_summary").fill("Not for the next one.")
    wait_until_kept(desk, "Not for the next one.")
    with desk.expect_navigation():
        desk.get_by_role("button", name="Log out").click()
    assert "Not for the next one." not in desk.evaluate("JSON.stringify(localStorage)")


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
