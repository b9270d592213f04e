"""What an author and an editor do at the desk, in a real browser, up to what a reader then sees."""

import base64
import re
from contextlib import suppress
from io import BytesIO

import pytest
from django.contrib import admin
from PIL import Image
from playwright.sync_api import Error, expect

from articles.models import Article
from comparisons.models import Comparison, Fact
from tests.desk import change, make_staff
from tests.factories import make_article, make_comparison, make_fact, make_faq, make_feature, make_technology

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASTE = """(area, picture) => {
  const bytes = Uint8Array.from(atob(picture), (sign) => sign.charCodeAt(0));
  const clipboard = new DataTransfer();
  clipboard.items.add(new File([bytes], "shot [1].png", { type: "image/png" }));
  area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true }));
}"""


def picture():
    file = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


def editor_of(page, field):
    """The box of a Markdown field: its text and its preview."""
    box = page.locator(f".markdownx:has(#id_{field})")
    return box.locator("textarea"), box.locator(".markdownx-preview .preview")


def add_picture(page, words):
    """Answer the question that is asked about a picture."""
    page.get_by_label("Alternative text").fill(words)
    page.keyboard.press("Enter")


def choose(page, field, term, name):
    """Choose from an autocomplete field by typing. A click on what it listed before it was searched may get lost."""
    chosen = page.locator(f"#id_{field} + .select2 .select2-selection")
    chosen.click()
    with page.expect_response(lambda response: f"term={term}" in response.url):
        page.locator(".select2-dropdown .select2-search__field").fill(term)
    expect(page.locator(".loading-results")).to_have_count(0)
    page.locator(".select2-results__option", has_text=re.compile(f"^{name}$")).click()
    expect(chosen).to_contain_text(name)


def save(page):
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator(".messagelist .success").wait_for()
    page.wait_for_load_state("load")  # what was kept of the text is forgotten then


def test_an_author_writes_a_draft_with_a_picture_which_an_editor_publishes_and_a_reader_sees(open_page):
    author, editor = make_staff("Authors"), make_staff("Editors")
    desk = open_page(author)
    desk.goto("/admin/articles/article/add/")
    desk.locator("#id_title").fill("How we work")
    desk.locator("#id_summary").fill("Two people check each fact.")
    text, preview = editor_of(desk, "body")
    text.press_sequentially("We **check**.\n\n")
    expect(preview.locator("strong")).to_contain_text("check")

    text.evaluate(PASTE, picture())
    add_picture(desk, "Two people at a desk")
    expect(preview.locator("img")).to_have_attribute("alt", "Two people at a desk")
    assert desk.locator("#id_status").count() == 0
    save(desk)
    article = Article.objects.get()
    assert re.fullmatch(r"We \*\*check\*\*\.\n\n!\[Two people at a desk\]\(/media/\S+\.png\)", article.body)
    assert article.status == "draft"

    desk = open_page(editor)
    desk.goto("/admin/articles/article/")
    desk.get_by_role("link", name="How we work").click()
    assert desk.get_by_role("link", name="View on site").count() == 0
    desk.locator("#id_status").select_option("published")
    desk.get_by_role("button", name="Save and continue editing").click()
    address = desk.get_by_role("link", name="View on site").get_attribute("href")

    reader = open_page()
    reader.goto(address)
    expect(reader.get_by_role("heading", name="How we work")).to_be_visible()
    image = reader.get_by_role("img", name="Two people at a desk")
    image.scroll_into_view_if_needed()
    expect(image).to_have_js_property("complete", True)
    expect(image).to_have_js_property("naturalWidth", 60)


def test_an_editor_makes_a_comparison_on_one_form(open_page):
    for name in ("Django", "Flask"):
        make_technology(name=name)
    for name in ("Async", "Admin panel", "Templates"):
        make_feature(name=name)
    desk = open_page(make_staff("Editors"))
    desk.goto("/admin/comparisons/comparison/add/")
    desk.locator("#id_title").fill("Django vs Flask")
    desk.locator("#id_summary").fill("Both, side by side.")
    desk.locator("#id_verdict").fill("Take **Django**.")
    for index, name in enumerate(("Django", "Flask")):
        choose(desk, f"subjects-{index}-technology", name[:3].lower(), name)
        desk.locator(f"#id_subjects-{index}-choose_when").fill(f"- you like {name}")
    for index, name in enumerate(("Templates", "Async", "Admin panel")):
        desk.get_by_role("button", name="Add another Row").click()
        choose(desk, f"rows-{index}-feature", name[:4].lower(), name)
    desk.get_by_role("button", name="Add another FAQ").click()
    desk.locator("#id_faqs-0-question").fill("Can I use both?")
    answer, preview = editor_of(desk, "faqs-0-answer")
    answer.fill("Yes, *behind one proxy*.")
    expect(preview.locator("em")).to_contain_text("behind one proxy")
    desk.locator("#id_status").select_option("published")
    save(desk)
    comparison = Comparison.objects.get()
    assert [row.feature.name for row in comparison.rows.all()] == ["Templates", "Async", "Admin panel"]

    reader = open_page()
    reader.goto(comparison.get_absolute_url())
    for words in ("you like Flask", "Take Django.", "Can I use both?"):
        expect(reader.get_by_text(words).first).to_be_visible()
    headers = reader.locator("table").first.locator("tbody th").all_inner_texts()
    assert [name for name in ("Templates", "Async", "Admin panel") if any(name in header for header in headers)]


def test_a_fact_corrected_at_the_desk_is_correct_on_the_page(open_page):
    comparison = make_comparison()
    fact = Fact.objects.first()
    desk, reader = open_page(make_staff("Editors")), open_page()
    desk.goto(change(fact))
    desk.locator("#id_value").fill("Since version 3")
    desk.locator("#id_sources-0-title").fill("The new release notes")
    save(desk)
    reader.goto(comparison.get_absolute_url())
    expect(reader.get_by_text("Since version 3").first).to_be_visible()
    assert "The new release notes" in reader.content()


def test_a_fact_refused_for_want_of_a_source_keeps_its_text(open_page):
    fact = make_fact(make_technology(), make_feature())
    desk = open_page(make_staff("Editors"))
    desk.goto(change(fact))
    desk.locator("#id_note").fill("A note that took an hour.")
    desk.locator("#id_sources-0-DELETE").check()
    desk.get_by_role("button", name="Save", exact=True).click()
    desk.get_by_text("A fact needs at least one source; without one its level can only be unknown.").wait_for()
    assert desk.locator("#id_note").input_value() == "A note that took an hour."
    fact.refresh_from_db()
    assert fact.note != "A note that took an hour."


def test_no_page_of_the_desk_breaks_the_security_policy(open_page):
    comparison = make_comparison()
    make_faq(comparison)
    desk = open_page(make_staff(is_superuser=True), viewport={"width": 360, "height": 800})
    desk.goto("/admin/")
    for model in admin.site._registry:
        listing = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        desk.goto(listing)
        expect(desk.locator("h1").first).to_be_visible()
        if desk.locator(".addlink:visible").count():
            desk.goto(f"{listing}add/")
            expect(desk.get_by_role("button", name="Save", exact=True)).to_be_visible()
    for part in ("change", "history", "delete"):
        desk.goto(change(comparison).replace("change", part))
        assert desk.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    desk.goto("/admin/login/")


# --- the editor by itself ---


def open_editor(open_page, **fields):
    desk = open_page(make_staff("Editors"))
    desk.goto(change(make_article(status="draft", **fields)))
    return desk, *editor_of(desk, "body")


def test_tab_leaves_the_editor_and_undo_takes_a_picture_back(open_page):
    desk, text, preview = open_editor(open_page)
    text.press_sequentially("Before ")
    text.evaluate(PASTE, picture())
    add_picture(desk, "A teal square")
    preview.locator("img").wait_for()
    for _ in range(2):
        text.press("Control+z")
    assert text.input_value() == "Before "
    text.press("Tab")
    assert desk.evaluate("document.activeElement.id") != "id_body"


def test_a_late_answer_never_replaces_a_newer_one(open_page):
    desk, text, preview = open_editor(open_page)
    held = []
    desk.route("**/markdown/preview/", lambda route: held.append(route))
    for words in ("old", "new"):
        with desk.expect_request("**/markdown/preview/"):
            text.fill(words)
    while len(held) < 2:
        desk.wait_for_timeout(20)
    for route, words in ((held[1], "new"), (held[0], "old")):
        with suppress(Error):  # nobody waits for the old one any more
            route.fulfill(body=f"<p>{words}</p>", content_type="text/html")
    expect(preview).to_have_text("new")
    desk.wait_for_timeout(100)
    assert preview.inner_text() == "new"


def test_an_ended_session_is_a_short_message_and_the_text_is_kept(open_page):
    desk, text, preview = open_editor(open_page)
    text.fill("Shown.")
    expect(preview).to_contain_text("Shown.")
    cookies = desk.context.cookies()
    desk.context.clear_cookies(name="sessionid")
    text.press_sequentially("Long typed text.")
    message = desk.get_by_role("status").filter(has_text="You are signed out.")
    message.wait_for()
    text.evaluate(PASTE, picture())
    add_picture(desk, "Lost for now")
    expect(text).not_to_have_value(re.compile("Uploading"))
    assert "Long typed text." in text.input_value()
    assert preview.inner_text() == "Shown."
    desk.context.add_cookies(cookies)
    text.press_sequentially(" And on.")
    expect(preview).to_contain_text("And on.")
    open_page.forgive("403")


def test_what_is_no_picture_is_refused_beside_the_text(open_page):
    desk, text, _ = open_editor(open_page, body="Typed.")
    desk.locator(".markdownx:has(#id_body) input[type=file]").set_input_files(
        {"name": "x.png", "mimeType": "image/png", "buffer": b"no picture"}
    )
    add_picture(desk, "Anything")
    desk.get_by_role("status").filter(has_text="Your text is kept.").wait_for()
    assert text.input_value() == "Typed."
    open_page.forgive("400")


def test_a_link_in_the_preview_does_not_leave_the_form(open_page):
    desk, text, preview = open_editor(open_page)
    text.fill("[away](/) and [^1]\n\n[^1]: Note.")
    with desk.context.expect_page():
        preview.get_by_role("link", name="away").click()
    preview.get_by_role("link").nth(1).click()
    assert desk.url.endswith("/change/")
    assert "Note." in text.input_value()


def test_the_preview_has_a_name_and_can_be_scrolled_by_keyboard(open_page):
    desk, _, preview = open_editor(open_page, body="## Part\n\n" + "Long. \n\n" * 400)
    box = desk.get_by_role("region", name="Preview of Body")
    box.focus()
    preview.get_by_text("Long.").first.wait_for()
    box.press("End")
    expect(box).not_to_have_js_property("scrollTop", 0)
