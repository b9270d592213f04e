"""What breaks a rule of the models is reported with its file and line, in the words of the admin."""

import pytest

from comparisons.models import Fact
from hub.content.objects import constraint_sentence
from tests.hub.content.content_files import (
    ARTICLE,
    COMPARISON,
    DJANGO,
    FEATURES,
    FLASK,
    FOLDER,
    import_content,
    snapshot,
    write_files,
)

pytestmark = pytest.mark.django_db

DJANGO_FILE, FLASK_FILE = "technologies/django.yaml", "technologies/flask.yaml"
PAGE, TEXT = "comparisons/django-vs-flask.md", "articles/two-on-one.md"
SECOND_RELEASE = "  source: {title: Notes, url: https://example.org/5.10}\n"
NO_ADDRESS = "Write an address that begins with https:// or http://, or a path of this site, such as /articles/x/."

MISTAKES = {
    "a partial without a note": (
        {FLASK_FILE: FLASK.replace("level: no", "level: partial")},
        [f"{FLASK_FILE}:3: A partial needs a note that says what is missing."],
    ),
    "a judgement without a reason": (
        {DJANGO_FILE: DJANGO.replace("  note: There is much to learn.\n", "")},
        [f"{DJANGO_FILE}:26: note: A judgement needs a note that gives its reason."],
    ),
    "a fact without a source": (
        {FLASK_FILE: FLASK.partition("  sources:")[0]},
        [f"{FLASK_FILE}:3: sources: A fact needs at least one source; without one its level can only be unknown."],
    ),
    "a fact without a value or a check": (
        {
            FLASK_FILE: "name: Flask\nfacts:\n- feature: orm\n  level: yes\n  sources: [{title: A, url: https://a.example}]\n"
        },
        [
            f"{FLASK_FILE}:3: {constraint_sentence(Fact, 'fact_has_value')}",
            f"{FLASK_FILE}:3: {constraint_sentence(Fact, 'fact_is_verified')}",
        ],
    ),
    "a check in the future": (
        {FLASK_FILE: FLASK.replace("2026-11-20", "2126-11-20")},
        [f"{FLASK_FILE}:6: verified: A check cannot lie in the future."],
    ),
    "an unknown level": (
        {FLASK_FILE: FLASK.replace("level: no", "level: never")},
        [
            f"{FLASK_FILE}:4: level: Value 'never' is not a valid choice. "
            "Choose one of yes, partial, no, not_applicable, unknown."
        ],
    ),
    "a note that is too long for the admin too": (
        {DJANGO_FILE: DJANGO.replace("There is much to learn.", "n" * 401)},
        [f"{DJANGO_FILE}:28: note: Ensure this value has at most 400 characters (it has 401)."],
    ),
    "a fact that stands there twice": (
        {FLASK_FILE: FLASK + FLASK.partition("facts:\n")[2]},
        [
            f"{FLASK_FILE}:12: feature: This technology has an answer for this feature already: change that one.",
        ],
    ),
    "a source that stands there twice": (
        {FLASK_FILE: FLASK + "  - title: Again\n    url: https://example.org/flask\n"},
        [f"{FLASK_FILE}:13: url: This fact has this source already."],
    ),
    "a source without an address": (
        {FLASK_FILE: FLASK.replace("url: https://example.org/flask", "url: example.org")},
        [f"{FLASK_FILE}:11: url: {NO_ADDRESS}"],
    ),
    "a fact that the releases answer": (
        {"features.yaml": FEATURES.replace("name: Admin panel", "name: Admin panel\n    derived_from: latest_release")},
        [
            f"{DJANGO_FILE}:17: feature: “Admin panel” is answered by the releases and never typed.",
            f"{FLASK_FILE}:3: feature: “Admin panel” is answered by the releases and never typed.",
        ],
    ),
    "a release without a source": (
        {DJANGO_FILE: DJANGO.replace(SECOND_RELEASE, "")},
        [
            f"{DJANGO_FILE}:11: source.title: This field cannot be blank.",
            f"{DJANGO_FILE}:11: source.url: This field cannot be blank.",
        ],
    ),
    "a release that stands there twice": (
        {DJANGO_FILE: DJANGO.replace("version: 5.10", "version: 6.1")},
        [f"{DJANGO_FILE}:11: version: This technology has a release with this version already."],
    ),
    "a release on no day of the calendar": (
        {DJANGO_FILE: DJANGO.replace("released: 2025-04", "released: 2025-13")},
        [f"{DJANGO_FILE}:12: released: 2025-13 is not in the calendar."],
    ),
    "a release that nobody checked": (
        {DJANGO_FILE: DJANGO.replace(SECOND_RELEASE + "  verified: 2026-11-22\n", SECOND_RELEASE)},
        [f"{DJANGO_FILE}:11: verified: This field cannot be null."],
    ),
    "a comparison of one technology": (
        {PAGE: COMPARISON.replace("[django, flask]", "[django]")},
        [f"{PAGE}:10: technologies: A comparison needs at least two different technologies."],
    ),
    "a technology in two columns": (
        {PAGE: COMPARISON.replace("[django, flask]", "[django, flask, django]")},
        [f"{PAGE}:10: technologies: A technology can stand in a table only once."],
    ),
    "an article about one technology twice": (
        {TEXT: ARTICLE.replace("[django]", "[django, django]")},
        [f"{TEXT}:5: technologies: A technology can stand in a table only once."],
    ),
    "a feature in two rows": (
        {PAGE: COMPARISON.replace("- learning-curve", "- admin-panel")},
        [f"{PAGE}:11: rows: A feature can have only one row in a table."],
    ),
    "a list for a technology that is not compared": (
        {PAGE: COMPARISON.replace("  django: |", "  orm: |")},
        [f"{PAGE}:15: choose_when: “orm” is not among the technologies of this comparison."],
    ),
    "two questions with one anchor": (
        {PAGE: COMPARISON.replace("- question: Is Flask smaller?", "- question: Is it?\n  slug: slower")},
        [f"{PAGE}:25: slug: Two questions of a page cannot share an anchor."],
    ),
    "a question without an answer": (
        {PAGE: COMPARISON.replace("  answer: No.\n", "")},
        [f"{PAGE}:23: answer: This field cannot be blank."],
    ),
    "a slug that is none": (
        {TEXT: ARTICLE.replace("---\ntitle", "---\nslug: two words\ntitle")},
        [f"{TEXT}:2: slug: Enter a valid “slug” consisting of Unicode letters, numbers, underscores, or hyphens."],
    ),
    "a title that is too long": (
        {TEXT: ARTICLE.replace("title: Two", f"title: {'T' * 160}")},
        [f"{TEXT}:2: title: Ensure this value has at most 160 characters (it has 176)."],
    ),
    "a description that is too long, under the name it has there": (
        {TEXT: ARTICLE.replace("topic:", f"description: {'d' * 301}\ntopic:")},
        [f"{TEXT}:4: description: Ensure this value has at most 300 characters (it has 301)."],
    ),
    "a heading that is too long for a title": (
        {TEXT: f"Some text.\n\n# {'T' * 161}\n"},
        [f"{TEXT}:3: title: Ensure this value has at most 160 characters (it has 161)."],
    ),
    "a tag that is too long": (
        {TEXT: ARTICLE.replace("topic:", f"tags: [a, {'t' * 51}]\ntopic:")},
        [f"{TEXT}:4: tags: Ensure this value has at most 50 characters (it has 51)."],
    ),
    "a page without title and heading": (
        {TEXT: "Only text.\n"},
        [f"{TEXT}:1: title: The page has neither a title nor a heading."],
    ),
    "a page that is both a draft and withdrawn": (
        {TEXT: ARTICLE.replace("topic:", "draft: true\nwithdrawn: true\ntopic:")},
        [f"{TEXT}:5: withdrawn: A page is either a draft or withdrawn."],
    ),
}


@pytest.mark.parametrize(("changes", "messages"), MISTAKES.values(), ids=MISTAKES)
def test_a_broken_rule_is_reported_with_its_file_and_line(tmp_path, changes, messages):
    folder = write_files(tmp_path / "content", {**FOLDER, **changes})
    before = snapshot()
    outcome = import_content(folder)
    assert outcome.errors == sorted(messages)
    assert outcome.failure == f"Nothing was imported. Mistakes found: {len(messages)}."
    assert snapshot() == before
