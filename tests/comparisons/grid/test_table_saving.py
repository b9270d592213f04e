"""Saving an edited table: as a whole or not at all, nobody's work lost, in a fixed number of queries."""

import datetime
import itertools
import json

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import CheckConstraint
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Revision
from comparisons.grid.cells import BLANK
from comparisons.models import Change, Fact, Source, Verification
from comparisons.models.facts import satisfies
from hub.models import SearchEntry
from tests.desk import make_staff, signed_in
from tests.factories import make_comparison, make_feature, make_technology
from tests.table_desk import ANSWER, SOURCE, edit_cell, edit_rows, key_of, make_table, send, table_of, texts_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return signed_in(make_staff("Editors", username="erika"))


def fact_of(technology, feature):
    return Fact.objects.get(technology=technology, feature=feature)


def test_all_that_a_cell_holds_is_saved_and_its_neighbours_stay(editor):
    comparison, (first, second), (feature, other, _) = make_table()
    untouched = [texts_of(second, feature), texts_of(first, other)]
    now = {**ANSWER, "level": "partial", "note": "Not the ORM.", "value": "Views"}
    answer = send(editor, comparison, edit_cell(first, feature, **now), reason="The ORM is left out.")
    assert answer.status_code == 200
    assert texts_of(first, feature) == {**BLANK, **now}
    assert answer.json()["cells"][key_of(first, feature)]["texts"] == {**BLANK, **now}
    assert [texts_of(second, feature), texts_of(first, other)] == untouched


def test_a_cell_without_a_fact_gets_one(editor):
    technologies, feature = [make_technology(), make_technology()], make_feature()
    comparison = make_comparison(technologies, [feature], facts=False)
    assert send(editor, comparison, edit_cell(technologies[0], feature, **ANSWER)).status_code == 200
    assert texts_of(technologies[0], feature) == {**BLANK, **ANSWER}
    assert Fact.objects.count() == 1


def test_an_edit_that_changes_nothing_writes_nothing(editor):
    comparison, (first, _), (feature, *_) = make_table()
    assert send(editor, comparison).status_code == 200
    same = texts_of(first, feature)
    cell = {"technology": first.pk, "feature": feature.pk, "was": same, "now": same}
    assert send(editor, comparison, cell).status_code == 200
    assert not Revision.objects.exists()
    assert not Verification.objects.exists()


# --- the rules ---


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"level": "partial", "note": ""}, "A partial needs a note that says what is missing."),
        ({"value": ""}, "Every answer but unknown needs a value in words."),
        ({"verified_on": ""}, "Every answer but unknown needs the date of a check and the version checked."),
        ({"verified_on": "2999-01-01"}, "A check cannot lie in the future."),
        ({"verified_on": "soon"}, "Checked on: “soon” value has an invalid date format."),
        ({"sources": []}, "A fact needs at least one source; without one its level can only be unknown."),
        ({"sources": [SOURCE, SOURCE]}, "Source 2: This fact has this source already."),
        ({"sources": [{**SOURCE, "title": ""}]}, "Source 1, Title: This field cannot be blank."),
        (
            {"sources": [{**SOURCE, "url": "javascript:alert(1)"}]},
            "Source 1, URL: Write an address that begins with https:// or http://, or a path of this site",
        ),
        ({"value": "x" * 81}, "Value: Ensure this value has at most 80 characters (it has 81)."),
        ({"note": "x" * 401}, "Note: Ensure this value has at most 400 characters (it has 401)."),
        ({"level": "perhaps"}, "Level: Value 'perhaps' is not a valid choice."),
        ({"number": "-1"}, "Number: Ensure this value is greater than or equal to 0."),
        ({"number": "many"}, "Number: Write a number, such as 12 or 3.5."),
        ({"number": "9" * 30}, "Number: Ensure this value is less than or equal to "),
        ({"number": "7"}, "has no unit, so its answers have no number."),
    ],
)
def test_the_rules_of_facts_speak_beside_the_cell_and_what_is_finished_is_saved(editor, changes, sentence):
    comparison, (first, second), (feature, *_) = make_table()
    before, stored = texts_of(second, feature), texts_of(first, feature)
    answer = send(editor, comparison, edit_cell(first, feature, **changes), edit_cell(second, feature, value="Fine"))
    assert answer.status_code == 409
    ((key, mistakes),) = answer.json()["mistakes"].items()
    assert key == key_of(first, feature)
    assert sentence in mistakes[0][1]
    assert texts_of(second, feature) == {**before, "value": "Fine"}
    assert answer.json()["data"]["cells"][key_of(second, feature)]["texts"]["value"] == "Fine"
    assert texts_of(first, feature) == stored


def test_a_judgement_needs_its_reason_and_no_source(editor):
    judgement = make_feature(kind="judgement")
    comparison, (first, _), _ = make_table(features=[judgement])
    refused = send(editor, comparison, edit_cell(first, judgement, note="", sources=[]))
    assert refused.json()["mistakes"][key_of(first, judgement)] == [
        ["note", "A judgement needs a note that gives its reason."]
    ]
    assert send(editor, comparison, edit_cell(first, judgement, note="Its tutorial.", sources=[])).status_code == 200


def test_what_the_releases_answer_is_never_typed(editor):
    derived = make_feature(derived_from="first_release")
    comparison, (first, _), _ = make_table(features=[derived], facts=False)
    answer = send(editor, comparison, edit_cell(first, derived, **ANSWER))
    assert "never typed" in answer.json()["mistakes"][key_of(first, derived)][0][1]


def test_text_is_cleaned_as_everywhere(editor):
    comparison, (first, _), (feature, *_) = make_table()
    send(editor, comparison, edit_cell(first, feature, note=" Two\r\nlines\x0b.\ud800 ", value="\x00Clean "))
    assert (fact_of(first, feature).note, fact_of(first, feature).value) == ("Two\nlines.", "Clean")


def test_rules_decided_in_python_are_those_of_the_database():
    fact = Fact(technology=make_technology(), feature=make_feature())
    choices = [
        ["", *Fact.Level],
        ["", "Value"],
        ["", "Note"],
        [None, datetime.date(2026, 1, 1)],
        ["", "6.1"],
    ]
    rules = [constraint for constraint in Fact._meta.constraints if hasattr(constraint, "condition")]
    checks = [rule for rule in rules if rule.name != "fact_unique"]
    assert len(checks) == 3
    for values in itertools.product(*choices):
        fact.level, fact.value, fact.note, fact.verified_on, fact.verified_version = values
        for rule in checks:
            assert satisfies(fact, rule.condition) == database_accepts(rule, fact), (rule.name, values)


def database_accepts(rule, fact):
    try:
        CheckConstraint.validate(rule, Fact, fact)
    except ValidationError:
        return False
    return True


# --- what follows from a change ---


def test_a_change_is_kept_with_who_and_why_and_what_was_before(editor):
    comparison, (first, _), (feature, *_) = make_table()
    old = fact_of(first, feature).value
    send(editor, comparison, edit_cell(first, feature, value="New"), reason="Release notes of 6.1")
    after, before = Revision.objects.of(fact_of(first, feature))
    assert (after.username, after.reason, after.notable) == ("erika", "Release notes of 6.1", True)
    assert (before.snapshot["fields"]["value"], after.snapshot["fields"]["value"]) == (old, "New")
    assert Revision.objects.count() == 2


def test_a_check_is_kept_as_one_and_moves_no_date_of_a_change(editor):
    comparison, (first, second), (feature, *_) = make_table()
    long_ago = datetime.date(2025, 1, 1)
    Fact.objects.update(changed_on=long_ago)
    checked = {"verified_on": timezone.localdate().isoformat(), "verified_version": "6.1"}
    cells = [edit_cell(first, feature, **checked), edit_cell(second, feature, **checked, value="New")]
    assert send(editor, comparison, *cells).status_code == 200
    outcomes = {check.fact_id: (check.name, check.outcome) for check in Verification.objects.all()}
    assert outcomes == {
        fact_of(first, feature).pk: ("erika", "still_true"),
        fact_of(second, feature).pk: ("erika", "changed"),
    }
    assert fact_of(first, feature).changed_on == long_ago
    assert fact_of(second, feature).changed_on == timezone.localdate()


def test_a_minor_change_is_no_news(editor):
    comparison, (first, second), (feature, *_) = make_table()
    long_ago = datetime.date(2025, 1, 1)
    Fact.objects.update(changed_on=long_ago)
    send(editor, comparison, edit_cell(first, feature, note="A typo less."), minor_change=True)
    assert (fact_of(first, feature).changed_on, Change.objects.count()) == (long_ago, 0)
    send(editor, comparison, edit_cell(second, feature, level="no"), reason="Removed in 6.1")
    assert [(str(change), change.reason) for change in Change.objects.all()] == [
        (f"{feature} in {second}: yes → no", "Removed in 6.1")
    ]


def test_what_is_made_from_the_version_of_a_check_is_made_anew(editor):
    comparison, (first, _), (feature, *_) = make_table()
    send(editor, comparison, edit_cell(first, feature, verified_version="6.1.3"))
    fact = fact_of(first, feature)
    stored = fact.verified_series
    fact.save()
    assert stored == fact.verified_series != ""


def test_the_search_and_the_page_know_a_changed_cell(editor, client, django_capture_on_commit_callbacks):
    comparison, (first, _), (feature, *_) = make_table()
    with django_capture_on_commit_callbacks(execute=True):
        send(editor, comparison, edit_cell(first, feature, value="Zanzibar"))
    assert SearchEntry.objects.filter(kind=SearchEntry.Kind.FACT, text__contains="Zanzibar").exists()
    assert "Zanzibar" in client.get(comparison.get_absolute_url()).content.decode()


@pytest.mark.parametrize(("minor", "moved"), [(False, True), (True, False)])
def test_a_changed_order_moves_the_last_update_unless_it_is_minor(editor, minor, moved):
    long_ago = datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC)
    comparison, _, features = make_table(published_at=long_ago)
    send(editor, comparison, rows=edit_rows(comparison, features[::-1]), minor_change=minor)
    comparison.refresh_from_db()
    assert (comparison.updated_at > long_ago) == moved
    assert Revision.objects.of(comparison).first().notable == moved


def test_a_changed_cell_does_not_move_the_last_update_of_the_page(editor):
    comparison, (first, _), (feature, *_) = make_table()
    before = comparison.updated_at
    send(editor, comparison, edit_cell(first, feature, value="New"))
    comparison.refresh_from_db()
    assert comparison.updated_at == before


# --- limits ---


def count_queries(editor, comparison, *cells, **edit):
    with CaptureQueriesContext(connection) as queries:
        assert send(editor, comparison, *cells, **edit).status_code == 200
    return len(queries)


def test_saving_takes_as_many_queries_for_120_cells_as_for_4(editor):
    technologies = [make_technology() for _ in range(4)]
    old, new = [[make_feature() for _ in range(20)] for _ in range(2)]
    comparison = make_comparison(technologies, old)
    counts = []
    for some, others in ((old[:1], new[:1]), (old[1:2], new[1:2]), (old[2:17], new[2:17])):
        cells = [edit_cell(technology, feature, **ANSWER) for technology in technologies for feature in some + others]
        rows = edit_rows(comparison, old[len(counts) + 1 :] + old[: len(counts) + 1])
        counts.append(count_queries(editor, comparison, *cells, rows=rows))
    assert counts[2] <= counts[1]


@pytest.mark.parametrize(
    "body",
    [
        "[]",
        "nonsense",
        '{"cells": 1}',
        '{"cells": [1]}',
        '{"cells": [{"technology": 1}]}',
        '{"cells": [{"technology": "1", "feature": 1, "was": {}, "now": {}}]}',
        '{"cells": [{"technology": 1, "feature": 1, "was": {}, "now": {"note": "x"}}]}',
        '{"cells": [{"technology": 1, "feature": 1, "was": {"note": ""}, "now": {"note": 5}}]}',
        '{"cells": [{"technology": 1, "feature": 1, "was": {"note": ""}, "now": {"note": null}}]}',
        '{"rows": {"was": [1]}}',
        '{"rows": {"was": [1], "now": [99999999999999999999]}}',
        '{"rows": {"was": [true], "now": []}}',
        '{"reason": 5}',
        "[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_what_the_page_never_sends_is_refused_with_a_sentence(editor, body):
    answer = editor.post(table_of(make_comparison()), body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["message"].startswith("What arrived is not what this page sends.")


def test_more_than_can_be_taken_in_is_refused_with_a_sentence(editor, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = editor.post(table_of(make_comparison()), json.dumps("x" * 2000), content_type="application/json")
    assert answer.status_code == 413
    assert "Nothing is saved yet, and all of it is still here." in answer.json()["message"]


def test_a_technology_that_is_gone_is_a_message(editor):
    comparison, (first, _), (feature, *_) = make_table()
    cell = edit_cell(first, feature, value="New")
    cell["technology"] = 10**9
    mistakes = send(editor, comparison, cell).json()["mistakes"]
    assert mistakes == {f"{feature.pk}-{10**9}": [["", "This technology or feature does not exist any more."]]}


def test_sources_keep_the_order_in_which_they_were_put(editor):
    comparison, (first, _), (feature, *_) = make_table()
    wanted = [{**SOURCE, "url": f"https://example.org/{n}"} for n in (3, 1, 2)]
    send(editor, comparison, edit_cell(first, feature, sources=[*wanted, {"title": "", "url": " ", "quote": ""}]))
    assert list(Source.objects.filter(fact=fact_of(first, feature)).values_list("url", flat=True)) == [
        source["url"] for source in wanted
    ]
