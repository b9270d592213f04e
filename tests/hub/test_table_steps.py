"""The rows of the table of a comparison moved, taken out and added; steps back, and words typed over cells."""

import pytest
from playwright.sync_api import expect

from tests.desk import make_staff
from tests.factories import make_fact, make_feature
from tests.table_browser import cell, fact, make_named_table, paste, save, say
from tests.table_desk import table_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(open_page):
    return open_page(make_staff("Editors", username="erika"), viewport={"width": 1280, "height": 900})


# --- steps back ---


def test_a_paste_is_one_step_back_and_steps_go_back_and_forward_in_order(desk):
    desk.goto(table_of(make_named_table()))
    cell(desk).locator("a").focus()
    paste(desk, "no\tno\nno\tno\nno\tno")
    desk.get_by_role("button", name="Change 6 cells").click()
    desk.keyboard.press("y")
    expect(cell(desk)).to_contain_text("Yes")
    desk.keyboard.press("Control+z")
    expect(cell(desk)).to_contain_text("No")
    desk.keyboard.press("Control+z")
    expect(desk.locator("#grid .grid-edited")).to_have_count(0)
    desk.keyboard.press("Control+z")
    say(desk, "There is no step to go back.")
    desk.keyboard.press("Control+y")
    expect(desk.locator("#grid .grid-edited")).to_have_count(6)
    desk.keyboard.press("Control+Shift+z")
    desk.keyboard.press("Control+y")
    say(desk, "There is no step to go forward.")
    save(desk)
    assert (fact().level, fact("Mail", "Flask").level) == ("yes", "no")
    cell(desk).locator("a").focus()
    desk.keyboard.press("Control+z")
    say(desk, "There is no step to go back.")


def test_putting_everything_back_asks_and_can_be_taken_back(desk):
    desk.goto(table_of(make_named_table()))
    cell(desk).locator("a").focus()
    desk.keyboard.press("n")
    desk.get_by_role("button", name="Put everything back").click()
    desk.get_by_role("button", name="Cancel").click()
    expect(cell(desk)).to_contain_text("not saved")
    desk.get_by_role("button", name="Put everything back").click()
    desk.get_by_role("dialog").get_by_role("button", name="Put everything back").click()
    expect(cell(desk)).not_to_contain_text("not saved")
    cell(desk).locator("a").focus()
    desk.keyboard.press("Control+z")
    expect(cell(desk)).to_contain_text("not saved")


@pytest.mark.parametrize("word", ["apache", "yes and no", "cache", "Wombat"])
def test_a_word_typed_over_a_cell_is_its_value_and_sets_neither_level_nor_check(desk, word):
    desk.goto(table_of(make_named_table()))
    before = fact()
    cell(desk).locator("a").focus()
    desk.keyboard.type(word)
    expect(desk.get_by_label("Value", exact=True)).to_have_value(word)
    save(desk)
    assert (fact().value, fact().level) == (word, before.level)
    assert (fact().verified_on, fact().verified_version) == (before.verified_on, before.verified_version)


# --- rows ---


def test_rows_are_taken_out_put_back_and_added(desk):
    comparison = make_named_table()
    make_fact(fact().technology, make_feature(name="Signals"), value="Since the start")
    desk.goto(table_of(comparison))
    cell(desk, "mail").locator("a").focus()
    desk.get_by_role("button", name="Take out").click()
    cell(desk, "forms").locator("a").focus()
    desk.get_by_role("button", name="Take out").click()
    desk.get_by_role("button", name="Put back in").click()
    desk.get_by_label("Add a row").fill("signals")
    desk.get_by_role("button", name="Add", exact=True).click()
    expect(cell(desk, "signals")).to_contain_text("Since the start")
    desk.keyboard.press("u")
    save(desk)
    assert [row.feature.name for row in comparison.rows.all()] == ["Async", "Forms", "Signals"]
    assert desk.locator("#grid tr[data-feature] > th").all_inner_texts() == ["Async", "Forms", "Signals"]
    assert fact("Mail").level == "yes"
    assert fact("Signals").level == "unknown"


def test_a_table_without_rows_gets_its_first(desk):
    comparison = make_named_table()
    comparison.rows.all().delete()
    desk.goto(table_of(comparison))
    assert desk.get_by_role("button", name="Paste a table").is_disabled()
    desk.get_by_label("Add a row").fill("Forms")
    desk.get_by_label("Add a row").press("Enter")
    expect(cell(desk, "forms").locator("a")).to_be_focused()
    save(desk)
    assert [row.feature.name for row in comparison.rows.all()] == ["Forms"]


def test_rows_are_dragged_to_another_place(desk):
    comparison = make_named_table()
    desk.goto(table_of(comparison))
    names = desk.locator("#grid tr[data-feature] > th")
    names.nth(2).drag_to(names.nth(0))
    say(desk, "“Mail” moved.")
    save(desk)
    assert [row.feature.name for row in comparison.rows.all()] == ["Mail", "Async", "Forms"]


def test_an_author_arranges_rows_and_finds_no_form_for_facts(open_page):
    anton = make_staff("Authors")
    comparison = make_named_table(owner=anton, status="draft", published_at=None)
    desk = open_page(anton)
    desk.goto(table_of(comparison))
    cell(desk).click()
    expect(desk.locator("#grid-status")).to_contain_text("Your account may not change facts.")
    desk.get_by_role("button", name="Down").click()
    save(desk)
    assert [row.feature.name for row in comparison.rows.all()] == ["Forms", "Async", "Mail"]
