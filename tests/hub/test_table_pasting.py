"""Cells pasted into the table of a comparison: what they mean is shown before, and never guessed."""

import re

import pytest
from playwright.sync_api import expect

from comparisons.models import Fact, Feature, Row
from tests.desk import make_staff
from tests.factories import make_feature
from tests.table_browser import cell, fact, make_named_table, paste, save
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
        "Mail, Flask “quite fast” does not begin with yes, partial, no, n.a. or unknown, as the others of its row do.",
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


def test_a_bracket_a_comma_and_a_mark_belong_to_the_answer(desk):
    desk.goto(table_of(make_named_table()))
    cell(desk).locator("a").focus()
    paste(desk, "Yes (since 9.0)\tPartial (text only)\nYes, since 9.0\t✓ Yes. Built in\n✗ No\tNo idea")
    lines = [re.sub(r"\s+", " ", line) for line in preview(desk)]
    assert lines[0].startswith("Mail, Flask “No idea” does not begin with yes")
    desk.get_by_label("Cells").fill(
        "Yes (since 9.0)\tPartial (text only)\nYes, since 9.0\t✓ Yes. Built in\n✗ No\tunknown"
    )
    desk.get_by_role("button", name="Change 6 cells").click()
    texts = {
        ("async", "django"): "since 9.0",
        ("async", "flask"): "text only",
        ("forms", "django"): "since 9.0",
        ("forms", "flask"): "Built in",
    }
    for (feature, technology), value in texts.items():
        expect(cell(desk, feature, technology)).to_contain_text(value)
        expect(cell(desk, feature, technology)).not_to_contain_text("(")


def test_one_source_and_a_check_for_all_cells_are_saved_with_them(desk, open_page):
    comparison = make_named_table()
    Fact.objects.all().delete()
    desk.goto(table_of(comparison))
    cell(desk).locator("a").focus()
    paste(desk, "yes: built in\tno: by an extension")
    desk.get_by_label("Source", exact=True).fill("Documentation")
    expect(desk.locator("#paste-changes")).to_contain_text("A source has a title and an address.")
    desk.get_by_label("Its address").fill("https://example.org/docs")
    desk.get_by_label("Checked today").check()
    expect(desk.locator("#paste-changes")).to_contain_text("Documentation; checked on")
    desk.get_by_role("button", name="Change 2 cells").click()
    desk.get_by_role("button", name="Save 2 cells").click()
    # Flask has no release, and so no version that it was checked against.
    expect(desk.get_by_role("alert")).to_contain_text("Async, Flask")
    assert (fact().value, fact().verified_version, fact().sources.get().title) == ("built in", "6.1", "Documentation")
    open_page.forgive("409")


def test_columns_beside_a_technology_say_its_source_and_its_check(desk):
    comparison = make_named_table()
    Fact.objects.all().delete()
    desk.goto(table_of(comparison))
    head = "Feature\tDjango\tSource\tAddress\tChecked\tVersion\tFlask\tLink"
    rows = [
        "Async\tyes: built in\tDocs\thttps://e.org/a\t2026-11-20\t6.1\tunknown\t",
        "Forms\tno\tDocs\thttps://e.org/f\ttoday",
    ]
    paste(desk, "\n".join([head, *rows]))
    expect(desk.locator("#paste-changes")).to_contain_text("“today” is no day such as 2026-11-29.")
    desk.get_by_label("Cells").fill("\n".join([head, rows[0]]))
    desk.get_by_role("button", name="Change this cell").click()
    save(desk)
    assert (str(fact().verified_on), fact().verified_version) == ("2026-11-20", "6.1")
    assert [(source.title, source.url) for source in fact().sources.all()] == [("Docs", "https://e.org/a")]


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("3,315", 3315, "number 3315"),
        ("12 345 requests", 12345, "number 12345"),
        ("1.2k", None, "no number, as “1.2k”"),
        ("3.315", None, "no number, as “3.315”"),
        ("1,5", None, "no number, as “1,5”"),
        ("1.5", 1.5, "number 1.5"),
        ("5 to 7", None, "no number, as there are several"),
        ("-4", None, "no number, as “-4”"),
    ],
)
def test_a_number_is_read_where_it_can_be_read_in_one_way_and_shown_before(desk, text, number, words):
    comparison = make_named_table()
    Feature.objects.filter(name="Async").update(unit="requests a second")
    desk.goto(table_of(comparison))
    paste(desk, text)
    expect(desk.locator("#paste-changes")).to_contain_text(words)
    desk.get_by_role("button", name="Change this cell").click()
    save(desk)
    assert (fact().value, fact().number, fact().level) == (text, number, "")


def test_a_plain_value_fits_a_new_cell_of_a_row_without_levels(desk):
    comparison = make_named_table()
    Fact.objects.filter(feature__name="Mail", technology__name="Django").update(level="", value="MIT")
    Fact.objects.filter(feature__name="Mail", technology__name="Flask").delete()
    desk.goto(table_of(comparison))
    cell(desk, "mail", "flask").locator("a").focus()
    paste(desk, "BSD-3-Clause")
    desk.get_by_role("button", name="Change this cell").click()
    expect(cell(desk, "mail", "flask")).to_contain_text("BSD-3-Clause")


def test_what_spans_columns_stands_in_each_and_paragraphs_stay_apart(desk):
    desk.goto(table_of(make_named_table()))
    head = "<tr><th>Feature<th>Django<th>Flask</tr><tr><th colspan=3>Basics</th></tr>"
    rows = "<tr><td>Async<td colspan=2>no</tr><tr><td>Forms<td><p>yes: reads</p>\n<p>Writes\ntoo.</p><td>no</tr>"
    paste(desk, f"<table>{head}{rows}</table>", "text/html")
    desk.get_by_role("button", name="Change 4 cells").click()
    for technology in ("django", "flask"):
        expect(cell(desk, "async", technology)).to_contain_text("No")
    cell(desk, "forms").click()
    assert desk.get_by_label("Value", exact=True).input_value() == "reads"
    assert desk.get_by_label("Note").input_value() == "Writes too."


def test_quotation_marks_within_a_text_stay_and_a_row_named_twice_is_said(desk):
    desk.goto(table_of(make_named_table()))
    paste(desk, 'yes: "Batteries" included\t"yes: ""quoted"""')
    desk.get_by_role("button", name="Change 2 cells").click()
    expect(cell(desk)).to_contain_text('"Batteries" included')
    expect(cell(desk, technology="flask")).to_contain_text('"quoted"')
    paste(desk, "Feature\tDjango\nMail\tno\nForms\tno\nMail\tn.a.")
    expect(desk.locator("#paste-changes")).to_contain_text("This cell is there twice.")
    assert desk.locator("#paste-apply").is_disabled()
