"""Cells pasted into the table of a comparison, and its rows moved, taken out and added."""

import re

import pytest
from playwright.sync_api import expect

from comparisons.models import Row
from tests.desk import make_staff
from tests.factories import make_fact, make_feature
from tests.table_browser import cell, fact, make_named_table, paste, save, say
from tests.table_desk import table_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(open_page):
    return open_page(make_staff("Editors", username="erika"), viewport={"width": 1280, "height": 900})


# --- pasting ---


def preview(desk):
    return desk.locator("#paste-changes tr").all_inner_texts()


def test_cells_of_a_spreadsheet_are_shown_before_they_change_anything(desk):
    desk.goto(table_of(make_named_table()))
    cell(desk, "forms").locator("a").focus()
    paste(desk, 'no\tpartial: since 5.0\n\t"yes: built in\nWith a note."\n')
    assert preview(desk)[0].startswith("Forms, Django")
    assert len(preview(desk)) == 3
    assert desk.locator("#grid .grid-edited").count() == 0
    desk.get_by_role("button", name="Change 3 cells").click()
    expect(cell(desk, "forms", "flask")).to_contain_text("since 5.0")
    save(desk)
    assert (fact("Forms").level, fact("Forms").value) == ("no", "No")
    assert (fact("Forms", "Flask").level, fact("Forms", "Flask").value) == ("partial", "since 5.0")
    assert (fact("Mail", "Flask").value, fact("Mail", "Flask").note) == ("built in", "With a note.")


def test_a_markdown_table_finds_its_places_by_name(desk):
    desk.goto(table_of(make_named_table()))
    table = (
        "| | Flask | Django |\n|---|:-:|---|\n| Mail | **n/a** | [yes](https://e.org): `send_mail` |\n| Async | no | |"
    )
    desk.get_by_role("button", name="Paste a table").click()
    desk.get_by_label("Cells").fill(table)
    desk.get_by_role("button", name="Change 3 cells").click()
    save(desk)
    assert fact("Mail", "Flask").level == "not_applicable"
    assert (fact("Mail").level, fact("Mail").value) == ("yes", "send_mail")
    assert fact("Async", "Flask").level == "no"
    assert fact("Async").level == "yes"


def test_cells_that_do_not_fit_are_named_and_none_is_changed(desk):
    desk.goto(table_of(make_named_table()))
    cell(desk, "mail").locator("a").focus()
    html = "<table><tr><td>no</td><td>quite fast</td><td>yes</td></tr><tr><td>yes</td></tr></table>"
    paste(desk, html, "text/html")
    lines = [re.sub(r"\s+", " ", line) for line in preview(desk)]
    assert lines[:3] == [
        "Mail, Flask “quite fast” does not begin with yes, partial, no, n.a. or unknown.",
        "Mail, beyond the last column There is no place for “yes”.",
        "below the last row, Django There is no place for “yes”.",
    ]
    assert desk.locator("#paste-apply").is_disabled()
    desk.keyboard.press("Escape")
    expect(cell(desk, "mail").locator("a")).to_be_focused()
    assert desk.locator("#grid .grid-edited").count() == 0


def test_names_that_the_table_does_not_have_are_named_and_nothing_lands_elsewhere(desk):
    desk.goto(table_of(make_named_table()))
    table = "| Feature | Django | Rails |\n|---|---|---|\n| Mail | no | |\n| Wombat | yes | |\n| Forms | no | yes |"
    paste(desk, table)
    lines = [re.sub(r"\s+", " ", line) for line in preview(desk)]
    assert lines[:2] == [
        "Wombat, Django The table has no row “Wombat”.",
        "Forms, Rails The table has no technology “Rails”.",
    ]
    assert [line.partition(" ")[0] for line in lines[2:]] == ["Mail,", "Forms,"]
    assert desk.locator("#paste-apply").is_disabled()
    desk.get_by_label("Cells").fill("Wombat\tno\nMail\tno")
    expect(desk.locator("#paste-summary")).to_contain_text("1 of 2 cells do not fit")


def test_names_of_technologies_without_a_corner_stand_above_their_own_cells(desk):
    desk.goto(table_of(make_named_table()))
    paste(desk, "Flask\tDjango\nno\tn.a.\nno\tno")
    lines = [re.sub(r"\s+", " ", line) for line in preview(desk)]
    assert [line[: line.index(" ", 9)] for line in lines] == [
        *("Async, Flask", "Async, Django", "Forms, Flask", "Forms, Django"),
    ]


def test_what_the_releases_answer_may_be_pasted_as_it_is(desk):
    comparison = make_named_table()
    latest = make_feature(name="Latest", derived_from="latest_release")
    Row.objects.create(comparison=comparison, feature=latest, position=9)
    desk.goto(table_of(comparison))
    said = cell(desk, "latest").inner_text()
    paste(desk, f"Feature\tDjango\nAsync\tno\nLatest\t{said}")
    expect(desk.get_by_role("button", name="Change this cell")).to_be_enabled()
    desk.get_by_label("Cells").fill("Feature\tDjango\nAsync\tno\nLatest\t7.0")
    expect(desk.locator("#paste-changes")).to_contain_text("answered by the releases")


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
