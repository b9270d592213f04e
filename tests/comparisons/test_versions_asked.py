"""For my version: /compare/?t=django@5.2&t=flask."""

import datetime
import json

import jsonschema
import pytest

from hub.page_cache.requests import resolve_address
from tests.comparisons.test_pages import page, queries
from tests.factories import make_comparison, make_fact, make_feature, make_release, make_step, make_technology

pytestmark = pytest.mark.django_db
NEXT_YEAR = str(datetime.date.today().year + 1)


@pytest.fixture
def pair():
    django, flask = make_technology(name="Django"), make_technology(name="Flask")
    for version in ("4.2", "5.2", "5.2.19", "6.0", "6.1", "6.1.3"):
        dates = (
            {"released_on": "2019", "supported_until": "2020"} if version == "4.2" else {"supported_until": NEXT_YEAR}
        )
        make_release(django, version, **dates)
    make_release(flask, "3.1.3")
    features = [make_feature(name="Tasks"), *(make_feature() for _ in range(5))]
    for feature in features:
        make_fact(flask, feature, verified_version="3.1.3")
        make_fact(django, feature, value="Now", note="Of today.", verified_version="6.1.3")
    make_fact(django, make_feature(name="Language"), level="", value="Python", verified_version="5.2.1")
    tasks = features[0].facts.get(technology=django)
    make_step(tasks, "4.2", value="None", note="Nothing of it.")
    make_step(tasks, "6.0", level="partial", value="Half", note="A half.")
    return django, flask


def cell_in(html, cell):
    before, _, after = html.partition(f'<div id="{cell}">')
    return f"{before.rpartition('<details')[2]}{after.split('</details>')[0]}"


def test_a_column_has_the_answers_for_the_series_asked_for(client, pair):
    html = page(client, "/compare/?t=django@5.2&t=flask")
    assert '<h1 dir="auto">Django 5.2 vs Flask</h1>' in html
    cell = cell_in(html, "tasks-django")
    for words in ("mark-no", ">None<", "Nothing of it.", "https://example.org/notes/4.2", "At least since 4.2 no."):
        assert words in cell
    for words in ("Half", "Now", "6.0", "Checked against", "Nobody has checked"):
        assert words not in cell
    assert "Not recorded for 5.2" in cell_in(
        html, "feature-" + str(pair[0].facts.all()[1].feature.name.split()[1]) + "-django"
    )
    assert "Checked against 5.2.1" in cell_in(html, "language-django")
    assert "is out" not in cell_in(html, "language-django")
    head = html.split("<thead ")[1].split("</thead>")[0]
    assert "Django 5.2</a>" in head
    assert ">5.2.19<" in head


def test_the_series_of_the_latest_release_has_the_present_answers(client, pair):
    html = page(client, "/compare/?t=django@6.1.1&t=flask")
    assert "Django 6.1 vs Flask" in html
    assert "Now" in cell_in(html, "tasks-django")
    assert "checked against 5.2.1" in cell_in(html, "language-django")


def test_what_releases_answer_is_that_of_the_series(client, pair):
    make_feature(name="Latest stable", derived_from="latest_release")
    make_feature(name="First release", derived_from="first_release")
    html = page(client, "/compare/?t=django@5.2&t=flask")
    assert "5.2.19 (" in cell_in(html, "latest-stable-django")
    assert "4.2 (" in cell_in(html, "first-release-django")
    assert "Not recorded for 5.1" in cell_in(page(client, "/compare/?t=django@5.1&t=flask"), "latest-stable-django")


def test_each_column_offers_the_series_that_are_supported_beside_the_same_others(client, pair):
    html = page(client, "/compare/?t=flask&t=django@5.2")
    assert '<a href="/compare/?t=flask&amp;t=django" rel="nofollow">the latest</a>' in html
    assert '<a href="/compare/?t=flask&amp;t=django@6.0" rel="nofollow">6.0</a>' in html
    assert "<b>5.2</b>" in html
    assert "django@4.2" not in html
    assert "django@6.1" not in html
    assert "Answers for" not in html.split('class="glance-name"')[1].split("</li>")[0]
    written = page(client, make_comparison(pair).get_absolute_url())
    assert '<a href="/compare/?t=django@5.2&amp;t=flask" rel="nofollow">5.2</a>' in written


def test_forms_and_links_keep_the_version_and_the_rows(client, pair):
    html = page(client, "/compare/?t=flask&t=django@5.2&f=tasks&f=language&only=differences")
    assert '<input type="hidden" name="t" value="django@5.2">' in html
    chooser = html.split('class="chooser"')[1].split("</form>")[0]
    assert '<input type="checkbox" name="t" value="django@5.2" checked> Django 5.2<' in chooser
    assert 'name="t" value="flask" checked' in chooser
    query = "t=flask&amp;t=django@6.0&amp;f=tasks&amp;f=language&amp;only=differences"
    assert f'<a href="/compare/?{query}" rel="nofollow">6.0</a>' in html


def test_every_order_and_spelling_has_one_canonical_address(client, pair, settings):
    link = f'<link rel="canonical" href="{settings.SITE_URL}/compare/?t=django@5.2&amp;t=flask">'
    for query in (
        "t=flask&t=django@5.2",
        "t=Django%405.2.19&t=flask@latest",
        "t=django@v5.2&t=flask",
        "t=django@5.2&t=flask@LATEST",
    ):
        assert link in page(client, f"/compare/?{query}"), query
    assert resolve_address("/compare/", b"t=django@5.2&x=1").key == resolve_address("/compare/", b"t=django%405.2").key


def test_a_number_alone_means_the_newest_series_of_it(client, pair):
    for version in ("5", "v5", "V5"):
        assert "Django 5.2 vs Flask" in page(client, f"/compare/?t=django@{version}&t=flask")
    assert "Django 5.0 vs Flask" in page(client, "/compare/?t=django@5.0&t=flask")
    assert "Django 3.0 vs Flask" in page(client, "/compare/?t=django@3&t=flask")


@pytest.mark.parametrize(
    "version",
    ["", "banana", "5.2banana", "@5.2", "5..2", "-1", "5.2%00", "%F0%9F%98%80", "٥.٢", "1" * 13, "5.2'", "5 2"],
)
def test_what_is_no_version_is_named_and_the_rest_is_compared(client, pair, version):
    make_technology(name="Express")
    html = page(client, f"/compare/?t=django@{version}&t=flask&t=express")
    assert "We hold no facts about django@" in html
    assert '<h1 dir="auto">Flask vs Express</h1>' in html
    assert '<meta name="robots" content="noindex">' in html
    assert client.get(f"/compare.json?t=django@{version}&t=flask").status_code == 404


def test_a_series_newer_than_every_release_has_no_answers(client, pair):
    html = page(client, "/compare/?t=django@99&t=flask")
    assert "We know of no Django 99.0: the latest Django is 6.1.3." in html
    assert "Not recorded for 99.0" in cell_in(html, "tasks-django")
    assert "noindex" in html


def test_a_technology_has_one_column_and_what_else_is_asked_of_it_is_named(client, pair):
    html = page(client, "/compare/?t=django@5.2&t=django@6.0&t=flask&t=django@5.2.1")
    assert "Each technology has one column: django@6.0 is left out." in html
    assert html.count('class="glance-name"') == 2


def test_former_slugs_and_names_with_a_sign_are_found(client, pair):
    pair[0].slug = "django-web"
    pair[0].save()
    assert "Django 5.2 vs Flask" in page(client, "/compare/?t=django@5.2&t=flask")
    make_technology(name="@scope", slug="scope")
    assert "@scope vs Flask" in page(client, "/compare/?t=@scope&t=flask")


def test_versions_cost_no_queries(client, pair):
    assert queries(client, "/compare/?t=django@5.2&t=flask@3") == queries(client, "/compare/?t=django&t=flask")


def test_what_is_taken_along_has_the_answers_for_the_version_and_names_it(client, pair):
    query = "t=django@5.2&t=flask&f=tasks"
    html = page(client, f"/compare/?{query}")
    assert f'href="/compare.json?{query.replace("&", "&amp;")}"' in html.replace("&amp;amp;", "&amp;")
    data = client.get(f"/compare.json?{query}").json()
    jsonschema.validate(data, json.loads(client.get("/schema/comparison.json").content))
    assert [technology["version"] for technology in data["technologies"]] == ["5.2", None]
    cell = data["groups"][0]["rows"][0]["cells"][0]
    assert (cell["value"], cell["since"], cell["verified_on"]) == ("None", None, None)
    assert cell["steps"] == [
        {
            "version": "4.2",
            "level": "no",
            "value": "None",
            "note": "Nothing of it.",
            "source": {"title": "Notes of 4.2", "url": "https://example.org/notes/4.2"},
        }
    ]
    response = client.get(f"/compare.csv?{query}")
    assert response["Content-Disposition"] == 'attachment; filename="django-5.2-vs-flask.csv"'
    assert '"None","","","Nothing of it.","Notes of 4.2 <https://example.org/notes/4.2>","","","","","","5.2"' in (
        response.content.decode()
    )
    text = client.get(f"/compare.md?{query}").content.decode()
    assert "| Feature | Django 5.2 | Flask |" in text
    assert "At least since 4.2 no." in text


def test_the_feed_of_changes_is_that_of_the_present_answers_and_says_so(client, pair):
    html = page(client, "/compare/?t=django@5.2&t=flask")
    assert '<a href="/choose/changes.xml?t=django&amp;t=flask">Follow the present answers (RSS)</a>' in html


def test_the_table_of_a_feature_is_headed_by_its_name(client, pair):
    assert (
        '<a href="/features/tasks/">Tasks</a>'
        in page(client, "/features/tasks/").split("<thead ")[1].split("</thead>")[0]
    )
