"""The table of facts on a page: its marks, its counts, its bars, its differences."""

import pytest

from tests.comparisons.test_pages import page
from tests.factories import make_comparison, make_fact, make_feature, make_technology

pytestmark = pytest.mark.django_db


def test_five_states_and_a_plain_value_are_told_apart_in_words(client):
    technology, other = make_technology(), make_technology()
    features = [make_feature() for _ in range(6)]
    for feature, level in zip(features, ["yes", "partial", "no", "not_applicable", "unknown", ""], strict=True):
        make_fact(technology, feature, level=level)
    html = page(client, make_comparison([technology, other], features, facts=False).get_absolute_url())
    for word in ["Yes", "Partial", "No", "Not applicable", "Unknown"]:
        assert f">{word}</span>" in html


def test_a_judgement_is_marked_as_one(client):
    feature = make_feature(kind="judgement")
    html = page(client, make_comparison(features=[feature]).get_absolute_url())
    assert html.count(">Judgement</span>") == 3  # two cells and the legend


def test_a_table_counts_and_can_show_only_its_differences(client):
    technologies, (same, different, unknown) = (
        [make_technology(), make_technology()],
        [make_feature() for _ in range(3)],
    )
    for technology, level in zip(technologies, ["yes", "no"], strict=True):
        make_fact(technology, same, level="yes")
        make_fact(technology, different, level=level)
    comparison = make_comparison(technologies, [same, different, unknown], facts=False)
    html = page(client, comparison.get_absolute_url())
    assert "2 rows differ, 1 is the same." in " ".join(html.split())
    assert 'href="?only=differences#table"' in html
    narrowed = page(client, f"{comparison.get_absolute_url()}?only=differences")
    assert [f'<tr id="{feature.slug}" role="row">' in narrowed for feature in (same, different, unknown)] == [
        False,
        True,
        True,
    ]


def test_numbers_of_a_row_are_drawn_as_bars_of_the_largest(client):
    technologies, feature = [make_technology() for _ in range(3)], make_feature(unit="requests a second")
    for technology, number in zip(technologies, [4000, 1000, None], strict=True):
        make_fact(technology, feature, level="", number=number)
    html = page(client, make_comparison(technologies, [feature], facts=False).get_absolute_url())
    assert html.count('<rect width="100"') == html.count('<rect width="25"') == 1
    assert html.count("<rect") == 2
    alone = make_fact(technologies[0], make_feature(unit="requests a second"), level="", number=9)
    assert "<rect" not in page(client, alone.feature.get_absolute_url())
