"""Writing at the desk, in a real browser, by keyboard wherever that is possible."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from articles.models import Article
from tests.desk import change, make_staff
from tests.factories import make_article, make_comparison, make_faq, make_technology
from tests.hub.test_admin_journeys import PASTE, editor_of, picture, save

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OURS = {"include": [[".markdownx"], [".checklist"], [".submit-row"], [".field-preview_link"], [".editor-dialog"]]}


def open_editor(open_page, user=None, **fields):
    user = user or make_staff("Editors")
    desk = open_page(user)
    desk.goto(change(make_article(status="draft", published_at=None, owner=user, **fields)))
    return desk, *editor_of(desk, "body")


def violations(open_page, page):
    """What axe finds on our parts of the form. It measures with styles of its own, which the policy reports."""
    before = list(open_page.complaints)
    found = Axe().run(page, context=OURS).response["violations"]
    open_page.complaints[:] = before
    return [(rule["id"], node["html"][:160]) for rule in found for node in rule["nodes"]]


def select(text, words):
    text.evaluate(
        """(area, words) => {
            const start = area.value.indexOf(words);
            area.focus();
            area.setSelectionRange(start, start + words.length);
        }""",
        words,
    )


def wait_until_kept(page, words):
    while not page.evaluate("words => Object.values(localStorage).some(kept => kept.includes(words))", words):
        page.wait_for_timeout(50)


# --- marks ---


def test_keys_and_buttons_set_marks_and_undo_takes_each_back(open_page):
    desk, text, preview = open_editor(open_page, body="one two three")
    select(text, "two")
    text.press("Control+b")
    assert text.input_value() == "one **two** three"
    text.press("Control+b")
    assert text.input_value() == "one two three"
    text.press("Control+i")
    expect(preview.locator("em")).to_have_text("two")
    for _ in range(3):
        text.press("Control+z")
    assert text.input_value() == "one two three"

    select(text, "three")
    desk.get_by_role("button", name="Code", exact=True).first.click()
    assert text.input_value() == "one two `three`"
    text.press("Control+Shift+Digit8")
    assert text.input_value() == "- one two `three`"
    text.press("Control+Shift+Digit2")
    assert text.input_value() == "## one two `three`"
    text.fill("a\nb")
    text.press("Control+a")
    text.press("Control+Shift+Digit7")
    assert text.input_value() == "1. a\n2. b"


def test_the_toolbar_is_one_stop_for_tab_and_arrows_go_along_it(open_page):
    desk, text, _ = open_editor(open_page, body="word")
    select(text, "word")
    text.press("Shift+Tab")
    bold = desk.get_by_role("toolbar", name="Marks for Body").get_by_role("button", name="Bold")
    expect(bold).to_be_focused()
    desk.keyboard.press("ArrowRight")
    desk.keyboard.press("Enter")
    assert text.input_value() == "*word*"
    expect(text).to_be_focused()
    text.press("Shift+Tab")
    desk.keyboard.press("End")
    expect(desk.get_by_role("button", name="Picture").first).to_be_focused()


def test_rows_added_later_have_the_whole_editor(open_page):
    desk, _, _ = open_editor(open_page)
    desk.get_by_text("Add another FAQ").click()
    answer, preview = editor_of(desk, "faqs-0-answer")
    answer.press_sequentially("short")
    answer.press("Control+a")
    answer.press("Control+b")
    expect(preview.locator("strong")).to_have_text("short")


# --- links and pictures ---


def test_a_page_of_the_hub_is_found_by_its_title_and_linked_by_keyboard_alone(open_page):
    make_comparison(title="Zebra vs horse", slug="zebra-vs-horse")
    make_technology(name="Zebra.js")
    desk, text, preview = open_editor(open_page, body="Read this now.")
    select(text, "this")
    text.press("Control+k")
    desk.keyboard.type("zebra")
    desk.get_by_role("dialog").get_by_role("option").nth(1).wait_for()
    desk.keyboard.press("ArrowDown")
    while "Zebra vs horse" not in desk.get_by_role("dialog").locator("[aria-selected=true]").inner_text():
        desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    expect(text).to_have_value("Read [this](/comparisons/zebra-vs-horse/) now.")
    expect(text).to_be_focused()
    expect(preview.get_by_role("link", name="this")).to_have_attribute("href", "/comparisons/zebra-vs-horse/")


def test_a_link_to_an_address_and_a_dialog_that_is_left(open_page):
    desk, text, _ = open_editor(open_page, body="Read this.")
    select(text, "this")
    desk.get_by_role("button", name="Link", exact=True).first.click()
    desk.keyboard.type("nothing of this name")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("dialog").get_by_role("status")).to_contain_text("No page has this name.")
    desk.keyboard.press("Escape")
    expect(text).to_have_value("Read this.")
    expect(text).to_be_focused()
    text.press("Control+k")
    desk.keyboard.type("https://example.org/a_(b)")
    desk.keyboard.press("Enter")
    expect(text).to_have_value("Read [this](<https://example.org/a_(b)>).")


def test_a_picture_asks_for_its_words_or_for_the_knowledge_that_it_needs_none(open_page):
    desk, text, preview = open_editor(open_page)
    text.evaluate(PASTE, picture())
    desk.get_by_role("button", name="Add it").click()  # without words: the browser asks for them
    expect(desk.get_by_role("dialog", name="Add a picture")).to_be_visible()
    desk.get_by_label("It is decorative").check()
    desk.get_by_role("button", name="Add it").click()
    expect(preview.locator("img")).to_have_attribute("alt", "")
    expect(preview.locator("img")).to_have_attribute("width", "60")
    assert text.input_value().endswith('.png "decorative")')
    text.evaluate(PASTE, picture())
    desk.keyboard.press("Escape")
    assert text.input_value().count("/media/") == 1


# --- nothing typed is lost ---


def test_text_that_was_not_saved_is_offered_again_with_its_rows(open_page):
    desk, text, _ = open_editor(open_page)
    address = desk.url
    text.fill("An hour's work.")
    desk.get_by_text("Add another FAQ").click()
    editor_of(desk, "faqs-0-answer")[0].fill("An answer.")
    wait_until_kept(desk, "An answer.")
    desk.goto("/admin/")
    desk.goto(address)
    expect(desk.get_by_role("region", name="Unsaved text")).to_contain_text("not saved")
    assert text.input_value() == ""
    desk.get_by_role("button", name="Restore it").click()
    expect(text).to_have_value("An hour's work.")
    expect(desk.locator("#id_faqs-0-answer")).to_have_value("An answer.")
    desk.locator("#id_faqs-0-question").fill("Why?")
    save(desk)
    assert desk.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('hub-draft')).length") == 0


def test_a_session_that_ends_before_saving_loses_nothing(open_page):
    desk, text, _ = open_editor(open_page)
    address = desk.url
    text.fill("An hour's work.")
    cookies = desk.context.cookies()
    desk.context.clear_cookies(name="sessionid")
    with desk.expect_navigation():
        desk.get_by_role("button", name="Save", exact=True).click()
    desk.context.add_cookies(cookies)
    desk.goto(address)
    desk.get_by_role("button", name="Restore it").click()
    expect(text).to_have_value("An hour's work.")
    open_page.forgive("403")


def test_discarded_text_is_not_offered_again(open_page):
    desk, text, _ = open_editor(open_page)
    text.fill("Nonsense.")
    wait_until_kept(desk, "Nonsense.")
    desk.reload()
    desk.get_by_role("button", name="Discard it").click()
    desk.reload()
    editor_of(desk, "body")[0].wait_for()
    expect(desk.get_by_role("region", name="Unsaved text")).to_have_count(0)


# --- before and after publishing ---


def test_an_author_previews_an_unsaved_page_and_shares_a_draft(open_page):
    author = make_staff("Authors")
    desk, text, _ = open_editor(open_page, author, title="Plan")
    text.fill("Not *yet* saved.")
    with desk.context.expect_page() as opened:
        desk.get_by_role("button", name="Preview", exact=True).press("Enter")
    preview = opened.value
    expect(preview.locator(".preview-notice")).to_contain_text("Nothing of it is saved or public.")
    expect(preview.locator(".prose em")).to_have_text("yet")
    assert Article.objects.get().body == ""

    address = desk.get_by_role("link", name="/preview/").get_attribute("href")
    colleague = open_page()
    colleague.goto(address[address.index("/preview/") :])
    expect(colleague.locator("h1")).to_have_text("Plan")


def test_an_editor_mends_what_the_checklist_names_publishes_withdraws_and_restores(open_page):
    desk, _, _ = open_editor(open_page, title="Zebras")
    desk.locator("#id_status").select_option("published")
    desk.get_by_role("button", name="Save", exact=True).click()
    desk.get_by_role("link", name="The summary is missing").press("Enter")
    expect(desk.locator("#id_summary")).to_be_focused()
    desk.keyboard.type("In short.")
    desk.locator("#id_status").select_option("published")
    save(desk)
    reader = open_page()
    assert reader.goto("/articles/zebras/").status == 200

    desk.get_by_role("link", name="Zebras").first.click()
    desk.get_by_role("button", name="Save and withdraw").click()
    expect(desk.locator(".checklist")).to_contain_text("Withdrawn")
    assert reader.goto("/articles/zebras/").status == 410
    expect(reader.locator("h1")).to_have_text("This page is no longer here")
    open_page.forgive("410")

    desk.get_by_role("button", name="Delete", exact=True).click()
    desk.get_by_role("button", name="Yes").click()
    desk.locator(".messagelist").get_by_role("link", name="trash").click()
    desk.get_by_role("checkbox", name="Zebras").check()
    desk.locator("select[name=action]").select_option("restore")
    desk.get_by_role("button", name="Run").click()
    desk.locator(".messagelist").get_by_role("link", name="Zebras").click()
    expect(desk.locator("#id_summary")).to_have_value("In short.")


def test_a_reader_who_followed_a_renamed_page_follows_it_back(open_page):
    article, reader = make_article(slug="old"), open_page()
    for slug, asked in (("new", "old"), ("old", "new"), ("new", "old")):
        article.slug = slug
        article.save()
        reader.goto(f"/articles/{asked}/")
        expect(reader).to_have_url(re.compile(f"/articles/{slug}/$"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_editor_and_its_dialogs(open_page, scheme):
    article = make_article(status="draft", published_at=None, body="## Part\n\n[a](/nowhere/)\n\n- item")
    make_faq(article)
    desk = open_page(make_staff("Editors"), color_scheme=scheme, viewport={"width": 360, "height": 800})
    desk.goto(change(article))
    text, preview = editor_of(desk, "body")
    text.scroll_into_view_if_needed()
    preview.locator("h2").wait_for()
    assert violations(open_page, desk) == []
    assert desk.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    text.press("Control+k")
    assert violations(open_page, desk) == []
    desk.keyboard.press("Escape")
    text.evaluate(PASTE, picture())
    desk.get_by_label("Alternative text").wait_for()
    assert violations(open_page, desk) == []
