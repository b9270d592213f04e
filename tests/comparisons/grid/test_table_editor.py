"""The page with the whole table of a comparison: what it shows to whom, and how many queries that takes."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comparisons.models import Comparison, Fact
from comparisons.values import series_key
from tests.desk import change, make_staff, signed_in
from tests.factories import make_comparison, make_fact, make_feature, make_release, make_technology
from tests.table_desk import make_table, send, table_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return signed_in(make_staff("Editors", username="erika"))


def data_in(response):
    """The data that the script of the page is given."""
    return json.loads(re.search(r'<script id="grid-data"[^>]*>(.*?)</script>', response.content.decode(), re.DOTALL)[1])


def test_the_form_of_a_comparison_leads_to_its_table(editor):
    comparison = make_comparison()
    assert f'href="{table_of(comparison)}"' in editor.get(change(comparison)).content.decode()


def test_every_cell_stands_under_the_anchor_that_readers_know(editor):
    comparison, technologies, features = make_table()
    html = editor.get(table_of(comparison)).content.decode()
    for technology in technologies:
        for feature in features:
            assert f'id="{feature.slug}-{technology.slug}"' in html
            assert Fact.objects.get(technology=technology, feature=feature).value in html


def test_the_data_of_a_cell_hold_all_its_texts(editor):
    comparison, (first, _), (feature, *_) = make_table()
    fact = Fact.objects.get(technology=first, feature=feature)
    cell = data_in(editor.get(table_of(comparison)))["cells"][f"{feature.pk}-{first.pk}"]
    assert cell["fact"] == fact.pk
    assert cell["texts"] == {
        "level": "yes",
        "value": fact.value,
        "provider": "",
        "number": "",
        "note": fact.note,
        "verified_on": "2026-11-22",
        "verified_version": "1.0",
        "measured_on": "",
        "sources": [{"title": fact.sources.get().title, "url": fact.sources.get().url, "quote": ""}],
    }


def test_text_that_looks_like_markup_stays_text(editor):
    comparison, (first, _), (feature, *_) = make_table()
    Fact.objects.filter(technology=first).update(note="</script><script>alert(1)</script>", value="<b>bold</b>")
    response = editor.get(table_of(comparison))
    assert "<script>alert" not in response.content.decode()
    assert "<b>bold" not in response.content.decode()
    assert data_in(response)["cells"][f"{feature.pk}-{first.pk}"]["texts"]["value"] == "<b>bold</b>"


def test_a_cell_that_the_releases_answer_is_shown_and_cannot_be_opened(editor):
    derived, technology = make_feature(derived_from="latest_release"), make_technology()
    make_release(technology, "6.1")
    comparison = make_comparison([technology, make_technology()], [derived], facts=False)
    response = editor.get(table_of(comparison))
    cell = data_in(response)["cells"][f"{derived.pk}-{technology.pk}"]
    assert (cell["texts"], cell["value"][:3]) == (None, "6.1")
    assert f'<td id="{derived.slug}-{technology.slug}" data-cell="{derived.pk}-{technology.pk}"><span' in (
        response.content.decode()
    )


def test_a_cell_whose_check_no_longer_counts_says_why(editor):
    comparison, (first, second), (feature, *_) = make_table()
    make_release(first, "6.1")
    Fact.objects.filter(technology=first, feature=feature).update(
        verified_version="5.2", verified_series=series_key("5.2")
    )
    cells = data_in(editor.get(table_of(comparison)))["cells"]
    assert cells[f"{feature.pk}-{first.pk}"]["reasons"] == ["6.1 is out"]
    assert cells[f"{feature.pk}-{second.pk}"]["reasons"] == []


def test_the_page_names_the_other_comparisons_that_a_cell_stands_on(editor):
    comparison, technologies, (feature, *_) = make_table()
    make_comparison([technologies[0], make_technology()], [feature], title="Shares one cell")
    make_comparison([technologies[0], make_technology()], [make_feature()], title="Shares a technology only")
    make_comparison([make_technology(), make_technology()], [feature], title="Shares a feature only")
    make_comparison(technologies, [feature], title="A draft", status="draft")
    response = editor.get(table_of(comparison))
    assert [page["title"] for page in data_in(response)["pages"]] == ["A draft", "Shares one cell"]


def test_the_page_takes_as_many_queries_for_240_cells_as_for_6(editor):
    small, technologies, features = make_table()
    make_comparison(technologies, features)
    technologies, features = [make_technology() for _ in range(6)], [make_feature() for _ in range(40)]
    large = make_comparison(technologies, features)
    for _ in range(5):
        make_comparison(technologies[:2], features[:5])
    counts = []
    for comparison in (small, small, large):
        with CaptureQueriesContext(connection) as queries:
            assert editor.get(table_of(comparison)).status_code == 200
        counts.append(len(queries))
    assert counts[2] == counts[1]


# --- the row of a feature that is to be added ---


def test_a_row_to_be_added_comes_with_the_facts_that_exist_already(editor):
    comparison, (first, second), _ = make_table()
    feature = make_feature(name="Brand new")
    fact = make_fact(second, feature)
    answer = editor.get(table_of(comparison), {"feature": feature.pk}).json()
    assert [row["name"] for row in answer["rows"]] == ["Brand new"]
    assert answer["cells"][f"{feature.pk}-{second.pk}"]["texts"]["value"] == fact.value
    assert answer["cells"][f"{feature.pk}-{first.pk}"]["texts"]["level"] == "unknown"


def test_rows_to_be_added_come_as_the_page_itself_would_show_them(editor):
    comparison, technologies, _ = make_table()
    features = [make_feature(name=name) for name in ("Brand new", "Newer still")]
    facts = [make_fact(technologies[1], feature) for feature in features]
    keys = ",".join(str(feature.pk) for feature in features)
    html = editor.get(table_of(comparison), {"feature": keys}).json()["html"]
    make_comparison(technologies, features, title="Has them", facts=False)
    page = editor.get(table_of(Comparison.objects.get(title="Has them"))).content.decode()
    for fact in facts:
        (row,) = re.findall(rf'<tr data-feature="{fact.feature_id}">.*?</tr>', html, re.DOTALL)
        assert fact.value in row
        assert row in page


def test_a_row_to_be_added_has_no_way_to_a_form_for_who_may_not_change_facts():
    anton = make_staff("Authors")
    comparison, _, _ = make_table(owner=anton, status="draft", published_at=None)
    html = signed_in(anton).get(table_of(comparison), {"feature": make_feature().pk}).json()["html"]
    assert "data-cell" in html
    assert "<a href" not in html


@pytest.mark.parametrize("key", ["", "0", "-1", "x", ",", "0,x", "９", "9" * 40, "999999"])
def test_a_feature_that_does_not_exist_gives_no_row(editor, key):
    assert editor.get(table_of(make_comparison()), {"feature": key}).status_code == 404


# --- who may ---


def test_drafts_that_somebody_may_not_see_are_not_named_to_them():
    anton = make_staff("Authors")
    comparison, technologies, features = make_table(owner=anton, status="draft")
    make_comparison(technologies, features, title="Secret plan", status="draft")
    assert "Secret plan" not in signed_in(anton).get(table_of(comparison)).content.decode()


def test_an_author_arranges_the_rows_of_a_draft_of_their_own_and_reads_its_facts():
    anton = make_staff("Authors")
    comparison, _, features = make_table(owner=anton, status="draft", published_at=None)
    author = signed_in(anton)
    response = author.get(table_of(comparison))
    assert data_in(response)["allowed"] == {"facts": False, "rows": True}
    assert 'id="cell-panel"' not in response.content.decode()
    rows = {"was": [feature.pk for feature in features], "now": [features[1].pk, features[0].pk]}
    assert send(author, comparison, rows=rows).status_code == 200
    assert [row.feature for row in comparison.rows.all()] == [features[1], features[0]]


def test_an_author_changes_no_fact_by_a_forged_request():
    anton = make_staff("Authors")
    comparison, (first, _), (feature, *_) = make_table(owner=anton, status="draft", published_at=None)
    author = signed_in(anton)
    cell = {"technology": first.pk, "feature": feature.pk, "was": {"note": ""}, "now": {"note": "Forged."}}
    answer = send(author, comparison, cell)
    assert (answer.status_code, answer.json()["message"][:37]) == (403, "Your account may not change facts. No")
    assert not Fact.objects.filter(note="Forged.").exists()


def test_an_author_does_not_move_the_rows_of_what_is_published():
    anton = make_staff("Authors")
    comparison, _, features = make_table(owner=anton)
    author = signed_in(anton)
    assert data_in(author.get(table_of(comparison)))["allowed"] == {"facts": False, "rows": False}
    rows = {"was": [feature.pk for feature in features], "now": []}
    assert send(author, comparison, rows=rows).status_code == 403
    assert comparison.rows.count() == 3


def test_the_table_of_somebody_elses_draft_is_not_an_authors_to_open():
    comparison = make_comparison(status="draft", title="Secret plan")
    response = signed_in(make_staff("Authors")).get(table_of(comparison), follow=True)
    assert (response.status_code, "Secret plan" in response.text) == (403, False)


def test_without_a_script_a_cell_leads_to_the_form_of_its_fact(editor):
    comparison, (first, second), (feature, *_) = make_table()
    fact = Fact.objects.get(technology=first, feature=feature)
    Fact.objects.filter(technology=second, feature=feature).delete()
    html = editor.get(table_of(comparison)).content.decode()
    assert f'<a href="{change(fact)}">' in html
    empty = re.search(rf'<td id="{feature.slug}-{second.slug}"[^>]*><a href="([^"]*)"', html)[1].replace("&amp;", "&")
    form = editor.get(empty).context["adminform"].form
    assert (form["technology"].value(), form["feature"].value()) == (str(second.pk), str(feature.pk))
