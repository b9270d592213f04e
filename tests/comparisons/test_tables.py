"""The table of facts on a page: its marks, its counts, its bars, its differences."""

import pytest

from tests.comparisons.test_pages import page
from tests.factories import make_comparison, make_fact, make_feature, make_release, make_technology

pytestmark = pytest.mark.django_db


def test_five_states_and_a_plain_value_are_told_apart_in_words(client):
    technology, other = make_technology(), make_technology()
    features = [make_feature() for _ in range(6)]
    for feature, level in zip(features, ["yes", "partial", "no", "not_applicable", "unknown", ""], strict=True):
        make_fact(technology, feature, level=level)
    html = page(client, make_comparison([technology, other], features, facts=False).get_absolute_url())
    for word in ["Yes", "Partial", "No", "Not applicable", "Unknown"]:
        assert f">{word}</span>" in html


def test_a_comparison_begins_with_what_each_technology_is_and_how_it_answers(client):
    technologies = [make_technology(name="Django", summary="A framework for pages."), make_technology(name="Flask")]
    make_release(technologies[0], "6.1.3", supported_until="2027-12")
    make_release(technologies[1], "3.1")
    features = [make_feature() for _ in range(4)]
    for feature, level in zip(features, ["yes", "no", "no", ""], strict=True):
        make_fact(technologies[0], feature, level=level)
    html = page(client, make_comparison(technologies, features, facts=False).get_absolute_url())
    django, flask = (part.split("</li>")[0] for part in html.split('class="glance-name"')[1:])
    for part in ["A framework for pages.", "6.1.3 · supported until December 2027", "<b>1</b> yes · <b>2</b> no"]:
        assert part in django, part
    assert '<span><i class="yes"></i><i class="no"></i><i class="no"></i></span>' in django
    assert "3.1 · no end of support published" in flask
    assert "<b>4</b> unknown" in flask
    assert "<b>4</b> answers checked" in html


def test_more_answers_than_an_eye_takes_in_are_figures_alone(client, monkeypatch):
    monkeypatch.setattr("comparisons.tallies.MOST_SQUARES", 2)
    html = page(client, make_comparison().get_absolute_url())
    assert "<b>3</b> yes" in html
    assert 'class="strip"' not in html


def test_the_legend_says_what_the_marks_of_this_table_mean(client):
    html = page(client, make_comparison().get_absolute_url())
    legend = html.split('class="legend"')[1].split("</details>")[0]
    assert "it has it" in legend
    assert "it has not" not in legend
    assert 'href="/features/"' in legend


def test_the_links_of_a_cell_say_which_cell_they_are_about(client):
    technology, feature = make_technology(name="Django"), make_feature(name="Admin panel")
    make_fact(technology, feature)
    html = page(client, technology.get_absolute_url())
    assert '<a href="#admin-panel-django">Link to Django, Admin panel</a>' in html
    assert '<a href="/facts/admin-panel/django/">All about Django, Admin panel</a>' in html
    assert ">Correct Django, Admin panel</a>" in html


def test_a_judgement_is_marked_as_one(client):
    feature = make_feature(kind="judgement")
    html = page(client, make_comparison(features=[feature]).get_absolute_url())
    assert html.count("mark-judgement") == 3  # two cells and the legend


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
    assert "1 row differs, 1 is the same; of 1 not enough is known." in " ".join(html.split())
    assert 'href="?only=differences#table"' in html
    narrowed = page(client, f"{comparison.get_absolute_url()}?only=differences")
    assert [f'<tr id="{feature.slug}" role="row">' in narrowed for feature in (same, different, unknown)] == [
        False,
        True,
        False,
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


def test_a_technology_begins_with_its_versions_their_support_and_what_stands_beside_it(client):
    django, flask, secret = (make_technology(name=name) for name in ("Django", "Flask", "Secret"))
    make_release(django, "5.2", released_on="2025-04-02", supported_until="2028-04", is_lts=True)
    make_release(django, "5.2.19", released_on="2026-11-03", supported_until="2028-04", is_lts=True)
    make_release(django, "6.1.3", released_on="2026-11-03", supported_until="2027-12")
    make_release(django, "4.2", released_on="2023-04-03", supported_until="2024-04")
    make_comparison([django, flask])
    make_comparison([django, secret], status="draft")
    html = page(client, "/technologies/django/")
    windows = html.split('id="supported"')[1].split("</section>")[0]
    assert "from 2 April 2025 (latest 5.2.19, 3 November 2026), supported until April 2028" in windows
    assert windows.index("<dt>6.1<") < windows.index("<dt>5.2") < windows.index("<dt>4.2")
    assert windows.count("<dt>") == 3
    assert "until April 2024: ended" in windows
    assert 'href="/compare/?t=django&amp;t=flask"' in html
    assert "Secret" not in html
    assert html.index("At a glance") < html.index('id="facts"') < html.index('id="pages"')
