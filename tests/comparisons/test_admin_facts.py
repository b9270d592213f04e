"""The desk for facts with their sources, technologies with their releases, and features."""

import datetime

import pytest
from django.utils import timezone

from comparisons.models import Fact, FeatureGroup, Release, Row, Source, Subject
from tests.desk import add_row, change, errors_of, form_at, make_staff, signed_in
from tests.factories import make_comparison, make_fact, make_feature, make_release, make_technology

pytestmark = pytest.mark.django_db
ADD_FACT = "/admin/comparisons/fact/add/"


@pytest.fixture
def editor():
    return signed_in(make_staff("Editors", username="erika"))


def fill_fact(client, fact=None, **changes):
    if fact:
        return form_at(client, change(fact), **changes)
    checked = {"level": "yes", "value": "Built in", "verified_on": "2026-11-22", "verified_version": "6.1"}
    return form_at(client, ADD_FACT, **{**checked, "technology": make_technology().pk, **changes})


SOURCE = {"sources-0-title": "Docs", "sources-0-url": "https://example.org/docs"}


def test_a_fact_is_made_with_its_source(editor):
    data = fill_fact(editor, feature=make_feature().pk, **SOURCE)
    assert editor.post(ADD_FACT, data).status_code == 302
    assert Fact.objects.get().sources.get().url == "https://example.org/docs"


@pytest.mark.parametrize("level", ["yes", "no", ""])
def test_a_fact_that_says_something_without_a_source_is_refused_and_its_text_kept(editor, level):
    data = fill_fact(editor, feature=make_feature().pk, level=level, note="A note that took an hour.")
    response = editor.post(ADD_FACT, data)
    assert errors_of(response) == ["A fact needs at least one source; without one its level can only be unknown."]
    assert "A note that took an hour." in response.content.decode()
    assert not Fact.objects.exists()


def test_an_unknown_fact_and_a_judgement_need_no_source(editor):
    unknown = fill_fact(editor, feature=make_feature().pk, level="unknown")
    judgement = fill_fact(editor, feature=make_feature(kind="judgement").pk, note="Because of its tutorial.")
    for data in (unknown, judgement):
        assert editor.post(ADD_FACT, data).status_code == 302
    assert not Source.objects.exists()


def test_the_only_source_of_a_fact_can_be_exchanged_but_not_taken_away(editor):
    fact = make_fact(make_technology(), make_feature())
    data = fill_fact(editor, fact, **{"sources-0-DELETE": "on"})
    assert "A fact needs at least one source; without one its level can only be unknown." in errors_of(
        editor.post(change(fact), data)
    )
    assert fact.sources.count() == 1
    add_row(data, "sources", title="New", url="https://example.org/new")
    assert editor.post(change(fact), data).status_code == 302
    assert fact.sources.get().title == "New"


def test_rules_about_facts_speak_the_same_sentences_as_everywhere(editor):
    fact = make_fact(make_technology(), make_feature())
    for changes, sentence in [
        ({"level": "partial", "note": ""}, "A partial needs a note that says what is missing."),
        ({"value": ""}, "Every answer but unknown needs a value in words."),
        ({"verified_on": "2999-01-01"}, "A check cannot lie in the future."),
    ]:
        assert sentence in errors_of(editor.post(change(fact), fill_fact(editor, fact, **changes)))
    twice = add_row(fill_fact(editor, fact), "sources", title="Again", url=fact.sources.get().url)
    assert "This fact has this source already." in errors_of(editor.post(change(fact), twice))
    other = fill_fact(editor, technology=fact.technology_id, feature=fact.feature_id, **SOURCE)
    assert "This technology has an answer for this feature already: change that one." in errors_of(
        editor.post(ADD_FACT, other)
    )


def test_a_fact_changed_at_the_desk_is_changed_on_the_page(editor, client):
    comparison = make_comparison()
    fact = Fact.objects.first()
    data = fill_fact(editor, fact, value="Since version 3", note="Two\r\nlines.")
    assert editor.post(change(fact), data).status_code == 302
    assert "Since version 3" in client.get(comparison.get_absolute_url()).content.decode()
    fact.refresh_from_db()
    assert (fact.note, fact.changed_on) == ("Two\nlines.", timezone.localdate())


def test_what_somebody_else_changed_of_the_same_fact_meanwhile_is_kept(editor):
    fact = make_fact(make_technology(), make_feature())
    mine = fill_fact(editor, fact, note="Mine.")
    assert editor.post(change(fact), fill_fact(editor, fact, value="Theirs")).status_code == 302
    assert editor.post(change(fact), mine).status_code == 302
    fact.refresh_from_db()
    assert (fact.value, fact.note) == ("Theirs", "Mine.")


def test_a_value_that_somebody_else_changed_meanwhile_is_not_overwritten(editor):
    fact = make_fact(make_technology(), make_feature())
    mine = fill_fact(editor, fact, value="Mine")
    assert editor.post(change(fact), fill_fact(editor, fact, value="Theirs")).status_code == 302
    (_, message) = errors_of(editor.post(change(fact), mine))
    assert message.startswith("erika changed this while you had it open")
    assert ": value. " in message


def test_the_sources_that_somebody_else_changed_meanwhile_are_kept(editor):
    fact = make_fact(make_technology(), make_feature())
    mine = fill_fact(editor, fact, note="Mine.")
    assert editor.post(change(fact), fill_fact(editor, fact, **{"sources-0-title": "Theirs"})).status_code == 302
    assert editor.post(change(fact), mine).status_code == 302
    assert fact.sources.get().title == "Theirs"


def test_facts_to_re_check_are_those_older_than_their_feature_allows(editor):
    today, technology = timezone.localdate(), make_technology()
    quick, slow = make_feature(recheck_days=30), make_feature(recheck_days=365)
    due = make_fact(technology, quick, verified_on=today - datetime.timedelta(days=31))
    make_fact(make_technology(), quick, verified_on=today - datetime.timedelta(days=30))
    make_fact(technology, slow, verified_on=today - datetime.timedelta(days=31))
    make_fact(technology, make_feature(recheck_days=2**31 - 1), verified_on=datetime.date(1990, 1, 1))
    make_fact(make_technology(), slow, level="unknown", value="", verified_on=None)
    response = editor.get("/admin/comparisons/fact/", {"check": "due", "_facets": "True"})
    assert list(response.context["cl"].result_list) == [due]
    assert list(Fact.objects.to_recheck()) == [due]


@pytest.mark.parametrize(
    "query",
    [
        "technology__id__exact={0.technology_id}",
        "feature__group__id__exact={0.feature.group_id}",
        "feature__kind__exact=judgement",
        "level__exact=partial",
        "q=zebra",
        "q={0.feature.name} {0.technology.name}",
    ],
)
def test_facts_are_found_by_what_they_are_about(editor, query):
    group = FeatureGroup.objects.create(name="Special")
    feature = make_feature(group=group, kind="judgement", name="Stripes")
    found = make_fact(make_technology(), feature, level="partial", note="A zebra.")
    make_fact(make_technology(), make_feature())
    response = editor.get(f"/admin/comparisons/fact/?{query.format(found)}")
    assert list(response.context["cl"].result_list) == [found]


# --- technologies and features ---


def test_a_technology_and_a_feature_lead_to_their_facts(editor):
    technology, feature = make_technology(), make_feature()
    make_fact(technology, feature)
    make_fact(make_technology(), feature)
    address = f"/admin/comparisons/fact/?technology__id__exact={technology.pk}"
    for page in ("/admin/comparisons/technology/", change(technology)):
        assert f'<a href="{address}">Its facts</a>' in editor.get(page).content.decode()
    assert editor.get(address).context["cl"].result_count == 1
    about_feature = f"/admin/comparisons/fact/?feature__id__exact={feature.pk}"
    assert about_feature in editor.get("/admin/comparisons/feature/").content.decode()
    assert editor.get(about_feature).context["cl"].result_count == 2


def test_releases_are_edited_with_their_technology(editor):
    technology = make_technology()
    make_release(technology, "1.0")
    release = {"version": "10.0", "released_on": "2026-11", "verified_on": "2026-11-22"}
    release |= {"source_title": "Notes", "source_url": "https://example.org/"}
    data = add_row(form_at(editor, change(technology)), "releases", **release)
    assert editor.post(change(technology), data).status_code == 302
    assert technology.latest_release.version == "10.0"
    again = add_row(form_at(editor, change(technology)), "releases", **release)
    assert "This technology has a release with this version already." in errors_of(
        editor.post(change(technology), again)
    )
    nonsense = add_row(form_at(editor, change(technology)), "releases", **{**release, "released_on": "2026-13"})
    assert "2026-13 is not in the calendar." in errors_of(editor.post(change(technology), nonsense))
    assert Release.objects.count() == 2


@pytest.mark.parametrize("field", ["technology", "feature"])
def test_long_lists_are_chosen_from_by_typing(editor, field):
    wanted = make_technology(name="Hono") if field == "technology" else make_feature(name="Hono")
    make_technology(), make_feature()
    for model in (Fact, Subject if field == "technology" else Row):
        query = {"app_label": "comparisons", "model_name": model._meta.model_name, "field_name": field, "term": "hon"}
        results = editor.get("/admin/autocomplete/", query).json()["results"]
        assert results == [{"id": str(wanted.pk), "text": "Hono"}]
