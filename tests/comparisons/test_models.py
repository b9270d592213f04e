import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from comparisons.models import Comparison, Fact, Row, Subject
from tests.factories import (
    CHECKED,
    make_comparison,
    make_fact,
    make_feature,
    make_release,
    make_technology,
)

pytestmark = pytest.mark.django_db


def fact(**fields):
    """An unsaved fact that is valid unless a field says otherwise."""
    answer = {"level": "yes", "value": "Built in", "note": "", "verified_on": CHECKED, "verified_version": "6.1"}
    owner = {"technology": make_technology(), "feature": make_feature()}
    return Fact(**{**owner, **answer, **fields})


WRONG_FACTS = [
    ({"level": "partial", "note": ""}, "A partial needs a note"),
    ({"verified_on": None}, "needs the date of a check"),
    ({"verified_version": ""}, "needs the date of a check"),
    ({"level": "", "verified_on": None}, "needs the date of a check"),
    ({"value": ""}, "needs a value in words"),
]


@pytest.mark.parametrize(("fields", "message"), WRONG_FACTS)
def test_a_wrong_fact_is_refused_with_a_sentence(fields, message):
    with pytest.raises(ValidationError, match=message):
        fact(**fields).full_clean()


@pytest.mark.parametrize(("fields", "message"), WRONG_FACTS)
def test_the_database_refuses_a_wrong_fact_too(fields, message):
    with pytest.raises(IntegrityError), transaction.atomic():
        fact(**fields).save()


def test_an_unknown_needs_neither_value_nor_check():
    fact(level="unknown", value="", verified_on=None, verified_version="").full_clean()


def test_a_technology_answers_a_feature_once():
    first = make_fact(make_technology(), make_feature())
    second = fact(technology=first.technology, feature=first.feature)
    with pytest.raises(ValidationError, match="has an answer for this feature already"):
        second.full_clean()


def test_a_judgement_needs_its_reason():
    feature = make_feature(kind="judgement")
    with pytest.raises(ValidationError, match="A judgement needs a note"):
        fact(feature=feature).full_clean()
    fact(feature=feature, note="Because the tutorial is long.").full_clean()


def test_a_feature_answered_by_releases_takes_no_fact():
    with pytest.raises(ValidationError, match="answered by the releases"):
        fact(feature=make_feature(derived_from="latest_release")).full_clean()


def test_a_check_cannot_lie_in_the_future():
    with pytest.raises(ValidationError, match="cannot lie in the future"):
        fact(verified_on=timezone.localdate() + datetime.timedelta(days=1)).full_clean()


def test_a_fact_without_source_can_only_be_unknown_but_a_judgement_needs_none():
    with pytest.raises(ValidationError, match="at least one source"):
        fact().check_sources(0)
    fact().check_sources(1)
    fact(level="unknown").check_sources(0)
    fact(feature=make_feature(kind="judgement")).check_sources(0)


def test_a_change_of_the_answer_moves_the_date_of_its_change_and_a_new_check_does_not():
    answer = make_fact(make_technology(), make_feature(), changed_on=datetime.date(2020, 1, 1))
    answer.verified_on = timezone.localdate()
    answer.save()
    assert answer.changed_on == datetime.date(2020, 1, 1)
    answer.level = "no"
    answer.save()
    assert answer.changed_on == timezone.localdate()


def test_latest_stable_is_the_highest_version_that_is_out_and_no_prerelease():
    technology = make_technology()
    for version, released, prerelease in [
        ("9.9", "2026-03", False),
        ("10.0", "2026-01-02", False),
        ("5.2.30", "2026-11-20", False),
        ("11.0a1", "2026-02-01", True),
        ("12.0", "2999-01", False),
        ("pre-0.90", "2005", False),
    ]:
        make_release(technology, version, released_on=released, is_prerelease=prerelease)
    assert str(technology.latest_release) == "10.0"
    assert str(technology.first_release) == "pre-0.90"


def test_a_technology_without_releases_has_no_latest_one():
    assert make_technology().latest_release is None


@pytest.mark.parametrize("text", ["2026-13", "2026-02-30", "26", "2026-1", "May 2026", "2026-11-22T00:00", "２０２６"])
def test_a_release_date_outside_the_calendar_is_refused(text):
    release = make_release(make_technology())
    release.released_on = text
    with pytest.raises(ValidationError) as refused:
        release.full_clean()
    assert set(refused.value.message_dict) == {"released_on"}


def test_release_dates_are_said_as_far_as_they_are_known():
    technology = make_technology()
    words = [
        make_release(technology, str(n), released_on=text).released_words
        for n, text in enumerate(["2005", "2005-07", "2026-11-03"])
    ]
    assert words == ["2005", "July 2005", "3 November 2026"]


@pytest.mark.parametrize("count", [0, 1])
def test_a_comparison_needs_two_technologies(count):
    with pytest.raises(ValidationError, match="at least two different technologies"):
        Comparison.check_technologies([make_technology() for _ in range(count)])


def test_a_technology_stands_in_a_table_once_and_a_feature_has_one_row():
    comparison = make_comparison()
    technology, feature = comparison.subjects.first().technology, comparison.rows.first().feature
    with pytest.raises(ValidationError, match="only once"):
        Comparison.check_technologies([technology, technology])
    with pytest.raises(ValidationError, match="only one row"):
        Comparison.check_rows([feature, feature])
    with pytest.raises(IntegrityError), transaction.atomic():
        Subject.objects.create(article=comparison, technology=technology)
    with pytest.raises(IntegrityError), transaction.atomic():
        Row.objects.create(comparison=comparison, feature=feature)


def test_a_comparison_shares_the_slugs_of_articles():
    from tests.factories import make_article

    make_article(title="Django vs Flask")
    assert make_comparison(title="Django vs Flask").slug == "django-vs-flask-2"


def test_slugs_of_technologies_tell_c_plus_plus_from_c():
    assert [make_technology(name=name).slug for name in ("C", "C++", "C#", ".NET", "Node.js")] == [
        "c",
        "c-plus-plus",
        "c-sharp",
        "dot-net",
        "node-js",
    ]


def test_a_number_needs_a_feature_with_a_unit():
    with pytest.raises(ValidationError, match="has no unit"):
        fact(number=5).full_clean()
    fact(feature=make_feature(unit="requests a second"), number=5).full_clean()
