"""Each mistake in names, types and files is reported with its file and line."""

import os

import pytest

from articles.models import Article
from comparisons.models import Fact
from tests.factories import make_article, make_comparison
from tests.hub.content.content_files import (
    ARTICLE,
    COMPARISON,
    FEATURES,
    FLASK,
    FOLDER,
    TOPICS,
    import_content,
    snapshot,
    write_files,
)

pytestmark = pytest.mark.django_db

DJANGO_FILE, FLASK_FILE = "technologies/django.yaml", "technologies/flask.yaml"
PAGE, TEXT = "comparisons/django-vs-flask.md", "articles/two-on-one.md"
NOT_UTF8 = "This line is not UTF-8 text: save the file as UTF-8."
DAY = "Write the date as YYYY-MM-DD."

MISTAKES = {
    # names
    "a feature that nobody knows": (
        {FLASK_FILE: FLASK.replace("feature: admin-panel", "feature: admin-pannel")},
        [f"{FLASK_FILE}:3: feature: There is no feature “admin-pannel”: did you mean “admin-panel”?"],
    ),
    "a feature under its former slug": (
        {
            "features.yaml": FEATURES.replace("slug: admin-panel", "slug: back-office\n    aliases: [admin-panel]"),
            PAGE: COMPARISON.replace("- admin-panel", "- back-office"),
            FLASK_FILE: FLASK.replace("admin-panel", "back-office"),
        },
        [f"{DJANGO_FILE}:17: feature: There is no feature “admin-panel”: did you mean “back-office”?"],
    ),
    "a row that nobody knows": (
        {PAGE: COMPARISON.replace("- learning-curve", "- zzz")},
        [f"{PAGE}:13: rows: There is no feature “zzz”."],
    ),
    "a technology that nobody knows": (
        {PAGE: COMPARISON.replace("[django, flask]", "\n- django\n- flusk")},
        [f"{PAGE}:12: technologies: There is no technology “flusk”: did you mean “flask”?"],
    ),
    "two pages with one slug": (
        {"articles/other.md": ARTICLE.replace("---\ntitle", "---\nslug: two-on-one\ntitle")},
        ["articles/two-on-one.md:2: slug: “two-on-one” is taken by articles/other.md:2."],
    ),
    "an article and a comparison with one slug": (
        {"articles/django-vs-flask.md": "# Django vs Flask\n"},
        [f"{PAGE}:2: slug: “django-vs-flask” is taken by articles/django-vs-flask.md:1."],
    ),
    "a page whose alias is the slug of another one": (
        {TEXT: ARTICLE.replace("topic:", "aliases: [django-vs-flask]\ntopic:")},
        [f"{TEXT}:4: aliases: “django-vs-flask” is taken by {PAGE}:2."],
    ),
    "two topics with one slug": (
        {"topics.yaml": TOPICS + "- name: Snakes\n  slug: python\n"},
        ["topics.yaml:6: slug: “python” is taken by topics.yaml:2."],
    ),
    "two topics with one name": (
        {"topics.yaml": TOPICS + "- name: Architecture\n  slug: other\n"},
        ["topics.yaml:5: name: Topic with this Name already exists."],
    ),
    "one feature in two groups": (
        {"features.yaml": FEATURES + "  - name: Admin panel\n"},
        ["features.yaml:14: slug: “admin-panel” is taken by features.yaml:4."],
    ),
    # types
    "a flag that is no flag": (
        {TEXT: ARTICLE.replace("topic:", "draft: perhaps\ntopic:")},
        [f"{TEXT}:4: draft: Write true or false."],
    ),
    "a date that is no date": (
        {TEXT: ARTICLE.replace("2026-05-06", "May 2026"), FLASK_FILE: FLASK.replace("2026-11-20", "2026")},
        [f"{TEXT}:3: date: {DAY}", f"{FLASK_FILE}:6: verified: {DAY}"],
    ),
    "a date outside the calendar": (
        {TEXT: ARTICLE.replace("2026-05-06", "2026-02-30 10:00"), FLASK_FILE: FLASK.replace("-11-20", "-02-30")},
        [
            f"{TEXT}:3: date: 2026-02-30 10:00 is not in the calendar.",
            f"{FLASK_FILE}:6: verified: 2026-02-30 is not in the calendar.",
        ],
    ),
    "a moment before all time": (
        {TEXT: ARTICLE.replace("2026-05-06", "0001-01-01 00:00 +0100")},
        [f"{TEXT}:3: date: 0001-01-01 00:00 +0100 is not in the calendar."],
    ),
    "a number that is none": (
        {"features.yaml": FEATURES.replace("90", "ninety")},
        ["features.yaml:13: recheck_days: Write a whole number."],
    ),
    "a number larger than what can be stored": (
        {"features.yaml": FEATURES.replace("90", "2147483648")},
        ["features.yaml:13: recheck_days: Write a number of at most 2147483647."],
    ),
    "a number of a hundred digits": (
        {"features.yaml": FEATURES.replace("90", "9" * 100)},
        ["features.yaml:13: recheck_days: Write a number of at most 2147483647."],
    ),
    "a large number where the feature counts nothing": (
        {FLASK_FILE: FLASK.replace("  level:", "  number: 1000000000\n  level:", 1)},
        [f"{FLASK_FILE}:4: number: “Admin panel” has no unit, so its answers have no number."],
    ),
    "a uid that is none": (
        {TEXT: ARTICLE.replace("topic:", "uid: 17\ntopic:")},
        [f"{TEXT}:4: uid: This is not a UUID."],
    ),
    "a list where a text belongs": (
        {FLASK_FILE: FLASK.replace("name: Flask", "name: Flask\nsummary: [small, large]")},
        [f"{FLASK_FILE}:2: summary: Write one text here, not a list."],
    ),
    "a text where a list belongs": (
        {FLASK_FILE: "name: Flask\nfacts: none\n"},
        [f"{FLASK_FILE}:2: This must be a list: each entry starts with a hyphen."],
    ),
    "a text among entries": (
        {FLASK_FILE: FLASK.replace("facts:", "facts:\n- admin-panel")},
        [f"{FLASK_FILE}:3: Each entry of this list must have keys and values."],
    ),
    "keys where a list belongs": (
        {"topics.yaml": "name: Python\n"},
        ["topics.yaml:1: This must be a list: each entry starts with a hyphen."],
    ),
    "a list where keys belong": (
        {TEXT: ARTICLE.replace("topic: architecture", "topic: {name: architecture}")},
        [f"{TEXT}:4: topic: Write a list of texts here."],
    ),
    "a file of a technology that holds a list": (
        {"technologies/zope.yaml": "- name: Zope\n"},
        ["technologies/zope.yaml:1: This file must hold the keys and values of a technology."],
    ),
    # files
    "bytes of Windows": (
        {TEXT: ARTICLE.replace("Some", "Süße").encode("cp1252"), "topics.yaml": b"- name: Caf\xe9\n"},
        [f"{TEXT}:8: {NOT_UTF8}", f"topics.yaml:1: {NOT_UTF8}"],
    ),
    "front matter without an end": (
        {TEXT: "---\ntitle: Endless\n\nText.\n"},
        [f"{TEXT}:1: The front matter that begins here has no end: a line of --- is missing."],
    ),
    "front matter that is not TOML": (
        {TEXT: '+++\ntitle = "TOML"\ndraft = yes\n+++\nText.\n'},
        [f"{TEXT}:3: This is not valid TOML: Invalid value (at line 2, column 9)."],
    ),
    "front matter that is a list": (
        {TEXT: "---\n- title\n---\nText.\n"},
        [f"{TEXT}:2: The front matter must be a list of keys and values."],
    ),
    "front matter that is not YAML": (
        {TEXT: ARTICLE.replace("topic: architecture", "topic: one: two")},
        [f"{TEXT}:4: This is not valid YAML: mapping values are not allowed here."],
    ),
    "a file that is too large": (
        {TEXT: b"x" * (5 * 1024 * 1024 + 1)},
        [f"{TEXT}: This file is larger than 5 MB."],
    ),
}


@pytest.mark.parametrize(("changes", "messages"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_reported_with_its_file_and_line(tmp_path, changes, messages):
    folder = write_files(tmp_path / "content", {**FOLDER, **changes})
    before = snapshot()
    outcome = import_content(folder)
    assert outcome.errors == sorted(messages)
    assert outcome.failure == f"Nothing was imported. Mistakes found: {len(messages)}."
    assert snapshot() == before


@pytest.mark.parametrize("number", [0, 999_999_999, 1_000_000_000, 2_147_483_647])
def test_a_number_may_be_as_large_as_what_can_be_stored(tmp_path, number):
    changes = {
        "features.yaml": FEATURES.replace("definition: Is", "unit: things\n    definition: Is"),
        FLASK_FILE: FLASK.replace("  level: no", f"  number: {number}"),
    }
    assert import_content(write_files(tmp_path, {**FOLDER, **changes})).errors == []
    assert Fact.objects.get(technology__slug="flask").number == number


def test_all_mistakes_of_all_files_are_reported_at_once(tmp_path):
    changes = {
        "features.yaml": FEATURES.replace("90", "ninety"),
        FLASK_FILE: FLASK.replace("level: no", "level: never").replace("2026-11-20", "yesterday"),
        PAGE: COMPARISON.replace("2026-01-02", "soon").replace("  answer: No.\n", ""),
        TEXT: "---\nfoo: [\n",
    }
    errors = import_content(write_files(tmp_path, {**FOLDER, **changes})).errors
    assert [error.partition(": ")[0] for error in errors] == [
        f"{TEXT}:1",
        f"{PAGE}:4",
        f"{PAGE}:23",
        "features.yaml:13",
        f"{FLASK_FILE}:4",
        f"{FLASK_FILE}:6",
    ]


def test_what_has_a_mistake_is_not_also_called_missing(tmp_path):
    changes = {
        FLASK_FILE: "name: Flask\nkind: shed\n",
        "features.yaml": FEATURES.replace("definition: Is there an admin?", "definition: x\n    derived_from: guess"),
    }
    errors = import_content(write_files(tmp_path, {**FOLDER, **changes})).errors
    assert [error.partition(": ")[0] for error in errors] == ["features.yaml:7", f"{FLASK_FILE}:2"]
    changes = {FLASK_FILE: "name: [\n", "features.yaml": "- group: &x Basics\n"}
    errors = import_content(write_files(tmp_path, {**FOLDER, **changes})).errors
    assert [error.partition(": ")[0] for error in errors] == ["features.yaml:1", f"{FLASK_FILE}:2"]


def test_unknown_keys_are_reported_and_left_alone(tmp_path):
    changes = {
        "topics.yaml": TOPICS.replace("- name: Architecture", "- name: Architecture\n  colour: blue"),
        FLASK_FILE: FLASK.replace("  value: None", "  value: None\n  weight: 3"),
        TEXT: ARTICLE.replace("topic:", "layout: post\nrows: [admin-panel]\ntopic:"),
    }
    outcome = import_content(write_files(tmp_path, {**FOLDER, **changes}))
    left_alone = "is not known here and was left alone."
    assert outcome.problems == [
        f"{TEXT}:4: warning: The key “layout” {left_alone}",
        f"{TEXT}:5: warning: The key “rows” {left_alone}",
        f"{FLASK_FILE}:6: warning: The key “weight” {left_alone}",
        f"topics.yaml:5: warning: The key “colour” {left_alone}",
    ]
    assert outcome.failure == ""
    assert Article.objects.filter(slug="two-on-one").exists()


def test_a_page_cannot_become_another_kind(tmp_path):
    make_article(slug="django-vs-flask")
    make_comparison(slug="two-on-one")
    assert import_content(write_files(tmp_path, FOLDER)).errors == [
        f"{TEXT}:2: slug: “two-on-one” is the slug of one comparison here and cannot become another kind.",
        f"{PAGE}:2: slug: “django-vs-flask” is the slug of one article here and cannot become another kind.",
    ]


def test_two_files_cannot_be_the_same_page(tmp_path):
    uid = "uid: 11111111-2222-4333-8444-555555555555"
    pages = {f"{name}.md": f"---\n{uid}\n---\n# {name}\n" for name in ("first", "second")}
    outcome = import_content(write_files(tmp_path, pages))
    assert outcome.errors == ["second.md:2: uid: This page stands at first.md:2 already."]


def test_the_slug_of_another_page_of_the_site_is_no_alias(tmp_path):
    make_article(slug="elsewhere")
    import_content(write_files(tmp_path, {"first.md": "# First\n"}))
    write_files(tmp_path, {"first.md": "---\naliases: [elsewhere]\n---\n# First\n"})
    assert import_content(tmp_path).errors == ["first.md:2: aliases: “elsewhere” is the slug of another article."]


def test_a_folder_with_nothing_in_it_is_a_mistake(tmp_path):
    outcome = import_content(tmp_path)
    assert outcome.errors == [f"{tmp_path}: There is nothing to import here."]
    assert outcome.failure


@pytest.mark.parametrize("name", ["missing", "file.md"])
def test_what_is_no_folder_gets_one_clear_line(tmp_path, name):
    (tmp_path / "file.md").write_text("# Text\n")
    outcome = import_content(tmp_path / name)
    assert str(tmp_path / name) in outcome.failure
    assert "\n" not in outcome.failure


def test_a_folder_that_cannot_be_opened_does_not_pass_for_an_empty_one(tmp_path, monkeypatch):
    write_files(tmp_path, {**FOLDER, "closed/page.md": "# Closed\n"})
    scandir = os.scandir

    def refuse(path):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert import_content(tmp_path).failure == f"{tmp_path}/closed: Permission denied."
