"""Readers are told of answers that an import changes, as of those that an editor changes."""

import datetime

import pytest

from comparisons.models import Change, Fact
from tests.hub.content.content_files import DJANGO, FLASK, FOLDER, import_content, write_files

pytestmark = pytest.mark.django_db
NO = "  level: no\n  value: None\n"


@pytest.fixture
def folder(tmp_path):
    folder = write_files(tmp_path / "content", FOLDER)
    assert import_content(folder).failure == ""
    return folder


def told():
    return [change.text for change in Change.objects.order_by("pk")]


def bring(folder, text, *options, name="flask"):
    outcome = import_content(write_files(folder, {f"technologies/{name}.yaml": text}), *options)
    assert (outcome.failure, outcome.errors) == ("", [])


def test_the_first_facts_of_a_technology_are_no_change(folder):
    assert told() == []
    assert Fact.objects.count() == 3
    bring(folder, FLASK.replace("name: Flask", "name: Quart"), name="quart")
    assert told() == []


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("level: no", "level: partial\n  note: In part.\n  reason: It came with 3.1.", "no → partial"),
        ("value: None", "value: By extension", "None → By extension"),
        ("value: None", "value: None\n  note: There are extensions.", "no, with another note"),
    ],
)
def test_an_answer_that_changes_is_told_on_the_page_and_in_the_feeds(folder, client, old, new, change):
    bring(folder, FLASK.replace(old, new).replace("  changed: 2024-01-31\n", ""))
    assert told() == [f"Admin panel in Flask: {change}"]
    assert f"Admin panel in Flask: {change}" in client.get("/changes/").text
    for feed in ("/feeds/changes.xml", "/technologies/flask/changes.xml", "/comparisons/django-vs-flask/changes.xml"):
        assert f"Admin panel in Flask: {change}" in client.get(feed).text
    import_content(folder)
    assert len(told()) == 1


def test_a_fact_that_is_added_is_told(folder):
    fact = "- feature: learning-curve\n  value: Gentle\n  note: It is small.\n"
    fact += "  verified: 2026-11-22\n  version: 3.1\n"
    bring(folder, FLASK + fact)
    assert told() == ["Learning curve in Flask: not recorded → Gentle"]


@pytest.mark.parametrize(
    "text",
    [
        FLASK.replace("verified: 2026-11-20", "verified: 2026-11-28"),
        FLASK.replace("title: Extensions", "title: All extensions"),
        FLASK.replace("version: 3.1", "version: 3.2"),
        FLASK.replace("name: Flask", "name: Flask\nsummary: Small."),
    ],
)
def test_what_is_no_other_answer_is_not_told(folder, text):
    bring(folder, text)
    assert told() == []


def test_minor_tells_nobody(folder):
    bring(folder, FLASK.replace("value: None", "value: By extension").replace("2024-01-31", "2026-11-28"), "--minor")
    assert (told(), Fact.objects.filter(value="By extension").count()) == ([], 1)


@pytest.mark.parametrize(("day", "count"), [("2024-01-31", 0), ("2020-01-01", 0), ("2024-02-01", 1), ("2026-11-20", 1)])
def test_the_file_says_by_the_day_of_the_change_whether_it_is_one(folder, day, count):
    bring(folder, FLASK.replace("value: None", "value: By extension").replace("2024-01-31", day))
    assert len(told()) == count
    assert Fact.objects.get(technology__slug="flask").changed_on == datetime.date.fromisoformat(day)


def test_only_what_differs_is_told_of_many(folder):
    bring(folder, DJANGO.replace("value: Built in", "value: Included"), name="django")
    assert told() == ["Admin panel in Django: Built in → Included"]


def test_a_dry_run_tells_nobody(folder):
    bring(folder, DJANGO.replace("value: Built in", "value: Included"), "--dry-run", name="django")
    assert told() == []


@pytest.mark.parametrize(("options", "news"), [([], ["Admin panel in Flask: no → not recorded"]), (["--minor"], [])])
def test_a_fact_that_the_file_no_longer_lists_is_told_unless_that_is_minor(folder, options, news):
    bring(folder, "name: Flask\n", *options)
    assert not Fact.objects.filter(technology__slug="flask").exists()
    assert told() == news


def test_another_level_is_told_whatever_the_file_or_the_command_say(folder):
    bring(folder, FLASK.replace("level: no", "level: yes\n  reason: It has one now."), "--minor")
    assert told() == ["Admin panel in Flask: no → yes"]


def test_the_first_facts_of_a_technology_are_told_where_readers_knew_it_before(folder):
    bring(folder, "name: Quart\n", name="quart")
    bring(folder, FLASK.replace("name: Flask", "name: Quart").replace("  changed: 2024-01-31\n", ""), name="quart")
    assert told() == ["Admin panel in Quart: not recorded → no"]
