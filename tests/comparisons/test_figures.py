"""Figures as charts: numbers on one axis, and levels by group, each beside its words."""

import re

import pytest

from comparisons.models import Feature, FeatureGroup
from comparisons.table import build_table
from comparisons.tallies import answers_by_group, ranked
from tests.factories import make_fact, make_feature, make_technology

pytestmark = pytest.mark.django_db


def chart(client, address):
    return client.get(address).content.decode().partition('<table class="figures">')[2].partition("</table>")[0]


def measure(feature, **numbers):
    for name, number in numbers.items():
        make_fact(make_technology(name=name), feature, level="", value=f"{number} of them", number=number)


@pytest.mark.parametrize(
    ("better", "order", "words"),
    [
        ("more", ["Beta", "Gamma", "Alpha"], "More is better"),
        ("less", ["Alpha", "Gamma", "Beta"], "Less is better"),
        ("", ["Beta", "Gamma", "Alpha"], "The largest stands first"),
    ],
)
def test_the_best_number_stands_first_and_the_chart_says_which_way_is_better(client, better, order, words):
    feature = make_feature(unit="kilobytes", better=better)
    measure(feature, Alpha=10, Beta=40, Gamma=20)
    html = chart(client, feature.get_absolute_url())
    assert re.findall("Alpha|Beta|Gamma", re.sub('href="[^"]*"', "", html)) == order
    assert (words in html, "in kilobytes" in html) == (True, True)
    assert re.findall('<rect width="([0-9]+)"', html) == [
        {"Alpha": "25", "Beta": "100", "Gamma": "50"}[n] for n in order
    ]
    assert "40 of them" in html


def test_one_number_alone_and_answers_without_numbers_are_no_chart(client):
    feature = make_feature(unit="kilobytes")
    measure(feature, Alpha=10)
    make_fact(make_technology(), feature, level="yes")
    assert chart(client, feature.get_absolute_url()) == ""
    assert ranked(build_table([], [Feature.objects.select_related("group").get()]), feature) == []


def test_a_technology_shows_its_levels_by_group_on_one_axis_in_words_too(client):
    technology, group, other = (
        make_technology(name="Django"),
        FeatureGroup.objects.create(name="Data"),
        FeatureGroup.objects.create(name="Web", position=1),
    )
    for level in ("yes", "yes", "no", "partial"):
        make_fact(technology, make_feature(group=group), level=level)
    make_fact(technology, make_feature(group=other), level="no")
    make_fact(technology, make_feature(group=other), level="", value="plain")
    table = build_table([technology], Feature.objects.answered_by(technology))
    (_, length, data), (_, same, web) = answers_by_group(table)
    assert (length, same) == (4, 4)
    assert data == [("yes", 2, 0), ("partial", 1, 2), ("no", 1, 3)]
    assert web == [("no", 1, 0)]
    html = chart(client, technology.get_absolute_url())
    assert "2 yes, 1 partial, 1 no" in html
    assert f'href="#group-{group.slug}"' in html


def test_a_technology_without_an_answer_has_no_chart(client):
    assert chart(client, make_technology().get_absolute_url()) == ""
