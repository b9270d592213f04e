"""A change of level needs a reason, one sentence for readers: in the admin, the grid, an import, of a correction."""

import re

import pytest
from django.urls import reverse

from articles.models import Revision
from comparisons.models import Change, Correction, Fact
from hub.content import export_folder, import_folder
from tests.desk import change, form_at, make_staff, signed_in
from tests.factories import make_comparison, make_fact, make_feature, make_release, make_technology
from tests.table_desk import edit_cell, send

pytestmark = pytest.mark.django_db
REASON = "Since 6.1 the ORM has no such method any more."
NEEDED = "The level changes from yes to partial: say why, in one sentence for readers."


@pytest.fixture
def fact():
    technology = make_technology(name="Django")
    make_release(technology, "6.1")
    return make_fact(technology, make_feature(name="Async ORM"), verified_version="6.1")


@pytest.fixture
def editor():
    return signed_in(make_staff("Editors"))


def told(fact, client):
    """What the change log, its feed, the page of the answer and the comparison say, each as HTML or XML."""
    page = make_comparison([fact.technology, make_technology()], [fact.feature], published_at="2026-01-01T00:00Z")
    addresses = ["/changes/", "/feeds/changes.xml", fact.get_absolute_url(), page.get_absolute_url()]
    return [client.get(address).text for address in addresses]


def level_of(fact):
    return Fact.objects.values_list("level", "changed_because").get(pk=fact.pk)


def test_the_form_of_a_fact_wants_it_and_readers_see_it(editor, client, fact):
    data = form_at(editor, change(fact), level="partial")
    assert NEEDED in editor.post(change(fact), data).text
    assert level_of(fact) == ("yes", "")
    assert editor.post(change(fact), data | {"reason": REASON}).status_code == 302
    assert level_of(fact) == ("partial", REASON)
    assert Change.objects.get().reason == REASON
    assert all(REASON in text for text in told(fact, client))


def test_another_value_needs_none_and_a_reason_does_not_outlive_the_answer_that_it_explains(editor, fact):
    editor.post(change(fact), form_at(editor, change(fact), level="partial", reason=REASON))
    assert editor.post(change(fact), form_at(editor, change(fact), value="Some of it")).status_code == 302
    assert level_of(fact) == ("partial", "")


def test_a_corrected_typo_leaves_the_reason_and_a_level_needs_one_and_is_told_even_then(editor, fact):
    data = form_at(editor, change(fact), level="partial", minor_change="on")
    assert NEEDED in editor.post(change(fact), data).text
    editor.post(change(fact), data | {"reason": REASON})
    editor.post(change(fact), form_at(editor, change(fact), value="Sme of it", reason="A typo", minor_change="on"))
    assert level_of(fact) == ("partial", REASON)
    assert [change.reason for change in Change.objects.all()] == [REASON]


def test_the_grid_wants_it_for_each_cell_and_saves_the_others(editor, fact):
    other = make_fact(make_technology(), fact.feature)
    page = make_comparison([fact.technology, other.technology], [fact.feature])

    def save(**about):
        cells = [
            edit_cell(fact.technology, fact.feature, level="partial"),
            edit_cell(other.technology, other.feature, value="Another value"),
        ]
        return send(editor, page, *cells, **about)

    assert NEEDED in save().text
    assert level_of(fact) == ("yes", "")
    other.refresh_from_db()
    assert other.value == "Another value"
    save(reason=REASON)
    assert level_of(fact) == ("partial", REASON)


def test_an_accepted_correction_wants_it(editor, fact):
    about = {"technology": fact.technology, "feature": fact.feature, "about": "It", "problem": "No."}
    found = Correction.objects.create(**about, source_url="https://docs.example/")
    data = form_at(editor, change(found), decision="accept", level="partial")
    assert NEEDED in editor.post(change(found), data).text
    editor.post(change(found), data | {"answer": REASON})
    assert level_of(fact) == ("partial", REASON)
    assert Change.objects.get().reason == REASON


def test_a_file_that_changes_a_level_says_why_and_comes_back_as_it_was(fact, tmp_path, client):
    export_folder(tmp_path)
    file = tmp_path / "technologies/django.yaml"
    text = file.read_text()
    changed = text.replace("level: 'yes'", "level: partial")
    file.write_text(changed)
    (error,) = import_folder(tmp_path).errors
    assert error.message == f"level: {NEEDED}"
    assert error.line == 1 + changed[: changed.index("level: partial")].count("\n")
    assert level_of(fact) == ("yes", "")
    changed = re.sub("  changed: .*\n", "", changed)  # it changes today
    with_reason = changed.replace("  sources:", f"  reason: {REASON}\n  sources:")
    file.write_text(with_reason)
    assert not import_folder(tmp_path).errors
    assert level_of(fact) == ("partial", REASON)
    assert Change.objects.get().reason == REASON
    assert REASON in client.get(fact.get_absolute_url()).text
    export_folder(tmp_path)
    assert REASON in file.read_text()
    file.write_text(file.read_text().replace("level: partial", "level: 'no'"))
    assert "from partial to no" in next(iter(import_folder(tmp_path).errors)).message


def test_a_state_that_comes_back_has_the_reason_of_the_way_back(editor, fact):
    editor.post(change(fact), form_at(editor, change(fact), level="partial", reason=REASON))
    first = Revision.objects.of(fact).last()
    address = reverse("admin:comparisons_fact_revision", args=[fact.pk, first.pk])
    editor.post(address, {"reason": "It was right before.", "notable": "on"})
    assert level_of(fact) == ("yes", "It was right before.")
    assert Change.objects.first().reason == "It was right before."
