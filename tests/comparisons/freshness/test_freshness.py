"""A fact is to be checked again when a feature release comes out, when its check is old, or when a source is gone."""

import datetime

import pytest
from django.utils import timezone

from comparisons.answers.writing import verify_facts
from comparisons.models import Fact, LinkCheck, Release
from tests.desk import add_row, change, form_at, make_staff, signed_in
from tests.factories import CHECKED, make_comparison, make_fact, make_feature, make_release, make_technology

pytestmark = pytest.mark.django_db
PUBLISHED = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def soon_after_the_checks(time_machine):
    time_machine.move_to(datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC))


@pytest.fixture
def django():
    technology = make_technology(name="Django")
    make_release(technology, "6.0.3")
    return technology


def make_dead(url, **fields):
    since = timezone.now() - datetime.timedelta(days=4)
    check = {"answer": "404", "failures": 3, "failing_since": since, "checked_at": timezone.now()}
    return LinkCheck.objects.create(**{"url": url, **check, **fields})


def due():
    return list(Fact.objects.to_recheck().order_by("pk"))


def test_a_new_feature_release_queues_every_fact_checked_against_an_older_one(django):
    facts = [make_fact(django, make_feature(), verified_version=version) for version in ("6.0", "6.0.3", "5.2")]
    make_fact(django, make_feature(), verified_version="6.1")
    make_fact(django, make_feature(), verified_version="all")
    make_fact(make_technology(), make_feature(), verified_version="6.0")
    assert due() == [facts[2]]
    make_release(django, "6.1")
    assert due() == facts
    assert list(Fact.objects.outdated().order_by("pk")) == facts


@pytest.mark.parametrize(
    ("version", "fields"),
    [("6.0.4", {}), ("5.2.9", {}), ("6.1rc1", {"is_prerelease": True}), ("6.1", {"released_on": "2026-12"})],
)
def test_a_patch_an_old_branch_a_prerelease_and_what_is_not_out_queue_nothing(django, version, fields):
    make_fact(django, make_feature(), verified_version="6.0.3")
    make_release(django, version, **fields)
    assert due() == []


def test_a_release_queues_facts_on_the_day_it_comes_out_without_a_worker(django, time_machine):
    fact = make_fact(django, make_feature(), verified_version="6.0")
    make_release(django, "6.1", released_on="2026-12-02")
    assert due() == []
    time_machine.move_to(datetime.datetime(2026, 12, 2, 0, 1, tzinfo=datetime.UTC))
    assert due() == [fact]


def test_a_release_that_turns_out_wrong_takes_the_facts_out_of_the_queue_again(django):
    make_fact(django, make_feature(), verified_version="6.0")
    make_release(django, "6.1")
    assert len(due()) == 1
    Release.objects.get(version="6.1").delete()
    assert due() == []


def test_a_release_recorded_by_hand_queues_facts_and_still_true_takes_them_out(django):
    fact = make_fact(django, make_feature(), verified_version="6.0")
    editor = signed_in(make_staff("Editors"))
    release = {"version": "6.1", "released_on": "2026-11-24", "verified_on": "2026-11-25"}
    release |= {"source_title": "Notes", "source_url": "https://example.org/"}
    editor.post(change(django), add_row(form_at(editor, change(django)), "releases", **release))
    assert due() == [fact]
    assert len(verify_facts(Fact.objects.to_recheck())) == 1
    assert due() == []


def test_a_source_that_stopped_answering_queues_its_facts(django):
    fact, other = make_fact(django, make_feature(), sources=2), make_fact(django, make_feature())
    make_dead(fact.sources.last().url)
    make_dead(other.sources.get().url, failing_since=timezone.now() - datetime.timedelta(days=2))
    make_dead("https://example.org/of-nothing")
    Fact.objects.update(verified_series="")
    assert due() == list(Fact.objects.with_dead_source()) == [fact]


def test_every_reason_is_said_in_words(django):
    make_release(django, "6.1")
    make_release(django, "6.2")
    long_ago = CHECKED - datetime.timedelta(days=200)
    fact = make_fact(django, make_feature(), verified_version="6.0", verified_on=long_ago)
    fresh = make_fact(django, make_feature(), verified_version="6.2")
    make_dead(fact.sources.get().url)
    reasons = {fact.pk: fact.recheck_reasons for fact in Fact.objects.with_reasons()}
    assert reasons[fact.pk] == ["6.2 is out", "checked 203 days ago", "a source stopped answering"]
    assert reasons[fresh.pk] == []


def test_readers_see_which_release_a_check_is_older_than(django, client):
    flask = make_technology(name="Flask")
    make_release(flask, "3.1.3")
    comparison = make_comparison([django, flask], [make_feature()], published_at=PUBLISHED)
    Fact.objects.filter(technology=django).update(verified_version="6.0.3")
    Fact.objects.filter(technology=flask).update(verified_version="3.1.0")
    page = comparison.get_absolute_url()
    assert "is out" not in client.get(page).content.decode()
    make_release(django, "6.1")
    html = client.get(page).content.decode()
    assert "Checked against 6.0.3 on" in html
    assert html.count("; 6.1 is out") == html.count("is out") == 1
    assert html.count("<small>checked against 6.0.3</small>") == html.count("<small>checked against") == 1
    assert "Checked against 6.0.3 on 2026-11-22; 6.1 is out." in client.get(f"{page[:-1]}.md").content.decode()


def test_the_first_release_of_a_technology_is_no_check_that_could_be_outdated(django, client):
    make_release(django, "0.90", released_on="2005-11-16")
    first = make_feature(derived_from="first_release")
    comparison = make_comparison([django, make_technology()], [first], facts=False, published_at=PUBLISHED)
    assert "is out" not in client.get(comparison.get_absolute_url()).content.decode()
