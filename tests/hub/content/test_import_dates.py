"""Dates, states, and what a file does not say."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from articles.models import Article
from comparisons.models import Fact, Feature, Row
from tests.factories import make_feature
from tests.hub.content.content_files import (
    COMPARISON,
    FEATURES,
    FLASK,
    FOLDER,
    NOTHING_NEW,
    import_content,
    snapshot,
    write_files,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    return write_files(tmp_path / "content", FOLDER)


def test_a_page_without_a_date_is_published_at_its_first_import_and_stays_so(folder):
    write_files(folder, {"articles/two-on-one.md": "# No date\n"})
    with time_machine.travel("2026-11-22 12:00:00.5+00:00", tick=False):
        import_content(folder)
    page = Article.objects.get(slug="two-on-one")
    assert page.published_at == page.updated_at == datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
    with time_machine.travel("2026-11-24 12:00:00+00:00"):
        assert import_content(folder).total.startswith(NOTHING_NEW)


@pytest.mark.parametrize(
    ("keys", "status", "published"),
    [
        ("draft: true", "draft", None),
        ("draft: true\ndate: 2026-02-03", "draft", 2026),
        ("withdrawn: true\ndate: 2026-02-03", "withdrawn", 2026),
        ("date: 2126-02-03", "published", 2126),
    ],
)
def test_drafts_withdrawn_and_scheduled_pages_are_not_shown(folder, keys, status, published):
    write_files(folder, {"articles/two-on-one.md": f"---\n{keys}\n---\n# Hidden\n"})
    assert import_content(folder).errors == []
    page = Article.objects.get(slug="two-on-one")
    assert page.status == status
    assert (page.published_at and page.published_at.year) == published
    assert page not in Article.objects.published()
    assert import_content(folder).total.startswith(NOTHING_NEW)


def test_a_fact_changed_when_it_was_checked_unless_the_file_says_otherwise(folder):
    import_content(folder)
    changed = dict(Fact.objects.filter(feature__slug="admin-panel").values_list("technology__slug", "changed_on"))
    assert changed == {"django": datetime.date(2026, 11, 22), "flask": datetime.date(2024, 1, 31)}
    write_files(folder, {"technologies/flask.yaml": FLASK.replace("value: None", "value: By extension")})
    import_content(folder)
    assert Fact.objects.get(technology__slug="flask").changed_on == datetime.date(2024, 1, 31)
    assert import_content(folder).total.startswith(NOTHING_NEW)


def test_an_unknown_answer_needs_no_check_and_stays_as_it_is(folder):
    write_files(folder, {"technologies/flask.yaml": "name: Flask\nfacts:\n- feature: orm\n  level: unknown\n"})
    assert import_content(folder).errors == []
    with time_machine.travel(timezone.now() + datetime.timedelta(days=3)):
        assert import_content(folder).total.startswith(NOTHING_NEW)


def test_a_feature_that_moves_to_another_group_keeps_its_facts(folder):
    import_content(folder)
    key = Feature.objects.get(slug="learning-curve").pk
    lines = "  - slug: learning-curve\n    name: Learning curve\n    kind: judgement\n"
    write_files(folder, {"features.yaml": FEATURES.replace(lines, "") + lines})
    assert import_content(folder).errors == []
    feature = Feature.objects.get(pk=key)
    assert (feature.group.name, feature.facts.count()) == ("Data", 1)


def test_a_feature_named_in_the_folder_may_stand_in_the_database_only(folder):
    make_feature(name="Templating", slug="templating")
    write_files(folder, {"comparisons/django-vs-flask.md": COMPARISON.replace("- learning-curve", "- templating")})
    assert import_content(folder).errors == []
    assert [row.feature.slug for row in Row.objects.all()] == ["admin-panel", "templating"]


@pytest.mark.parametrize("ending", [b"\r\n", b"\r"])
def test_line_ends_and_a_byte_order_mark_of_other_systems_make_no_difference(folder, ending):
    import_content(folder)
    before = snapshot()
    for path in folder.rglob("*.*"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", ending))
    outcome = import_content(folder)
    assert (outcome.failure, outcome.problems) == ("", [])
    assert outcome.total.startswith(NOTHING_NEW)
    assert snapshot() == before
