"""``--skip-broken``: all mistakes of all files are told at once, and the good files come in."""

import pytest

from articles.models import Article
from comparisons.models import Technology
from tests.hub.content.content_files import FOLDER, NOTHING_NEW, import_content, write_files

pytestmark = pytest.mark.django_db
GOOD = {f"posts/{name}.md": f"# {name}\n" for name in "abc"}
BROKEN = {
    "an odd date": ("posts/x.md", "---\ntitle: X\ndate: some day\n---\n", "posts/x.md:3: date: Write the date"),
    "no title": ("posts/x.md", "Text.\n", "posts/x.md:1: title: The page has neither"),
    "no YAML": ("posts/x.md", "---\na: b: c\n---\n", "posts/x.md:2: This is not valid YAML"),
    "no UTF-8": ("posts/x.md", b"# \xff\n", "posts/x.md:1: This line is not UTF-8"),
    "a flag that is none": ("posts/x.md", "---\ntitle: X\ndraft: perhaps\n---\n", "posts/x.md:3: draft: Write true"),
    "an export": ("site.xml", "<rss xmlns:wp='http://wordpress.org/export/1.2/'/>", "site.xml: This is an export"),
    "a technology": ("technologies/x.yaml", "name: X\nkind: what\n", "technologies/x.yaml:2: kind: "),
    "a list": ("topics.yaml", "- description: x\n", "topics.yaml:1: "),
    "a picture": ("uploads/pic.png", b"none", "uploads/pic.png: This is not the name"),
    "too long": ("posts/x.md", "---\ntitle: " + "x" * 161 + "\n---\n", "posts/x.md:2: title: Ensure"),
}


def slugs():
    return sorted(Article.objects.values_list("slug", flat=True))


@pytest.mark.parametrize("name", BROKEN)
def test_the_good_files_come_in_and_the_mistakes_of_the_others_are_told(tmp_path, name):
    path, text, message = BROKEN[name]
    folder = write_files(tmp_path, {**GOOD, path: text})
    assert import_content(folder).failure == "Nothing was imported. Mistakes found: 1."
    assert slugs() == []
    assert import_content(folder, "--skip-broken", "--dry-run").failure == ""
    assert slugs() == []
    outcome = import_content(folder, "--skip-broken")
    (error,) = outcome.errors
    assert (outcome.failure, error[: len(message)]) == ("", message)
    assert slugs() == ["a", "b", "c"]
    assert (f"left out: {path}" in outcome.summary) == (name != "an export")
    assert import_content(folder, "--skip-broken").total.startswith(NOTHING_NEW)


def test_the_mistakes_of_all_files_are_told_at_once(tmp_path):
    pages = {f"posts/{number}.md": f"---\ntitle: X\ndate: {number}\n---\n" for number in range(5)}
    outcome = import_content(write_files(tmp_path, {**GOOD, **pages, "posts/y.md": "Text.\n"}), "--skip-broken")
    assert [error.split(": ")[0] for error in outcome.errors] == [
        *(f"posts/{n}.md:3" for n in range(5)),
        "posts/y.md:1",
    ]
    assert slugs() == ["a", "b", "c"]


def test_what_needs_a_file_that_is_left_out_is_left_out_too(tmp_path):
    changes = {"technologies/flask.yaml": "name: Flask\nkind: what\n"}
    outcome = import_content(write_files(tmp_path, {**FOLDER, **changes}), "--skip-broken")
    assert [error.split(": ")[0] for error in outcome.errors] == [
        "comparisons/django-vs-flask.md:10",
        "technologies/flask.yaml:2",
    ]
    assert slugs() == ["two-on-one"]
    assert [technology.name for technology in Technology.objects.all()] == ["Django"]


def test_a_folder_of_broken_files_alone_is_refused(tmp_path):
    outcome = import_content(write_files(tmp_path, {"a.md": "Text.\n", "b.md": "Text.\n"}), "--skip-broken")
    assert outcome.failure.startswith("Nothing was imported.")
    assert len(outcome.errors) == 3
