"""Two people at one table at the same time: nobody overwrites what they have not seen."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection

from comparisons.grid import saving
from comparisons.models import Fact
from tests.desk import make_staff, signed_in
from tests.factories import make_comparison, make_fact, make_feature, make_technology
from tests.table_desk import ANSWER, SOURCE, edit_cell, edit_rows, key_of, make_table, send, texts_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return signed_in(make_staff("Editors", username="erika"))


def fact_of(technology, feature):
    return Fact.objects.get(technology=technology, feature=feature)


# --- cells ---


def test_changes_of_different_cells_both_survive(editor):
    comparison, (first, second), (feature, *_) = make_table()
    mine, theirs = edit_cell(first, feature, value="Mine"), edit_cell(second, feature, value="Theirs")
    assert send(editor, comparison, theirs).status_code == 200
    assert send(editor, comparison, mine).status_code == 200
    assert (fact_of(first, feature).value, fact_of(second, feature).value) == ("Mine", "Theirs")


def test_changes_of_different_parts_of_one_cell_both_survive(editor):
    comparison, (first, _), (feature, *_) = make_table()
    edits = [
        edit_cell(first, feature, value="Since 5.0"),
        edit_cell(first, feature, note="A note."),
        edit_cell(first, feature, verified_version="7.0"),
        edit_cell(first, feature, sources=[SOURCE]),
    ]
    for edit in edits:
        assert send(editor, comparison, edit).status_code == 200
    fact = fact_of(first, feature)
    assert (fact.value, fact.note, fact.verified_version) == ("Since 5.0", "A note.", "7.0")
    assert fact.sources.get().title == "Docs"


def test_of_two_changes_of_one_cell_the_second_is_refused_with_what_is_stored(editor):
    comparison, (first, second), (feature, *_) = make_table()
    mine, other = edit_cell(first, feature, value="Mine"), edit_cell(second, feature, value="Beside it")
    send(editor, comparison, edit_cell(first, feature, level="no"), reason="Taken out.")
    answer = send(editor, comparison, mine, other)
    assert answer.status_code == 409
    assert answer.json()["conflicts"] == {key_of(first, feature): texts_of(first, feature)}
    assert answer.json()["authors"][key_of(first, feature)].startswith("erika, at ")
    assert fact_of(second, feature).value == "Beside it"
    assert fact_of(first, feature).value != "Mine"
    again = edit_cell(first, feature, value="Mine")
    assert send(editor, comparison, again, other).status_code == 200
    assert (fact_of(first, feature).value, fact_of(first, feature).level) == ("Mine", "no")


def test_two_who_make_the_same_change_are_not_in_conflict(editor):
    comparison, (first, _), (feature, *_) = make_table()
    same = edit_cell(first, feature, value="Same")
    assert [send(editor, comparison, same).status_code for _ in range(2)] == [200, 200]


def test_a_cell_that_somebody_else_has_filled_meanwhile_is_not_overwritten(editor):
    technologies, feature = [make_technology(), make_technology()], make_feature()
    comparison = make_comparison(technologies, [feature], facts=False)
    mine = edit_cell(technologies[0], feature, **ANSWER)
    make_fact(technologies[0], feature, value="Theirs")
    answer = send(editor, comparison, mine)
    assert answer.json()["conflicts"][key_of(technologies[0], feature)]["value"] == "Theirs"


def test_a_save_that_somebody_came_between_is_tried_again(editor, monkeypatch):
    technologies, feature = [make_technology(), make_technology()], make_feature()
    comparison = make_comparison(technologies, [feature], facts=False)
    mine = edit_cell(technologies[0], feature, **ANSWER)
    real, calls = saving.write_answers, []

    def write_answers(*arguments, **about):
        calls.append(arguments)
        if len(calls) == 1:
            raise IntegrityError
        real(*arguments, **about)

    monkeypatch.setattr(saving, "write_answers", write_answers)
    assert send(editor, comparison, mine).status_code == 200
    assert len(calls) == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_who_fill_one_empty_cell_at_once_the_second_is_told():
    technologies, feature = [make_technology(), make_technology()], make_feature()
    pages = [make_comparison(technologies, [feature], facts=False) for _ in range(2)]
    editors = [signed_in(make_staff("Editors")) for _ in range(2)]
    cells = [edit_cell(technologies[0], feature, **{**ANSWER, "value": f"Of {n}"}) for n in range(2)]
    if connection.vendor == "postgresql":
        with ThreadPoolExecutor() as pool:
            answers = list(pool.map(send_apart, editors, pages, cells))
    else:  # SQLite lets one write at a time
        answers = [send(*those).status_code for those in zip(editors, pages, cells, strict=True)]
    assert sorted(answers) == [200, 409]
    assert Fact.objects.get().value == f"Of {answers.index(200)}"


def send_apart(editor, page, cell):
    """Send an edit in a thread of its own, which leaves no connection behind."""
    try:
        return send(editor, page, cell).status_code
    finally:
        connection.close()


# --- rows ---


def test_rows_are_ordered_taken_out_and_added_in_the_same_save(editor):
    comparison, (first, _), (one, two, three) = make_table()
    new = make_feature()
    rows, cell = edit_rows(comparison, [three, new, one]), edit_cell(first, new, **ANSWER)
    assert send(editor, comparison, cell, rows=rows).status_code == 200
    assert [row.feature for row in comparison.rows.all()] == [three, new, one]
    assert fact_of(first, two)
    assert fact_of(first, new).value == "Built in"


def test_a_row_that_stays_keeps_its_key(editor):
    comparison, _, (one, two, three) = make_table()
    keys = dict(comparison.rows.values_list("feature_id", "pk"))
    send(editor, comparison, rows=edit_rows(comparison, [three, one, two]))
    assert dict(comparison.rows.values_list("feature_id", "pk")) == keys


def test_rows_that_two_editors_added_and_took_out_both_count(editor):
    comparison, _, (one, two, three) = make_table()
    mine, theirs = make_feature(), make_feature()
    my_rows = edit_rows(comparison, [one, two, mine, three])
    send(editor, comparison, rows=edit_rows(comparison, [theirs, three, one]))
    assert send(editor, comparison, rows=my_rows).status_code == 200
    assert [row.feature for row in comparison.rows.all()] == [theirs, three, one, mine]


def test_two_different_new_orders_are_a_conflict(editor):
    comparison, _, (one, two, three) = make_table()
    mine = edit_rows(comparison, [three, two, one])
    send(editor, comparison, rows=edit_rows(comparison, [two, one, three]))
    answer = send(editor, comparison, rows=mine)
    assert answer.json()["rows_conflict"] == [two.pk, one.pk, three.pk]
    assert [row.feature for row in comparison.rows.all()] == [two, one, three]


def test_a_feature_that_was_deleted_meanwhile_gets_no_row(editor):
    comparison, _, features = make_table()
    gone = make_feature()
    rows = edit_rows(comparison, [*features, gone])
    gone.delete()
    assert send(editor, comparison, rows=rows).status_code == 200
    assert comparison.rows.count() == 3
