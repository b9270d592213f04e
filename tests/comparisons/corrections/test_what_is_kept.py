"""Whoever changes an answer changes that alone: its sources, their sentences and its steps stay what they are."""

import datetime

import pytest

from comparisons.models import Correction, Fact
from tests.comparisons.corrections.test_corrections import NEW, SOURCE, about, decide, send
from tests.desk import make_staff, signed_in
from tests.factories import make_comparison, make_fact, make_feature, make_step, make_technology
from tests.table_desk import edit_cell, texts_of
from tests.table_desk import send as send_table

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return signed_in(make_staff("Editors", username="erika"))


def test_an_accepted_correction_keeps_what_it_does_not_speak_of(client, editor):
    feature = make_feature(unit="kB")
    about = {"value": "0.5 kB", "number": 0.5, "note": "Packed.", "provider": "official", "measured_on": "2026-06-01"}
    fact = make_fact(make_technology(), feature, **about)
    fact.sources.update(quote="It is small.", state="found", state_on="2026-11-30", found_on="2026-11-30", before="So.")
    make_step(fact, "0.5")
    kept, steps = list(fact.sources.values()), list(fact.steps.values())
    send(client, f"{NEW}?about=fact:{feature.slug}:{fact.technology.slug}", value="Half a kB")
    answer = decide(editor, Correction.objects.get(), decision="accept")
    assert answer.status_code == 302, answer.context["errors"]
    fact = Fact.objects.get()
    assert fact.value == "Half a kB"
    assert {name: str(getattr(fact, name)) for name in about} == {**about, "number": "0.5", "value": "Half a kB"}
    assert [source for source in fact.sources.values() if source["url"] != SOURCE] == kept
    assert list(fact.steps.values()) == steps


def test_a_correction_that_does_not_go_with_the_steps_is_refused_and_nothing_is_stored(client, editor):
    fact = make_fact(make_technology(), make_feature(), level="partial", note="No transactions.")
    make_step(fact, f"{fact.verified_version}.1", level="partial", note="No transactions.")
    send(client, about(fact))
    response = decide(
        editor, Correction.objects.get(), decision="accept", level="yes", answer="It has.", verified_version="1.0"
    )
    assert "It is the step from" in response.text
    fact.refresh_from_db()
    assert (fact.level, fact.steps.count()) == ("partial", 1)


def test_what_was_seen_of_a_sentence_outlives_another_source_and_not_another_sentence(editor):
    fact = make_fact(make_technology(), make_feature())
    comparison = make_comparison([fact.technology, make_technology()], [fact.feature])
    seen = {"state": "found", "found_on": datetime.date(2026, 11, 30), "before": "So."}
    fact.sources.update(quote="It has it.", **seen)
    first, second = texts_of(fact.technology, fact.feature)["sources"][0], {"title": "B", "url": SOURCE, "quote": ""}
    send_table(editor, comparison, edit_cell(fact.technology, fact.feature, sources=[first, second]))
    kept = fact.sources.values(*seen)
    assert list(kept) == [seen, {"state": "", "found_on": None, "before": ""}]
    changed = [{**first, "quote": "Not any more."}, second]
    send_table(editor, comparison, edit_cell(fact.technology, fact.feature, sources=changed))
    assert [source["state"] for source in kept.all()] == ["", ""]
