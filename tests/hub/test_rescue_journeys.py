"""A form that the site cannot take, in a real browser: what was typed is on the page that says so."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from comparisons.models import Fact
from tests.desk import change, make_staff
from tests.factories import make_article
from tests.hub.test_history_journeys import violations
from tests.table_browser import cell, make_named_table
from tests.table_desk import table_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORK = "What took me an hour to write, and what I shall not write again. It has *marks*.\n\nAnd a second paragraph."


@pytest.fixture
def writer():
    return make_staff("Authors", username="anton")


@pytest.fixture
def draft(writer):
    return make_article(status="draft", published_at=None, owner=writer)


def write(open_page, writer, draft):
    desk = open_page(writer, viewport={"width": 360, "height": 800})
    desk.goto(change(draft))
    desk.locator("#id_title").fill("Mine")
    desk.locator("#id_body").fill(WORK)
    return desk


def send(desk, name="Save"):
    with desk.expect_navigation():
        desk.get_by_role("button", name=name, exact=True).press("Enter")


def expect_given_back(desk, open_page, sentence):
    expect(desk.get_by_role("alert")).to_contain_text(sentence)
    expect(desk.get_by_label("Body")).to_have_value(WORK)
    assert desk.evaluate("document.documentElement.scrollWidth") <= 360
    open_page.forgive("400", "403", "413")
    assert violations(desk, "#content-main") == []


def test_who_is_signed_out_while_writing_signs_in_in_another_tab_and_sends_it_again(open_page, writer, draft):
    desk = write(open_page, writer, draft)
    cookies = desk.context.cookies()
    desk.context.clear_cookies(name="sessionid")
    send(desk)
    expect_given_back(desk, open_page, "You were signed out before this was sent.")
    desk.context.add_cookies(cookies)
    send(desk, "Send it again")
    expect(desk.locator(".messagelist .success")).to_be_visible()
    draft.refresh_from_db()
    assert (draft.title, draft.body.replace("\r\n", "\n")) == ("Mine", WORK)


def test_who_loses_the_right_while_writing_has_the_text_and_sends_it_once_it_is_a_draft_again(open_page, writer, draft):
    desk = write(open_page, writer, draft)
    Article.objects.update(status="withdrawn")
    send(desk)
    expect_given_back(desk, open_page, "Your account may not do this, or not any more")
    Article.objects.update(status="draft")
    send(desk, "Send it again")
    expect(desk.locator(".messagelist .success")).to_be_visible()
    assert Article.objects.get().title == "Mine"


def test_a_form_that_is_too_large_is_refused_and_what_was_typed_is_offered_again(open_page, writer, draft, settings):
    desk = write(open_page, writer, draft)
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE, usual = 100, settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    send(desk)
    expect(desk.locator("body")).to_contain_text("This is more than can be sent at once.")
    open_page.forgive("413")
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = usual
    desk.goto(change(draft))
    desk.get_by_role("button", name="Restore it").click()
    expect(desk.locator("#id_body")).to_have_value(WORK)
    assert Article.objects.get().title != "Mine"


def test_a_text_of_three_megabytes_is_refused_in_the_form_that_still_holds_it(open_page, writer, draft):
    desk = open_page(writer)
    desk.goto(change(draft))
    desk.locator("#id_body").evaluate("(area) => { area.value = 'All work and no play.\\n'.repeat(140000); }")
    send(desk)
    expect(desk.locator(".errorlist")).to_contain_text(["A text can have 400,000 characters at most."])
    assert len(desk.locator("#id_body").input_value()) == 22 * 140_000


@pytest.mark.parametrize("lost", ["session", "rights"])
def test_cells_typed_into_a_table_stay_where_they_cannot_be_saved(open_page, lost):
    editor, comparison = make_staff("Editors"), make_named_table()
    desk = open_page(editor)
    desk.goto(table_of(comparison))
    cell(desk).click()
    desk.get_by_label("Value", exact=True).fill("Views, not the ORM")
    if lost == "session":
        desk.context.clear_cookies(name="sessionid")
    else:
        editor.groups.clear()
    desk.get_by_role("button", name="Save 1 cell").click()
    said = {"session": "You are signed out.", "rights": "your account may not see it any more"}[lost]
    expect(desk.locator("#grid-messages")).to_contain_text(said)
    expect(cell(desk)).to_contain_text("Views, not the ORM")
    assert not Fact.objects.filter(value="Views, not the ORM").exists()
    open_page.forgive("403")
