"""Steps on the form of a fact: rules, history, trash, merging, and who may change them."""

import pytest

from articles.history import trash
from articles.models import Revision
from comparisons.models import Change, Fact
from tests.comparisons.test_admin_facts import SOURCE, editor, fill_fact  # noqa: F401 (a fixture)
from tests.comparisons.test_pages import page
from tests.desk import add_row, change, errors_of, form_at, make_staff, signed_in
from tests.factories import make_comparison, make_fact, make_feature, make_step, make_technology
from tests.table_desk import edit_cell, send

pytestmark = pytest.mark.django_db
STEP = {"version": "4.1", "level": "partial", "value": "Half", "note": "A half."}
STEP |= {"source_title": "Notes", "source_url": "https://example.org/4.1"}


@pytest.fixture
def fact():
    return make_fact(make_technology(name="Django"), make_feature(name="ORM"), verified_version="6.1.3")


def versions_of(fact):
    return [step.version for step in fact.steps.all()]


def test_a_fact_is_made_with_its_steps(editor):  # noqa: F811
    data = fill_fact(editor, feature=make_feature().pk, **SOURCE)
    add_row(data, "steps", **STEP)
    add_row(data, "steps", **{**STEP, "version": "4.10"})
    add_row(data, "steps", **{**STEP, "version": "4.9"})
    assert editor.post("/admin/comparisons/fact/add/", data).status_code == 302
    assert versions_of(Fact.objects.get()) == ["4.1", "4.9", "4.10"]


def test_a_step_is_added_changed_and_taken_away_and_the_page_follows(editor, fact, client):  # noqa: F811
    address = make_comparison([fact.technology, make_technology()], [fact.feature]).get_absolute_url()
    data = add_row(fill_fact(editor, fact), "steps", **STEP)
    assert editor.post(change(fact), data).status_code == 302
    assert "before partial (at least from 4.1)" in page(client, address).lower()
    data = fill_fact(editor, fact, **{"steps-0-version": "4.2", "steps-0-note": "Two\r\nlines."})
    assert editor.post(change(fact), data).status_code == 302
    assert (versions_of(fact), fact.steps.get().note) == (["4.2"], "Two\nlines.")
    assert fact.steps.get().version_key.endswith("2")
    data = fill_fact(editor, fact, **{"steps-0-DELETE": "on"})
    assert editor.post(change(fact), data).status_code == 302
    assert versions_of(fact) == []
    assert not Change.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"note": ""}, "A partial needs a note that says what is missing."),
        ({"source_url": ""}, "Every step but unknown needs a source, with its title and its address."),
        ({"version": "next"}, "Write a version that begins with its numbers, such as 4.1."),
        ({"version": "4.0"}, "This fact has a step from this version on already."),
        ({"version": "v4"}, "This fact has a step from this version on already."),
        ({"version": "4.1rc1"}, "Write the final release in numbers alone, such as 4.1 for 4.1rc1."),
        (
            {"version": "6.1.4"},
            "This step is newer than the version that the answer was checked against: check the answer first.",
        ),
        (
            {"version": "6.1"},
            "The answer was checked against the series of this last step and has another level: let both say the same.",
        ),
    ],
)
def test_the_form_refuses_what_the_rules_refuse_and_keeps_what_was_typed(editor, fact, changes, sentence):  # noqa: F811
    make_step(fact, "4.0")
    response = editor.post(change(fact), add_row(fill_fact(editor, fact), "steps", **{**STEP, **changes}))
    assert sentence in errors_of(response)
    assert 'value="Half"' in response.content.decode()
    assert versions_of(fact) == ["4.0"]


def test_a_step_of_the_version_that_is_checked_on_the_same_form_is_taken(editor, fact):  # noqa: F811
    step = {**STEP, "version": "v6.2.0", "level": "yes"}
    data = add_row(fill_fact(editor, fact, verified_version="6.2"), "steps", **step)
    assert editor.post(change(fact), data).status_code == 302
    assert versions_of(fact) == ["v6.2.0"]


def test_what_somebody_else_changed_of_a_step_meanwhile_is_kept(editor, fact):  # noqa: F811
    make_step(fact, "4.0")
    mine = fill_fact(editor, fact, note="Mine.")
    assert editor.post(change(fact), fill_fact(editor, fact, **{"steps-0-value": "Theirs"})).status_code == 302
    assert editor.post(change(fact), mine).status_code == 302
    fact.refresh_from_db()
    assert (fact.note, fact.steps.get().value) == ("Mine.", "Theirs")


def test_revisions_have_the_steps_and_bring_them_back(editor, fact):  # noqa: F811
    make_step(fact, "4.0")
    data = fill_fact(editor, fact, **{"steps-0-DELETE": "on"})
    assert editor.post(change(fact), data).status_code == 302
    after, before = Revision.objects.of(fact)
    assert after.snapshot["parts"]["steps"] == []
    assert [step["version"] for step in before.snapshot["parts"]["steps"]] == ["4.0"]
    fact.restore(before.snapshot)
    assert versions_of(fact) == ["4.0"]


def test_the_trash_keeps_them(fact):
    make_step(fact, "4.0")
    trash.undelete(trash.discard(fact))
    assert versions_of(Fact.objects.get()) == ["4.0"]


def test_checking_a_fact_and_changing_it_in_the_table_leave_the_steps(editor, fact):  # noqa: F811
    make_step(fact, "4.0")
    editor.post("/admin/comparisons/fact/verify/", {"only": str(fact.pk), "how": "source"})
    assert versions_of(fact) == ["4.0"]
    assert fact.verifications.count() == 1


def test_the_table_refuses_an_answer_that_does_not_go_with_its_steps_and_saves_the_others(editor, fact):  # noqa: F811
    make_step(fact, "6.1", level="yes")
    other = make_fact(make_technology(), fact.feature)
    comparison = make_comparison([fact.technology, other.technology], [fact.feature])
    texts = [{"level": "no", "value": "None"}, {"verified_version": "5.2"}]
    for changed, said in zip(texts, ["let both say the same", "check the answer first"], strict=True):
        cells = (
            edit_cell(fact.technology, fact.feature, **changed),
            edit_cell(other.technology, fact.feature, note=said),
        )
        html = send(editor, comparison, *cells, reason="They took it out.").text
        assert f"{said}. It is the step from 6.1 on." in html
        assert Fact.objects.get(pk=other.pk).note == said
    assert (Fact.objects.get(pk=fact.pk).level, versions_of(fact)) == (fact.level, ["6.1"])


def test_authors_may_not_change_them(fact):
    make_step(fact, "4.0")
    author = signed_in(make_staff("Authors"))
    response = author.get(change(fact))
    assert response.status_code == 200
    assert "steps-0-version" not in response.content.decode()
    data = form_at(signed_in(make_staff("Editors")), change(fact), **{"steps-0-version": "9.9"})
    assert author.post(change(fact), data).status_code == 403
    assert versions_of(fact) == ["4.0"]
