"""/trust/: how true this is, in figures, and the samples that are drawn to find that out."""

import csv
import datetime
import io

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comparisons.models import Correction, Sample, Source
from comparisons.trust import count_trust
from tests.factories import (
    make_comparison,
    make_fact,
    make_feature,
    make_outdated,
    make_proof,
    make_sample,
    make_technology,
    make_user,
)

pytestmark = pytest.mark.django_db


def drawn(size, **options):
    out = io.StringIO()
    call_command("draw_sample", size, stdout=out, **options)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def make_correction(days=None, **fields):
    correction = Correction.objects.create(
        about="A cell", problem="Wrong.", source_url="https://example.org/", **fields
    )
    if days is not None:
        Correction.objects.filter(pk=correction.pk).update(
            made_at=timezone.now() - datetime.timedelta(days=days), decided_at=timezone.now()
        )


def test_answers_are_counted_by_their_last_check_and_unknown_ones_apart():
    technology = make_technology()
    for how in ("source", "source", "script", ""):
        make_fact(technology, make_feature(), verified_how=how)
    make_fact(technology, make_feature(), level="unknown", verified_how="source")
    found = count_trust()
    assert (found["answers"], found["unknown"]) == (4, 1)
    assert found["methods"] == [("By script", 1), ("Read in the source", 2), ("Not said", 1)]


def test_sentences_second_sources_and_judgements_are_counted():
    technology = make_technology()
    make_fact(technology, make_feature(), sources=2)
    make_fact(technology, make_feature(kind="judgement"), sources=0)
    quoted = make_fact(technology, make_feature(), sources=3)
    Source.objects.filter(fact=quoted).update(quote="It has it.", state="found")
    lost = make_fact(technology, make_feature())
    Source.objects.filter(fact=lost).update(quote="It has it.", state="gone")
    found = count_trust()
    assert found["backing"] == {"quoted": 2, "found": 1, "twice": 2, "judged": 1}
    assert found["sources"] == {"all": 6, "looked": 4, "changed": 0, "gone": 1, "dead": 0}


def test_a_proof_counts_where_its_control_failed():
    make_proof()
    make_proof(runs=False)
    assert count_trust()["shown"] == 1


def test_half_of_the_checks_are_at_most_as_old_as_the_median_says():
    technology, today = make_technology(), timezone.localdate()
    for days in (1, 2, 30):
        make_fact(technology, make_feature(), verified_on=today - datetime.timedelta(days=days))
    assert count_trust()["median_age"] == 2


def test_what_is_overdue_is_counted():
    make_outdated(3)
    assert count_trust()["overdue"] == 3


def test_corrections_of_readers_are_counted_and_not_those_of_programs():
    make_correction(4, state="accepted")
    make_correction(1, state="declined", answer="It is right.")
    make_correction()
    make_correction(9, state="accepted", filed_as="script: x")
    found = count_trust()["corrections"]
    assert found == {"received": 3, "median_days": 4, "accepted": 1, "declined": 1, "open": 1}


def test_an_empty_site_says_that_there_is_nothing(client):
    page = client.get("/trust/").text
    assert "No sample has been checked yet." in page
    assert "No reader has sent a correction yet." in page
    assert "Half of the checks" not in page


def test_the_page_tells_what_a_sample_found_and_how_sure_that_is(client):
    make_sample(name="30 facts", is_self_checked=True)
    page = " ".join(client.get("/trust/").text.split())
    assert "of 30 answers 27 were right, 2 imprecise, 1 wrong. So between 74.4 % and 96.5 % of all were right" in page
    assert "self-checked" in page


def test_the_number_of_queries_does_not_grow(client):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert client.get("/trust/").status_code == 200
        return len(found)

    make_sample(), make_comparison(), make_correction(2, state="accepted")
    before = queries()
    for _ in range(3):
        make_sample(), make_comparison(), make_correction(5, state="declined", answer="No."), make_proof()
    assert queries() == before


@pytest.mark.parametrize(
    ("right", "size", "low", "high"),
    [(100, 100, 96.3, 100.0), (0, 10, 0.0, 27.8), (0, 5, 0.0, 43.4), (1, 1, 20.7, 100.0)],
)
def test_the_interval_stays_between_none_and_all(right, size, low, high):
    assert Sample(right=right, wrong=size - right).interval == (low, high)


def test_a_sample_of_nothing_is_refused_in_a_sentence():
    with pytest.raises(ValidationError, match="one fact at least"):
        Sample(name="Empty", seed=1, checked_on="2026-11-29", right=0, method="None.").full_clean()


def test_the_same_seed_draws_the_same_facts_and_another_seed_others():
    technology = make_technology()
    for _ in range(30):
        make_fact(technology, make_feature())
    first, again, other = (drawn(10, seed=seed) for seed in (7, 7, 8))
    assert first == again != other
    assert len({row["fact"] for row in first}) == 10


def test_a_drawn_fact_comes_without_our_answer():
    feature = make_feature(definition="What is asked.", rubric="What counts.")
    fact = make_fact(make_technology(name="Django"), feature, value="Our own words", note="Our note.")
    make_fact(fact.technology, make_feature(), level="unknown", value="")
    (row,) = drawn(1, seed=1)
    assert row["fact"] == f"fact:{feature.slug}:django"
    assert (row["definition"], row["what counts"], row["version"]) == ("What is asked.", "What counts.", "1.0")
    assert row["sources"].startswith("https://example.org/")
    assert "Our" not in str(row)


def test_what_an_editor_checked_last_is_not_drawn_for_that_editor():
    technology, editor = make_technology(), make_user(username="ada")
    own, others = (make_fact(technology, make_feature()) for _ in range(2))
    for fact, user in ((own, editor), (others, editor), (others, make_user())):
        fact.verifications.create(user=user, verified_on=fact.verified_on)
    by_nobody = make_fact(technology, make_feature(rubric="- Yes: built in."))
    found = {row["fact"].split(":")[1]: row for row in drawn(2, seed=1, checker="ada")}
    assert {*found} == {others.feature.slug, by_nobody.feature.slug}
    assert found[by_nobody.feature.slug]["what counts"] == "'- Yes: built in."


@pytest.mark.parametrize(
    ("size", "options", "sentence"),
    [
        (0, {"seed": 1}, "one fact at least"),
        (1, {"seed": -1}, "not negative"),
        (1, {"seed": 1}, "There are 0 facts"),
        (1, {"seed": 1, "checker": "nobody"}, "no account"),
    ],
)
def test_what_cannot_be_drawn_is_said(size, options, sentence):
    with pytest.raises(CommandError, match=sentence):
        drawn(size, **options)
