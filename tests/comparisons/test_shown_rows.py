"""Which rows of a table are shown: those an address names, those that differ; and how the rest is found."""

import csv
import io

import pytest

from comparisons.models import FeatureGroup
from tests.comparisons.test_pages import page
from tests.factories import make_comparison, make_fact, make_feature, make_technology

pytestmark = pytest.mark.django_db


@pytest.fixture
def comparison():
    features = [make_feature(name=name) for name in ("ORM", "Admin panel", "WebSockets")]
    technologies = [make_technology(name=name) for name in ("Django", "Flask")]
    for feature, other in zip(features, ("no", "no", "yes"), strict=True):
        make_fact(technologies[0], feature, level="yes")
        make_fact(technologies[1], feature, level=other)
    return make_comparison(technologies, features, title="Django vs Flask", facts=False)


def rows(html):
    return [part.split('"')[0] for part in html.split('<tr id="')[1:]]


@pytest.mark.parametrize("address", ["/comparisons/django-vs-flask/?", "/compare/?t=django&t=flask&"])
def test_an_address_names_the_rows_that_it_wants(client, comparison, address):
    html = page(client, f"{address}f=websockets&f=orm&f=nonsense")
    assert sorted(rows(html)) == ["orm", "websockets"]
    assert "2 of 3 rows." in html
    assert html.count(" checked>") == (2 if "comparisons" in address else 4)
    both = page(client, f"{address}f=websockets&f=orm&only=differences")
    assert rows(both) == ["orm"]


def test_the_rows_of_a_comparison_are_ticked_by_group_and_all_are_one_link_away(client, comparison):
    html = page(client, "/comparisons/django-vs-flask/")
    picker = html.split('class="picker"')[1].split("</form>")[0]
    assert 'action="#table"' in picker
    for feature in ("orm", "admin-panel", "websockets"):
        assert f'name="f" value="{feature}"' in picker
    assert 'href="?#table">Show all rows' in page(client, "/comparisons/django-vs-flask/?f=orm").replace(
        "/comparisons/django-vs-flask/#", "?#"
    )


def test_rows_that_nobody_has_leave_an_empty_table_and_the_way_back(client, comparison):
    html = page(client, "/comparisons/django-vs-flask/?f=nonsense")
    assert rows(html) == []
    assert "0 of 3 rows." in html
    assert "Show all rows" in html


@pytest.mark.parametrize("address", ["/comparisons/django-vs-flask{}?", "/compare{}?t=django&t=flask&"])
def test_what_is_downloaded_has_the_rows_that_are_shown(client, comparison, address):
    html = page(client, f"{address.format('/')}f=orm")
    assert f"{address.format('.csv')}f=orm".replace("&", "&amp;") in html
    lines = list(csv.DictReader(io.StringIO(page(client, f"{address.format('.csv')}f=orm"))))
    assert {line["feature"] for line in lines} == {"ORM"}
    for suffix in (".json", ".md"):
        text = page(client, f"{address.format(suffix)}f=orm")
        assert ("ORM" in text, "WebSockets" in text) == (True, False)


def test_the_groups_of_a_table_are_one_link_away(client):
    groups = [FeatureGroup.objects.create(name=name) for name in ("Data", "Web")]
    features = [make_feature(group=group) for group in groups]
    html = page(client, make_comparison(features=features).get_absolute_url())
    for group in groups:
        assert f'<a href="#group-{group.slug}">{group}</a>' in html
        assert html.count(f'id="group-{group.slug}"') == 1
    assert 'class="groups"' not in page(client, make_comparison().get_absolute_url())
