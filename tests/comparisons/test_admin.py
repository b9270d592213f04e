"""The desk for comparisons, each of them on one form, and how many queries its lists and forms take."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from comparisons.models import Comparison, Feature, FeatureGroup, Row, Subject
from tests.desk import add_row, change, errors_of, form_at, make_staff, signed_in
from tests.factories import (
    make_article,
    make_comparison,
    make_faq,
    make_feature,
    make_release,
    make_technology,
    make_topic,
)

pytestmark = pytest.mark.django_db
ADD = "/admin/comparisons/comparison/add/"


@pytest.fixture
def editor():
    return signed_in(make_staff("Editors", username="erika"))


def count_queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


# --- queries ---


def make_one_of_everything():
    group = FeatureGroup.objects.create(name=f"Group {FeatureGroup.objects.count()}")
    comparison = make_comparison(features=[make_feature(group=group)], topic=make_topic(), owner=make_staff())
    make_faq(comparison)


@pytest.mark.parametrize("model", ["comparison", "fact", "technology", "featuregroup", "feature"])
def test_a_list_takes_as_many_queries_for_40_rows_as_for_10(editor, model):
    address = f"/admin/comparisons/{model}/"
    for _ in range(10):
        make_one_of_everything()
    few = count_queries(editor, address)
    for _ in range(30):
        make_one_of_everything()
    assert count_queries(editor, address) == few


def test_the_form_of_a_comparison_takes_as_many_queries_for_50_rows_as_for_5(editor):
    topic = make_topic()
    short = make_comparison(features=[make_feature() for _ in range(5)], facts=False, topic=topic)
    technologies, features = [make_technology() for _ in range(6)], [make_feature() for _ in range(50)]
    long = make_comparison(technologies, features, facts=False, topic=topic)
    for _ in range(10):
        make_faq(long)
    make_faq(short)
    assert count_queries(editor, change(long)) == count_queries(editor, change(short))


def test_the_form_of_a_technology_takes_as_many_queries_for_40_releases_as_for_4(editor):
    new, old = make_technology(), make_technology()
    for number in range(40):
        make_release(old, version=f"{number}.0")
    for number in range(4):
        make_release(new, version=f"{number}.0")
    assert count_queries(editor, change(old)) == count_queries(editor, change(new))


def test_saving_a_comparison_of_400_rows_takes_as_many_queries_as_one_of_40(editor):
    counts = []
    for size in (40, 400):
        comparison = make_comparison(features=[], facts=False)
        group = FeatureGroup.objects.create(name=f"Group of {size}")
        features = Feature.objects.bulk_create(
            Feature(name=f"{n} of {size}", slug=f"{n}-of-{size}", group=group) for n in range(size)
        )
        Row.objects.bulk_create(Row(comparison=comparison, feature=one, position=n) for n, one in enumerate(features))
        data = form_at(editor, change(comparison), title="New", **{"rows-7-position": "9999", "rows-3-DELETE": "on"})
        with CaptureQueriesContext(connection) as queries:
            assert editor.post(change(comparison), data).status_code == 302
        counts.append(len(queries))
        assert comparison.rows.count() == size - 1
        assert comparison.rows.last().feature == features[7]
    assert counts[0] == counts[1]


# --- comparisons ---


def fill(client, technologies, features=(), address=ADD, **changes):
    data = form_at(client, address, **{"title": "Django vs Flask", "verdict": "Take **Django**.", **changes})
    for index, technology in enumerate(technologies):
        columns = {"technology": technology.pk, "position": "", "choose_when": f"- you like {technology}"}
        if address == ADD and index < 2:
            data.update({f"subjects-{index}-{name}": value for name, value in columns.items()})
        else:
            add_row(data, "subjects", **columns)
    for feature in features:
        add_row(data, "rows", feature=feature.pk, position="")
    return data


def test_a_whole_comparison_is_made_on_one_form(editor):
    technologies, features = [make_technology() for _ in range(3)], [make_feature() for _ in range(4)]
    data = fill(editor, technologies, features, body="Intro.")
    add_row(data, "faqs", question="Why?", answer="*Because.*", position="")
    response = editor.post(ADD, data)
    assert response.status_code == 302
    comparison = Comparison.objects.get()
    assert comparison.kind == Article.Kind.COMPARISON
    assert comparison.owner.username == "erika"
    assert [subject.technology for subject in comparison.subjects.all()] == technologies
    assert [row.feature for row in comparison.rows.all()] == features
    assert "<strong>Django</strong>" in comparison.verdict_html
    assert "you like" in comparison.subjects.last().choose_when_html
    assert "<em>Because.</em>" in comparison.faqs.get().answer_html


def test_rows_and_columns_can_be_put_in_another_order(editor):
    comparison = make_comparison()
    first, second, third = comparison.rows.all()
    data = form_at(editor, change(comparison), **{"rows-0-position": "9", "subjects-0-position": "5"})
    assert editor.post(change(comparison), data).status_code == 302
    assert list(comparison.rows.all()) == [second, third, first]
    assert [subject.position for subject in comparison.subjects.all()] == [1, 5]


def test_new_rows_go_below_the_old_ones(editor):
    comparison, feature = make_comparison(), make_feature()
    data = add_row(form_at(editor, change(comparison)), "rows", feature=feature.pk, position="")
    data["rows-1-DELETE"] = "on"
    assert editor.post(change(comparison), data).status_code == 302
    assert [row.position for row in comparison.rows.all()] == [0, 2, 3]
    assert comparison.rows.last().feature == feature


@pytest.mark.parametrize(
    ("indexes", "sentence"),
    [
        ([], "A comparison needs at least two different technologies."),
        ([0], "A comparison needs at least two different technologies."),
        ([0, 0], "A technology can stand in a table only once."),
        ([0, 1, 0], "A technology can stand in a table only once."),
    ],
)
def test_a_comparison_without_two_different_technologies_is_refused_and_loses_nothing(editor, indexes, sentence):
    technologies = [make_technology(), make_technology()]
    response = editor.post(ADD, fill(editor, [technologies[i] for i in indexes], body="Long typed text."))
    assert sentence in errors_of(response)
    assert "Long typed text." in response.content.decode()
    assert not Article.objects.exists()


def test_the_last_but_one_technology_cannot_be_taken_out(editor):
    comparison = make_comparison()
    response = editor.post(change(comparison), form_at(editor, change(comparison), **{"subjects-0-DELETE": "on"}))
    assert errors_of(response) == ["A comparison needs at least two different technologies."]
    assert comparison.subjects.count() == 2


@pytest.mark.parametrize("taken", [0, 1])
def test_a_feature_cannot_have_two_rows(editor, taken):
    comparison, features = make_comparison(), [make_feature(), make_feature()]
    data = form_at(editor, change(comparison))
    add_row(data, "rows", feature=features[0].pk, position="")
    repeated = [features[0], comparison.rows.first().feature][taken]
    add_row(data, "rows", feature=repeated.pk, position="")
    assert "A feature can have only one row in a table." in errors_of(editor.post(change(comparison), data))
    assert comparison.rows.count() == 3


@pytest.mark.parametrize("position", ["-1", "99999999999999999999", "x"])
def test_a_number_out_of_reach_is_a_message(editor, position):
    comparison = make_comparison()
    response = editor.post(change(comparison), form_at(editor, change(comparison), **{"rows-0-position": position}))
    assert errors_of(response)


@pytest.mark.parametrize(
    "changes",
    [{"verdict": "New"}, {"rows-0-position": "9"}, {"subjects-1-choose_when": "- new"}, {"rows-0-DELETE": "on"}],
)
def test_a_change_of_the_table_or_the_verdict_is_one_of_substance(editor, changes):
    long_ago = datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC)
    comparison = make_comparison(published_at=long_ago, verdict="Old")
    assert editor.post(change(comparison), form_at(editor, change(comparison))).status_code == 302
    comparison.refresh_from_db()
    assert comparison.updated_at == long_ago
    assert editor.post(change(comparison), form_at(editor, change(comparison), **changes)).status_code == 302
    comparison.refresh_from_db()
    assert comparison.updated_at > long_ago


def test_a_comparison_changed_by_somebody_else_meanwhile_is_not_overwritten(editor):
    comparison = make_comparison(verdict="Old")
    data = form_at(editor, change(comparison), verdict="Mine", title="Mine")
    editor.post(change(comparison), form_at(editor, change(comparison), verdict="Theirs"))
    (_, message) = errors_of(editor.post(change(comparison), data))
    assert ": verdict. " in message
    comparison.refresh_from_db()
    assert comparison.verdict == "Theirs"


def test_a_plain_article_says_which_technologies_it_is_about(editor):
    article, technologies = make_article(), [make_technology(), make_technology()]
    data = form_at(editor, change(article))
    assert not [name for name in data if "choose_when" in name]
    for technology in technologies:
        add_row(data, "subjects", technology=technology.pk, position="")
    assert editor.post(change(article), data).status_code == 302
    assert [subject.technology for subject in article.subjects.all()] == technologies


def test_a_plain_article_cannot_name_a_technology_twice(editor):
    article, technology = make_article(), make_technology()
    data = form_at(editor, change(article))
    for _ in range(2):
        add_row(data, "subjects", technology=technology.pk, position="")
    assert "A technology can stand in a table only once." in errors_of(editor.post(change(article), data))
    assert not Subject.objects.exists()
