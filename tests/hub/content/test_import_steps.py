"""Steps in content files: read in the order of versions, refused with file and line, written again, taken away."""

import pytest

from articles.models import Revision
from comparisons.models import Change, Fact, Step
from tests.hub.content.content_files import (
    DJANGO,
    FOLDER,
    NOTHING_NEW,
    export_content,
    import_content,
    read_tree,
    write_files,
)

pytestmark = pytest.mark.django_db
STEPS = """\
  steps:
  - version: 5.10
    level: no
    value: None
    source: {title: Notes of 5.10, url: https://example.org/5.10}
  - version: 5.9
    level: partial
    value: Half
    note: A half.
    source:
      title: Notes of 5.9
      url: /articles/two-on-one/
  - version: 1
    level: unknown
"""
WITH_STEPS = DJANGO.replace("    quote: It has one.\n", f"    quote: It has one.\n{STEPS}")


@pytest.fixture
def folder(tmp_path):
    return write_files(tmp_path / "content", {**FOLDER, "technologies/django.yaml": WITH_STEPS})


def test_steps_come_in_by_version_and_twice_changes_nothing(folder):
    outcome = import_content(folder)
    assert (outcome.failure, outcome.problems) == ("", [])
    steps = Fact.objects.get(feature__slug="admin-panel", technology__slug="django").steps.all()
    assert [(step.version, step.level) for step in steps] == [("1", "unknown"), ("5.9", "partial"), ("5.10", "no")]
    assert steps[1].source_url == "/articles/two-on-one/"
    assert import_content(folder).total.startswith(NOTHING_NEW)


def test_an_export_has_them_and_makes_the_same_again(folder, tmp_path):
    import_content(folder)
    export_content(tmp_path / "first")
    text = (tmp_path / "first/technologies/django.yaml").read_text()
    assert "  steps:\n  - version: '1'\n    level: unknown\n  - version: '5.9'\n    level: partial\n" in text
    assert import_content(tmp_path / "first").total.startswith(NOTHING_NEW)
    export_content(tmp_path / "second")
    assert read_tree(tmp_path / "first") == read_tree(tmp_path / "second")


def test_a_file_without_them_takes_them_away_and_history_has_them(folder):
    import_content(folder)
    write_files(folder, {"technologies/django.yaml": DJANGO})
    assert "facts: 0 created, 1 changed, 0 removed" in " ".join(import_content(folder).summary)
    assert not Step.objects.exists()
    fact = Fact.objects.get(feature__slug="admin-panel", technology__slug="django")
    assert [len(revision.snapshot["parts"]["steps"]) for revision in Revision.objects.of(fact)] == [0, 3]
    assert not Change.objects.exists()


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("    note: A half.\n", "", "technologies/django.yaml:31: A partial needs a note that says what is missing."),
        ("    value: Half\n", "", "technologies/django.yaml:31: Every step but unknown needs a value in words."),
        ("version: 5.9", "version: 5.10", "31: version: This fact has a step from this version on already."),
        ("version: 5.9", "version: v5.10.0", "31: version: This fact has a step from this version on already."),
        ("version: 5.9", "version: 5.9b1", "31: version: Write the final release in numbers alone, such as 4.1 for"),
        ("version: 5.9", "version: 6.10.1", "31: version: This step is newer than the version that the answer was"),
        ("version: 5.9", "version: 6.10", "32: level: The answer was checked against the series of this last step"),
        ("version: 5.9", "version: soon", "31: version: Write a version that begins with its numbers, such as 4.1."),
        ("level: partial", "level: half", "32: level: Value 'half' is not a valid choice. Choose one of yes, partial"),
        ("url: https://example.org/5.10", "url: nowhere", "30: source.url: Write an address that begins with https://"),
        ("      title: Notes of 5.9\n", "", "31: Every step but unknown needs a source, with its title and its"),
        ("  - version: 1\n    level: unknown\n", "  - 1\n", "Each entry of this list must have keys and values."),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_nothing_is_kept(tmp_path, old, new, error):
    assert old in WITH_STEPS
    text = WITH_STEPS.replace(old, new)
    outcome = import_content(write_files(tmp_path, {**FOLDER, "technologies/django.yaml": text}))
    assert outcome.failure
    assert error in " ".join(outcome.errors)
    assert not Fact.objects.exists()
