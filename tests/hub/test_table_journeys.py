"""What an editor does with the whole table of a comparison, by mouse and by keyboard alone."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from comparisons.models import Fact
from tests.desk import change, make_staff
from tests.factories import make_comparison, make_fact, make_feature, make_technology
from tests.hub.test_accessibility import violations
from tests.table_browser import cell, fact, make_named_table, paste, save, say
from tests.table_desk import table_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

IS_ON_TOP = """(element) => {
  const { left, top, height } = element.getBoundingClientRect();
  return document.elementFromPoint(left + 2, top + 1) === element && top + height <= innerHeight;
}"""


@pytest.fixture
def desk(open_page):
    return open_page(make_staff("Editors", username="erika"), viewport={"width": 1280, "height": 900})


def test_an_editor_corrects_a_cell_by_mouse_and_readers_see_it(desk, open_page):
    comparison = make_named_table()
    make_comparison([fact().technology, make_technology()], [fact().feature], title="Django vs Rails")
    desk.goto(change(comparison))
    desk.get_by_role("link", name="The whole table").click()
    expect(desk.get_by_role("button", name="Paste a table …")).to_be_visible()  # so that the script is there
    cell(desk).click()
    expect(desk.get_by_role("heading", name="Async, Django")).to_be_visible()
    expect(desk.locator("#cell-reach")).to_contain_text("“Django vs Rails”, the pages of Django, Async")
    desk.get_by_label("Level").select_option("partial")
    desk.get_by_label("Value", exact=True).fill("Views, not the ORM")
    desk.get_by_label("Note").fill("Queries run in a thread.")
    desk.get_by_role("button", name="Checked today against 6.1").click()
    desk.get_by_role("button", name="Add a source").click()
    source = desk.locator(".grid-source").last
    source.get_by_label("Title").fill("Async docs")
    source.get_by_label("URL").fill("https://example.org/async")
    expect(cell(desk)).to_contain_text("Views, not the ORM")
    expect(cell(desk)).to_contain_text("not saved")
    expect(desk.locator("#grid-reach")).to_contain_text("Saving also changes “Django vs Rails”")
    desk.get_by_label("Why").fill("Release notes")
    desk.get_by_role("button", name="Save 1 cell").click()
    say(desk, "Saved.")
    expect(cell(desk)).not_to_contain_text("not saved")
    assert (fact().level, fact().verified_version, fact().sources.count()) == ("partial", "6.1", 2)

    reader = open_page()
    reader.goto(comparison.get_absolute_url())
    expect(reader.get_by_text("Views, not the ORM").first).to_be_visible()


def test_a_table_is_edited_by_keyboard_alone(desk):
    comparison = make_named_table()
    desk.goto(table_of(comparison))
    for _ in range(30):
        if desk.evaluate("document.activeElement.closest('#grid') !== null"):
            break
        desk.keyboard.press("Tab")
    expect(cell(desk).locator("a")).to_be_focused()
    for key in ("ArrowDown", "ArrowRight", "End", "Home", "ArrowRight", "ArrowUp"):
        desk.keyboard.press(key)
    expect(cell(desk).locator("a")).to_be_focused()
    desk.keyboard.press("n")
    say(desk, "Async, Django: No. Not saved yet.")
    desk.keyboard.press("Shift")  # what follows is no second letter of a word
    desk.keyboard.press("c")
    say(desk, "Async, Django: checked today against 6.1.")
    desk.keyboard.press("Enter")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Control+a")
    desk.keyboard.type("Not any more")
    desk.keyboard.press("Enter")
    expect(cell(desk, "forms").locator("a")).to_be_focused()
    desk.keyboard.press("y")
    desk.keyboard.press("Control+z")
    expect(cell(desk, "forms")).not_to_contain_text("not saved")
    desk.keyboard.press("Enter")
    desk.keyboard.press("Escape")
    expect(cell(desk, "forms").locator("a")).to_be_focused()
    desk.keyboard.press("Alt+ArrowUp")
    say(desk, "“Forms” moved up, above “Async”.")
    expect(cell(desk, "forms").locator("a")).to_be_focused()
    desk.locator("#id_reason").evaluate("(field) => { field.value = 'Taken out.'; }")
    desk.keyboard.press("Control+s")
    say(desk, "Saved.")
    expect(cell(desk, "forms").locator("a")).to_be_focused()
    assert (fact().level, fact().value, fact().verified_version) == ("no", "Not any more", "6.1")
    assert [row.feature.name for row in comparison.rows.all()] == ["Forms", "Async", "Mail"]


def test_what_is_refused_is_said_beside_its_cell_and_everything_typed_stays(desk, open_page):
    desk.goto(table_of(make_named_table()))
    cell(desk).click()
    desk.get_by_label("Note").fill("")
    desk.keyboard.press("Escape")
    desk.keyboard.press("p")
    cell(desk, "mail", "flask").click()
    desk.get_by_label("Value", exact=True).fill("Kept")
    desk.get_by_role("button", name="Save 2 cells").click()
    message = desk.get_by_role("alert")
    expect(message).to_contain_text("Async, Django: A partial needs a note that says what is missing.")
    expect(cell(desk)).to_contain_text("refused")
    expect(cell(desk, "mail", "flask")).to_contain_text("Kept")
    assert fact("Mail", "Flask").value == "Kept"
    expect(cell(desk, "mail", "flask")).not_to_contain_text("not saved")
    assert fact().level == "yes"
    message.get_by_role("button", name="Async, Django").click()
    desk.get_by_label("Note").fill("Only half of it.")
    save(desk)
    assert (fact().note, fact("Mail", "Flask").value) == ("Only half of it.", "Kept")
    open_page.forgive("409")


@pytest.mark.parametrize(
    ("choice", "value", "shown"), [("Keep mine", "Mine", "Mine"), ("Take theirs", "Theirs", "Theirs")]
)
def test_of_two_changes_of_one_cell_both_are_shown_and_one_is_chosen(desk, open_page, choice, value, shown):
    desk.goto(table_of(make_named_table()))
    cell(desk).click()
    desk.get_by_label("Value", exact=True).fill("Mine")
    cell(desk, "mail").click()
    desk.get_by_label("Value", exact=True).fill("Beside it")
    Fact.objects.filter(pk=fact().pk).update(value="Theirs")
    Fact.objects.filter(pk=fact("Forms").pk).update(value="Elsewhere")
    desk.locator("#grid-save").click()
    desk.get_by_role("alert").get_by_role("button", name="Async, Django").click()
    both = desk.get_by_role("group", name="Yours or theirs")
    expect(both).to_contain_text(re.compile("Theirs.*Theirs.*Yours.*Mine"))
    assert fact("Mail").value == "Beside it"
    assert fact().value == "Theirs"
    both.get_by_role("button", name=choice).click()
    if choice == "Keep mine":
        save(desk)
    expect(desk.locator("#grid .grid-edited")).to_have_count(0)
    expect(cell(desk)).to_contain_text(shown)
    expect(cell(desk, "forms")).to_contain_text("Elsewhere")
    assert [fact(name).value for name in ("Async", "Mail")] == [value, "Beside it"]
    open_page.forgive("409")


def test_who_types_on_while_a_cell_is_saved_takes_nothing_back_of_what_others_changed_in_it(desk):
    desk.goto(table_of(make_named_table()))
    cell(desk).click()
    Fact.objects.filter(pk=fact().pk).update(note="Theirs.")
    held = []
    desk.route("**/table/", lambda route: held.append(route), times=1)
    desk.get_by_label("Value", exact=True).fill("Mine")
    desk.locator("#grid-save").click()
    say(desk, "Saving …")
    desk.get_by_label("Value", exact=True).fill("Mine, and more")
    held[0].continue_()
    say(desk, "Saved. Not saved yet.")
    expect(desk.get_by_label("Note")).to_have_value("Theirs.")
    desk.locator("#grid-save").click()
    expect(desk.locator("#grid-save")).to_have_text("Save")
    assert (fact().value, fact().note) == ("Mine, and more", "Theirs.")


def test_a_row_that_somebody_else_added_appears_once_ours_is_saved(desk):
    comparison = make_named_table()
    desk.goto(table_of(comparison))
    added = make_fact(fact().technology, make_feature(name="Signals"), value="Since the start")
    comparison.rows.create(feature=added.feature, position=9)
    cell(desk).click()
    desk.get_by_label("Value", exact=True).fill("Mine")
    save(desk)
    cell(desk, "signals").click()
    expect(desk.get_by_role("heading", name="Signals, Django")).to_be_visible()
    expect(desk.get_by_label("Value", exact=True)).to_have_value("Since the start")
    assert desk.get_by_role("grid").get_by_role("gridcell").count() == 8


def test_an_ended_session_and_a_closed_page_lose_nothing(desk):
    desk.goto(table_of(make_named_table()))
    cell(desk).click()
    desk.get_by_label("Value", exact=True).fill("An hour of work")
    cookies = desk.context.cookies()
    desk.context.clear_cookies(name="sessionid")
    desk.locator("#grid-save").click()
    expect(desk.get_by_role("alert")).to_contain_text("You are signed out. Sign in again in another tab")
    desk.context.add_cookies(cookies)
    desk.on("dialog", lambda dialog: dialog.accept())
    desk.reload()
    say(desk, "is here again. Not saved yet.")
    expect(cell(desk)).to_contain_text("An hour of work")
    save(desk)
    assert fact().value == "An hour of work"
    desk.reload()
    expect(desk.locator("#grid-save")).to_have_text("Save")


def test_what_a_closed_tab_left_behind_can_be_taken_over(desk):
    address = table_of(make_named_table())
    desk.goto(address)
    cell(desk).click()
    desk.get_by_label("Value", exact=True).fill("Left behind")
    expect(desk.locator("#grid-save")).to_have_text("Save 1 cell")
    desk.wait_for_timeout(400)
    tab = desk.context.new_page()
    desk.close()
    tab.goto(address)
    tab.get_by_role("alert").get_by_role("button", name="Take them over").click()
    expect(cell(tab)).to_contain_text("Left behind")
    save(tab)
    assert fact().value == "Left behind"
    tab.reload()
    expect(tab.locator("#grid-messages")).to_be_empty()


def test_the_address_of_a_cell_opens_it(desk):
    desk.goto(f"{table_of(make_named_table())}#forms-flask")
    expect(desk.get_by_role("heading", name="Forms, Flask")).to_be_visible()
    expect(desk.get_by_label("Level")).to_be_focused()


# --- for everybody ---


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_and_the_page_does_not_scroll_sideways(open_page, theme, width):
    desk = open_page(make_staff("Editors"), color_scheme=theme, viewport={"width": width, "height": 800})
    desk.goto(table_of(make_named_table()))
    axe = Axe()
    assert violations(desk, axe) == []
    cell(desk, "forms", "flask").click()
    desk.get_by_label("Note").fill("")
    desk.get_by_label("Level").select_option("partial")
    desk.get_by_text("Keys", exact=True).click()
    desk.locator("#grid-save").click()
    expect(desk.get_by_role("alert")).to_contain_text("A partial needs a note")
    assert violations(desk, axe) == []
    assert desk.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    paste(desk, "no\tmaybe")
    assert violations(desk, axe) == []
    open_page.forgive("409")


def test_without_a_script_a_cell_leads_to_the_form_of_its_fact(open_page):
    comparison = make_named_table()
    desk = open_page(make_staff("Editors"), java_script_enabled=False)
    desk.goto(table_of(comparison))
    cell(desk).get_by_role("link").click()
    desk.locator("#id_value").fill("Without a script")
    desk.get_by_role("button", name="Save", exact=True).click()
    assert fact().value == "Without a script"


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_a_cell_that_is_opened_says_which_it_is_and_keeps_within_its_row(open_page, width):
    features = [make_feature(name=f"Feature {number}") for number in range(30)]
    comparison = make_comparison([make_technology(name="Django"), make_technology()], features)
    desk = open_page(make_staff("Editors"), viewport={"width": width, "height": 800})
    anchor = f"{features[20].slug}-django"
    desk.goto(f"{table_of(comparison)}#{anchor}")
    expect(desk.get_by_label("Level")).to_be_focused()
    title = desk.get_by_role("heading", name="Feature 20, Django")
    assert title.evaluate(IS_ON_TOP)
    opened = desk.locator(".grid-open")
    expect(opened).to_have_id(anchor)
    assert opened.locator("> a").bounding_box()["height"] <= opened.bounding_box()["height"]
    desk.keyboard.press("Enter")
    expect(desk.locator(".grid-open")).to_have_id(f"{features[21].slug}-django")
