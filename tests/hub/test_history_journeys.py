"""Nothing is lost, walked in a real browser: two tabs, a step back; and a reader who knows better."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from articles.history import revisions
from comparisons.answers.writing import verify_facts
from comparisons.models import Correction, Fact
from tests.desk import change, make_staff
from tests.factories import make_article, make_comparison, make_fact, make_faq, make_feature, make_technology

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def violations(page, part="#content, main"):
    """What axe finds in the part that is ours: the frame around it is Django's."""
    # Its preload puts the styles of the preview into style elements, which the policy blocks, and says so.
    found = Axe().run(page, context=part, options={"preload": False}).response["violations"]
    return [(violation["id"], [node["html"] for node in violation["nodes"]]) for violation in found]


def test_two_tabs_change_the_same_text_and_the_second_is_asked_by_keyboard_alone(open_page):
    erika, article = make_staff("Editors", username="erika"), make_article(title="Page", summary="Old")
    first = open_page(erika, viewport={"width": 1000, "height": 800})
    second = first.context.new_page()
    for page in (first, second):
        page.goto(change(article))
    second.fill("#id_summary", "Theirs, from the other tab")
    second.click("[name=_continue]")
    first.fill("#id_summary", "Mine, from this tab")
    first.fill("#id_title", "Better")
    first.click("[name=_continue]")
    expect(first.get_by_role("heading", name="Changed by you and by somebody else")).to_be_visible()
    assert violations(first, ".conflicts") == []
    first.get_by_label("Keep mine").focus()
    first.keyboard.press("ArrowRight")
    expect(first.get_by_label("Take theirs")).to_be_checked()
    first.keyboard.press("Enter")
    expect(first.locator(".messagelist")).to_contain_text("changed successfully")
    article.refresh_from_db()
    assert (article.title, article.summary) == ("Better", "Theirs, from the other tab")
    assert open_page.complaints == []


def test_an_editor_looks_at_what_changed_and_brings_it_back(open_page):
    article = make_article(title="Page", body="The old text.")
    make_faq(article, question="Deleted?")
    revisions.record(article, reason="First")
    article.faqs.all().delete()
    article.body = "The new text."
    article.save()
    revisions.record(article, reason="Second")
    page = open_page(make_staff("Editors"), viewport={"width": 360, "height": 800})
    page.goto(change(article))
    page.get_by_role("link", name="History").click()
    assert violations(page) == []
    page.locator(".revisions tbody a").last.click()
    expect(page.locator("del").first).to_have_text("new")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_label("Why").fill("Deleted by mistake")
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("is what it was on")
    article.refresh_from_db()
    assert (article.body, article.faqs.count()) == ("The old text.", 1)
    assert open_page.complaints == []


def test_the_history_of_a_fact_fits_a_phone_with_its_checks(open_page):
    fact = make_fact(make_technology(name="Django"), make_feature(), verified_version="6.1")
    revisions.record(fact, reason="Something that is worth a whole sentence", notable=True)
    verify_facts(Fact.objects.all(), make_staff(username="a-rather-long-name-without-any-space"))
    page = open_page(make_staff("Editors"), viewport={"width": 360, "height": 800})
    page.goto(change(fact))
    page.get_by_role("link", name="History").click()
    expect(page.locator("#checks + table")).to_contain_text("against 6.1")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert violations(page) == []


def test_a_reader_corrects_a_cell_and_an_editor_accepts_it(open_page):
    comparison = make_comparison(title="This and that")
    reader = open_page(viewport={"width": 320, "height": 700}, java_script_enabled=False)
    reader.goto(comparison.get_absolute_url())
    reader.locator("details.answer summary").first.click()
    reader.locator("details.answer[open]").get_by_role("link", name=re.compile("^Correct ")).click()
    reader.get_by_label("What is wrong?").fill("It is so since 6.2.")
    reader.get_by_label("What should it say?").fill("Since 6.2")
    reader.get_by_label("Where does it say so?").fill("https://docs.example.org/")
    reader.wait_for_timeout(2100)  # nobody reads and writes faster
    reader.get_by_role("button", name="Send").click()
    expect(reader.get_by_role("status")).to_contain_text("Keep the address")
    editor = open_page(make_staff("Editors"))
    editor.goto(change(Correction.objects.get()))
    assert violations(editor) == []
    editor.get_by_label("Accept").check()
    editor.locator("[name=verified_version]").fill("6.2")
    editor.get_by_role("button", name="Save", exact=True).click()
    expect(editor.locator(".messagelist")).to_contain_text("changed successfully")
    reader.reload()
    expect(reader.get_by_role("status")).to_contain_text("Accepted")
    reader.goto(comparison.get_absolute_url())
    expect(reader.locator("details.answer summary").first).to_contain_text("Since 6.2")
    assert open_page.complaints == []


def test_the_form_for_readers_and_the_page_of_changes_pass_axe(open_page):
    comparison = make_comparison()
    page = open_page(viewport={"width": 360, "height": 800})
    for address in (f"/corrections/new/?about=page:{comparison.slug}", "/changes/"):
        page.goto(address)
        assert violations(page) == [], address
    assert open_page.complaints == []
