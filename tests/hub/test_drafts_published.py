"""From draft to live: what makes drafts of technologies, features and facts, and what publishes them."""

import datetime

import pytest
from django.utils import timezone

from articles.history import trash
from articles.models import Article
from articles.views import preview_address
from comparisons.models import Change, Fact, Feature, Technology
from hub.content import import_folder
from hub.content.exporting import export_folder
from hub.models import SearchEntry
from hub.operation.housekeeping import settle_drafts
from tests.desk import change, errors_of, form_at, make_staff, signed_in
from tests.factories import (
    hours_ago,
    make_comparison,
    make_fact,
    make_feature,
    make_technology,
)
from tests.table_desk import ANSWER, edit_cell, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return signed_in(make_staff("Editors"))


@pytest.fixture
def draft():
    """A draft of a comparison over a draft technology and a draft feature, whose table has no fact yet."""
    technologies = [make_technology(), make_technology(is_draft=True)]
    features = [make_feature(is_draft=True), make_feature()]
    about = {"status": Article.Status.DRAFT, "published_at": None, "summary": "What it is."}
    return make_comparison(technologies, features, facts=False, **about), technologies, features


def fill(client, comparison, technologies, features):
    cells = [edit_cell(column, row, **ANSWER) for column in technologies for row in features]
    answer = send(client, comparison, *cells)
    assert answer.status_code == 200, answer.json()


def publish(client, comparison, **fields):
    data = form_at(client, change(comparison), status="published", **fields)
    answer = client.post(change(comparison), data)
    assert answer.status_code == 302, errors_of(answer)


def counts():
    return [model.objects.published().count() for model in (Technology, Feature, Fact)]


def test_the_grid_of_a_draft_makes_drafts_and_tells_nobody(editor, draft):
    fill(editor, *draft)
    assert Fact.objects.filter(is_draft=True).count() == 4
    assert counts() == [1, 1, 0]
    assert not Change.objects.exists()
    assert not SearchEntry.objects.filter(kind=SearchEntry.Kind.FACT).exists()


def test_publishing_a_comparison_publishes_what_its_table_shows_and_nothing_else(
    editor, draft, client, django_capture_on_commit_callbacks
):
    comparison, technologies, features = draft
    fill(editor, *draft)
    other = make_fact(technologies[0], make_feature(is_draft=True), is_draft=True)
    with django_capture_on_commit_callbacks(execute=True):
        publish(editor, comparison)
    assert counts() == [2, 2, 4]
    assert not Change.objects.exists()
    other.refresh_from_db()
    assert other.is_draft
    assert client.get(features[0].get_absolute_url()).status_code == 200
    assert SearchEntry.objects.filter(kind=SearchEntry.Kind.FACT).count() == 4


def test_the_grid_of_a_live_comparison_makes_facts_that_readers_see_and_are_told_of(editor):
    technologies, features = [make_technology(), make_technology()], [make_feature()]
    comparison = make_comparison(technologies, features, facts=False)
    fill(editor, comparison, technologies, features)
    assert counts() == [2, 1, 2]
    assert Change.objects.count() == 2


def test_what_a_scheduled_comparison_shows_appears_at_its_moment(editor, draft):
    comparison, technologies, features = draft
    fill(editor, *draft)
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    publish(editor, comparison, published_at_0=f"{tomorrow:%Y-%m-%d}", published_at_1="12:00:00")
    assert counts() == [1, 1, 0]
    assert settle_drafts() == 0
    comparison.refresh_from_db()
    assert set(Fact.objects.values_list("public_from", flat=True)) == {comparison.published_at}
    send(editor, comparison, edit_cell(technologies[0], features[0], **{**ANSWER, "value": "Another"}))
    assert counts() == [1, 1, 0]
    assert not Change.objects.exists()
    for model in (Technology, Feature, Fact):  # the day after
        model.objects.exclude(public_from=None).update(public_from=hours_ago(1))
    assert counts() == [2, 2, 4]
    assert settle_drafts() == 6
    assert counts() == [2, 2, 4]


def test_what_becomes_a_draft_again_is_not_shown_by_a_moment_that_is_past(draft):
    _, technologies, _ = draft
    draft = technologies[1]
    Technology.objects.filter(pk=draft.pk).update(public_from=hours_ago(1))
    for is_draft in (False, True):
        draft = Technology.objects.get(pk=draft.pk)
        draft.is_draft = is_draft
        draft.save()
    assert draft not in Technology.objects.published()


@pytest.mark.parametrize("is_shared", [False, True])
def test_the_preview_of_a_draft_shows_its_drafts_which_stay_drafts(editor, client, draft, is_shared):
    comparison, _, features = draft
    fill(editor, *draft)
    if is_shared:
        page = client.get(preview_address(comparison))
    else:
        page = editor.post(change(comparison), {**form_at(editor, change(comparison)), "_preview": "1"})
    assert page.status_code == 200
    assert str(features[0]) in page.content.decode()
    assert page.content.decode().count("Built in") >= 4
    assert counts() == [1, 1, 0]


def test_readers_are_told_nothing_of_a_draft_that_is_deleted_or_comes_back():
    fact = make_fact(make_technology(), make_feature(), is_draft=True)
    deletion = trash.discard(fact)
    trash.undelete(deletion)
    assert Fact.objects.get().is_draft
    assert not Change.objects.exists()


@pytest.mark.parametrize("model", [Technology, Feature, Fact])
def test_an_editor_takes_the_mark_off_by_itself(editor, draft, model):
    fill(editor, *draft)
    thing = model.objects.filter(is_draft=True).first()
    data = form_at(editor, change(thing))
    assert data.pop("is_draft") == "on"
    assert editor.post(change(thing), data).status_code == 302
    thing.refresh_from_db()
    assert not thing.is_draft


def test_an_import_of_drafts_tells_nobody(tmp_path):
    fact = make_fact(make_technology(), make_feature(), is_draft=True, value="Before")
    export_folder(tmp_path)
    (file,) = tmp_path.glob("technologies/*.yaml")
    file.write_text(file.read_text().replace("Before", "After"))
    assert not import_folder(tmp_path).errors
    fact.refresh_from_db()
    assert fact.value == "After"
    assert not Change.objects.exists()
