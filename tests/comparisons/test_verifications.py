"""Every check of a fact is kept: who compared it with its sources, when, and against which version."""

import datetime

import pytest
from django.utils.html import strip_tags

from articles.models import Revision
from comparisons.answers.writing import verify_facts
from comparisons.models import Fact, Verification
from hub.content import export_folder, import_folder
from tests.desk import change, form_at, make_staff, signed_in
from tests.factories import CHECKED, make_fact, make_feature, make_release, make_technology

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 12, 1)


@pytest.fixture
def fact():
    technology = make_technology(name="Django")
    make_release(technology, "6.0.3")
    make_release(technology, "6.1")
    make_release(technology, "6.2a1", is_prerelease=True)
    return make_fact(technology, make_feature(name="Admin"), verified_version="6.0.3")


def verify(fact, *args, **about):
    verify_facts(Fact.objects.filter(pk=fact.pk), *args, **about)


@pytest.fixture
def december(time_machine):
    time_machine.move_to(datetime.datetime(2026, 12, 1, 9, tzinfo=datetime.UTC))


def test_a_fact_that_is_still_true_is_checked_today_against_the_latest_stable_release(fact, december):
    user = make_staff(username="erika")
    before = Fact.objects.values("level", "value", "note", "changed_on").get()
    verify(fact, user)
    fact = Fact.objects.get()
    assert (fact.verified_on, fact.verified_version) == (TODAY, "6.1")
    assert Fact.objects.values("level", "value", "note", "changed_on").get() == before
    kept = fact.verifications.get()
    assert (kept.user, kept.name, kept.verified_on, kept.verified_version) == (user, "erika", TODAY, "6.1")
    assert kept.outcome == Verification.Outcome.STILL_TRUE


def test_the_version_of_a_check_can_be_named(fact):
    verify(fact, versions={fact.technology_id: "6.0.4"})
    assert fact.verifications.get().verified_version == "6.0.4"


def test_a_technology_without_a_release_keeps_the_version_that_was_checked_before():
    fact = make_fact(make_technology(), make_feature(), verified_version="2024-05")
    verify(fact)
    assert fact.verifications.get().verified_version == "2024-05"


def test_many_facts_are_verified_at_once_each_against_its_own_technology(fact, december):
    other = make_technology()
    make_release(other, "2.0")
    make_fact(other, make_feature(), verified_version="1.9")
    untouched = make_fact(make_technology(), make_feature())
    chosen = Fact.objects.exclude(pk=untouched.pk)
    assert len(verify_facts(chosen, make_staff())) == 2
    assert set(chosen.values_list("verified_version", "verified_on")) == {("6.1", TODAY), ("2.0", TODAY)}
    assert Verification.objects.count() == 2
    untouched.refresh_from_db()
    assert untouched.verified_on == CHECKED


def test_the_name_of_who_checked_outlives_the_account(fact):
    user = make_staff(username="erika")
    verify(fact, user)
    user.delete()
    assert Verification.objects.values_list("user", "name").get() == (None, "erika")


def test_a_check_typed_into_the_form_is_kept_and_says_whether_the_answer_changed(fact, december):
    erika = make_staff("Editors", username="erika")
    editor = signed_in(erika)
    for changes in (
        {"note": "Reworded."},
        {"verified_on": "2026-12-01"},
        {"verified_version": "6.1", "value": "Other", "level": "no", "reason": "Taken out."},
    ):
        assert editor.post(change(fact), form_at(editor, change(fact), **changes)).status_code == 302
    kept = Verification.objects.order_by("pk").values_list("name", "verified_version", "outcome")
    assert list(kept) == [("erika", "6.0.3", "still_true"), ("erika", "6.1", "changed")]


def test_the_history_of_a_fact_says_who_checked_it_when_and_against_what_and_needs_no_revision_for_that(fact, december):
    editor = signed_in(make_staff("Editors"))
    history = change(fact).replace("/change/", "/history/")
    assert "the fact came with the check of 22 November 2026 against 6.0.3" in words_of(editor.get(history))
    verify(fact, make_staff(username="erika"))
    words = words_of(editor.get(history))
    assert "1 Dec 2026, 09:00:00 erika Still true 1 Dec 2026 against 6.1" in words
    assert not Revision.objects.exists()
    for _ in range(30):
        verify(fact)
    assert "erika Still true 1 Dec" not in words_of(editor.get(history))
    assert "erika Still true 1 Dec" in words_of(editor.get(f"{history}?checks=2"))


def words_of(response):
    return " ".join(strip_tags(response.content.decode()).split())


def test_a_check_that_an_import_brings_is_kept_too(fact, tmp_path):
    export_folder(tmp_path)
    import_folder(tmp_path)
    assert not Verification.objects.exists()
    (file,) = (tmp_path / "technologies").iterdir()
    file.write_text(file.read_text().replace("\n  version: 6.0.3\n", "\n  version: '6.1'\n"))
    assert not import_folder(tmp_path).errors
    kept = Verification.objects.values_list("name", "verified_version", "outcome").get()
    assert kept == ("An import", "6.1", "still_true")
