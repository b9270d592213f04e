"""Choosing by what is needed: who meets it, who misses it by one, and who cannot be judged."""

import re

import pytest
from django.http import QueryDict

from comparisons import choose as choosing
from tests.comparisons.test_pages import page, queries
from tests.factories import make_fact, make_feature, make_release, make_technology

pytestmark = pytest.mark.django_db


def choose(query):
    return choosing.choose(QueryDict(query))


def names(candidates):
    return [item.technology.name for item in candidates]


@pytest.fixture
def features():
    return [make_feature(name="ORM"), make_feature(name="Async support")]


@pytest.fixture
def field(features):
    """Technologies named after their answers to ORM and async support."""
    made = {}
    for answers in ["yes yes", "yes partial", "yes no", "no no", "yes unknown", "no unknown", "yes not_applicable"]:
        made[answers] = technology = make_technology(name=answers)
        for feature, level in zip(features, answers.split(), strict=True):
            make_fact(technology, feature, level=level)
    return made


def test_all_one_missing_and_unknown_are_told_apart(field):
    choice = choose("orm=yes&async-support=yes")
    assert names(choice.meeting) == ["yes yes"]
    assert names(choice.failing_one) == ["yes no", "yes not_applicable", "yes partial"]
    assert names(choice.unjudged) == ["yes unknown"]
    assert choice.rest_count == 2


def test_partial_means_partial_at_least(field):
    assert names(choose("orm=yes&async-support=partial").meeting) == ["yes partial", "yes yes"]


def test_no_can_be_asked_for(field):
    choice = choose("orm=no")
    assert names(choice.meeting) == ["no no", "no unknown"]
    assert len(choice.failing_one) == 5


def test_any_of_several_levels_of_a_feature_will_do(client, field):
    choice = choose("async-support=yes&async-support=no&async-support=no&orm=yes")
    assert names(choice.meeting) == ["yes no", "yes yes"]
    assert names(choice.failing_one) == ["no no", "yes not_applicable", "yes partial"]
    html = page(client, "/choose/?async-support=yes&async-support=no&async-support=maybe")
    assert html.count(" checked>") == 2
    assert "Async support</a>: yes or no</li>" in html
    assert "“maybe” is no answer to Async support" in html


def test_what_fails_and_what_is_unknown_is_named_with_its_value(client, field):
    html = page(client, "/choose/?orm=yes&async-support=yes")
    fact = field["yes no"].facts.get(level="no")
    assert f'Async support: <a href="/technologies/yes-no/#async-support-yes-no">{fact.value}</a>' in html
    assert "Meet all of them (1)" in html
    assert "Fail one of them (3)" in html
    assert "not known (1)" in html
    assert "2 others fail more than one" in html


def test_the_places_that_answers_lead_to_exist(client, field):
    make_technology(name="Nothing known")
    for path, anchor in re.findall(r'href="(/technologies/[^"#]+)#([^"]+)"', page(client, "/choose/?orm=no")):
        assert f'id="{anchor}"' in page(client, path)


def test_a_technology_nobody_asked_about_cannot_be_judged(field):
    make_technology(name="Nothing known")
    assert "Nothing known" in names(choose("orm=yes").unjudged)


def test_a_fact_without_a_source_is_unknown_as_in_every_table(field):
    field["yes yes"].facts.get(feature__slug="orm").sources.all().delete()
    choice = choose("orm=yes")
    assert "yes yes" not in names(choice.meeting)
    assert "yes yes" in names(choice.unjudged)


def test_only_what_has_levels_and_is_not_derived_is_offered(client, field):
    plain = make_feature(name="Licence")
    make_fact(field["yes yes"], plain, level="", value="MIT")
    make_fact(field["yes yes"], make_feature(name="Nobody knows"), level="unknown")
    make_feature(name="Latest", derived_from="latest_release")
    make_release(field["yes yes"])
    html = page(client, "/choose/")
    assert re.findall(r'name="([^"]+)" value="yes"', html) == ["orm", "async-support"]
    for slug in ["licence", "nobody-knows", "latest"]:
        assert not choose(f"{slug}=yes").wishes


def test_a_plain_value_among_levels_cannot_be_judged(field, features):
    odd = make_technology(name="Odd")
    make_fact(odd, features[0], level="", value="See the docs")
    assert names(choose("orm=yes").unjudged) == ["Odd"]


def test_the_form_remembers_what_was_asked(client, field):
    html = page(client, "/choose/?orm=partial")
    assert html.count(" checked>") == 1
    assert '<input type="checkbox" name="orm" value="partial" checked>' in html


@pytest.mark.parametrize("value", ["maybe", "unknown", "not_applicable", "%00", "<b>", "Yes", "x" * 5000])
def test_a_bad_value_gets_a_sentence(client, field, value):
    html = page(client, f"/choose/?orm={value}&async-support=yes")
    assert "is no answer to ORM" in html
    assert "<b>" not in html
    assert "Meets it (1)" in html


def test_unknown_parameters_are_ignored(client, field):
    html = page(client, "/choose/?zebra=yes&utm_source=x&page=-1")
    assert "Meet" not in html
    assert "no answer" not in html


def test_what_an_address_leaves_empty_leaves_the_address(client, field):
    response = client.get("/choose/?orm=yes&async-support=&zebra=")
    assert (response.status_code, response["Location"]) == (302, "/choose/?orm=yes")
    assert client.get("/choose/?orm=&async-support=")["Location"] == "/choose/"
    assert client.get("/choose/?orm")["Location"] == "/choose/"
    assert client.get("/choose/?orm=yes&orm=&orm=no")["Location"] == "/choose/?orm=yes&orm=no"


def test_those_that_meet_all_can_be_put_side_by_side(client, field):
    assert "/compare/?t=yes-partial&amp;t=yes-yes" in page(client, "/choose/?orm=yes&async-support=partial")
    assert "/compare/?t=" not in page(client, "/choose/?orm=yes&async-support=yes")


def test_answers_are_not_indexed_and_the_form_is(client, field):
    assert "noindex" not in page(client, "/choose/")
    assert '<meta name="robots" content="noindex">' in page(client, "/choose/?orm=yes")


def test_an_empty_hub_says_so(client):
    html = page(client, "/choose/")
    assert "No feature has an answer to choose by yet." in html
    assert "<button" not in html.split("<main")[1]


def test_the_queries_grow_neither_with_technologies_nor_with_wishes(client, field, features):
    few = queries(client, "/choose/?orm=yes")
    wishes = []
    for _ in range(6):
        feature, technology = make_feature(), make_technology()
        make_fact(technology, feature)
        make_fact(technology, features[0])
        make_release(technology)
        wishes.append(f"{feature.slug}=yes")
    assert queries(client, f"/choose/?orm=yes&{'&'.join(wishes)}") == few <= 5


def test_the_page_sets_no_cookie(client, field):
    assert not client.get("/choose/?orm=yes").cookies
