import datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import FAQ, Article, Topic
from comparisons.models import Comparison, Fact, Feature, FeatureGroup, Release, Row, Source, Technology
from tests.factories import make_article, make_comparison, make_topic
from tests.hub.content.content_files import (
    ARTICLE,
    COMPARISON,
    DJANGO,
    FLASK,
    FOLDER,
    NOTHING_NEW,
    TOPICS,
    import_content,
    snapshot,
    write_files,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    return write_files(tmp_path / "content", FOLDER)


def test_a_folder_becomes_the_content_of_the_hub(folder):
    outcome = import_content(folder)
    assert (outcome.failure, outcome.problems) == ("", [])
    page = Comparison.objects.published().get(slug="django-vs-flask")
    assert (page.title, page.summary, page.featured, page.verdict) == (
        "Django vs Flask",
        "Which one?",
        True,
        "It depends.\n",
    )
    assert page.body == "An introduction.\n\n## Philosophy\n\nBatteries."
    assert "<em>everything</em>" in page.subjects.get(technology__slug="django").choose_when_html
    assert [subject.technology.name for subject in page.subjects.all()] == ["Django", "Flask"]
    assert [row.feature.slug for row in page.rows.all()] == ["admin-panel", "learning-curve"]
    assert [(faq.question, faq.slug) for faq in page.faqs.all()] == [
        ("Is Flask smaller?", "is-flask-smaller"),
        ("Is Django slower?", "slower"),
    ]
    assert (page.author.name, page.topic.slug) == ("Ada Lovelace", "python")
    assert set(page.tags.values_list("name", flat=True)) == {"python", "web"}
    assert page.published_at == datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)
    assert page.updated_at == datetime.datetime(2026, 3, 4, 9, tzinfo=datetime.UTC)
    article = Article.objects.get(slug="two-on-one")
    assert (article.kind, article.topic.name, article.updated_at) == ("article", "Architecture", article.published_at)
    assert [subject.technology.slug for subject in article.subjects.all()] == ["django"]


def test_values_are_read_as_the_type_of_their_field_and_not_as_what_yaml_takes_them_for(folder):
    import_content(folder)
    assert dict(Release.objects.values_list("version", "is_lts")) == {"6.1": False, "5.10": True}
    assert Release.objects.get(version="5.10").released_on == "2025-04"
    django = Fact.objects.get(technology__slug="django", feature__slug="admin-panel")
    flask = Fact.objects.get(technology__slug="flask", feature__slug="admin-panel")
    assert (django.level, django.verified_version, flask.level, flask.value) == ("yes", "6.10", "no", "None")
    write_files(folder, {"articles/two-on-one.md": ARTICLE.replace("---\n\n", "draft: yes\n---\n\n")})
    import_content(folder)
    assert Article.objects.get(slug="two-on-one").status == Article.Status.DRAFT


def test_features_topics_and_groups_keep_the_order_of_their_file(folder):
    import_content(folder)
    assert [str(group) for group in FeatureGroup.objects.all()] == ["Basics", "Data"]
    assert [str(feature) for feature in Feature.objects.all()] == ["Admin panel", "Learning curve", "ORM"]
    assert [str(topic) for topic in Topic.objects.all()] == ["Python web frameworks", "Architecture"]
    first, second = TOPICS.split("- name: Architecture")[0], "- name: Architecture\n"
    write_files(folder, {"topics.yaml": second + first})
    assert "topics: 0 created, 2 changed, 0 removed, 0 unchanged" in import_content(folder).summary
    assert [str(topic) for topic in Topic.objects.all()] == ["Architecture", "Python web frameworks"]


def test_a_second_import_touches_no_row(folder):
    import_content(folder)
    before = snapshot()
    with time_machine.travel(timezone.now() + datetime.timedelta(days=3)), CaptureQueriesContext(connection) as queries:
        outcome = import_content(folder)
    assert outcome.total.startswith(NOTHING_NEW)
    assert snapshot() == before
    writes = [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert writes == []


def test_a_dry_run_says_what_would_change_and_changes_nothing(folder):
    import_content(folder)
    before = snapshot()
    write_files(
        folder,
        {
            "technologies/flask.yaml": FLASK.replace("name: Flask", "name: Flask\nlanguage: Python"),
            "technologies/django.yaml": DJANGO.replace("value: Steep", "value: Long"),
            "articles/new.md": "# A new page\n\nText.\n",
        },
    )
    outcome = import_content(folder, "--dry-run")
    assert "technologies: 0 would be created, 1 would be changed, 0 would be removed, 1 unchanged" in outcome.summary
    assert "  changed: Flask (language)" in outcome.summary
    assert "  changed: Django: Learning curve (value)" in outcome.summary
    assert "  created: A new page" in outcome.summary
    assert snapshot() == before
    assert "  changed: Flask (language)" in import_content(folder).summary
    assert snapshot() != before


def test_a_mistake_in_the_last_file_keeps_everything_out(folder):
    before = snapshot()
    write_files(folder, {"technologies/zope.yaml": "name: Zope\nkind: shed\n"})
    outcome = import_content(folder)
    assert outcome.errors == ["technologies/zope.yaml:2: kind: There is no technology kind “shed”."]
    assert outcome.failure == "Nothing was imported. Mistakes found: 1."
    assert outcome.summary == []
    assert snapshot() == before


def test_a_changed_file_changes_its_object_and_no_other(folder):
    import_content(folder)
    before = snapshot()
    text = COMPARISON.replace("Batteries.", "None.").replace("[python, web]", "[python, wsgi]").replace("Yes.", "Much.")
    write_files(folder, {"comparisons/django-vs-flask.md": text})
    summary = import_content(folder).summary
    assert "  changed: Django vs Flask (faqs, tags, text)" in summary
    assert "comparisons: 0 created, 1 changed, 0 removed, 0 unchanged" in summary
    after = snapshot()
    different = {label for label in before if before[label] != after[label]}
    pages = {"articles.Article", "articles.FAQ", "articles.Tag", "articles.Article_tags"}
    assert different == pages | {"articles.AuditEntry"}
    old, new = (
        {row["slug"]: (row["uid"], row["updated_at"]) for row in rows["articles.Article"]} for rows in (before, after)
    )
    assert old == new


def test_what_a_file_no_longer_lists_is_removed_from_its_object(folder):
    import_content(folder)
    page = COMPARISON.replace("- learning-curve\n", "").replace("  slug: slower\n", "")
    page = page.replace("- question: Is Django slower?\n  answer: No.\n", "").replace(
        "topic: Python web frameworks\n", ""
    )
    facts, _, _ = DJANGO.partition("- feature: learning-curve")
    write_files(
        folder,
        {
            "comparisons/django-vs-flask.md": page,
            "technologies/django.yaml": facts.replace("language: Python\n", ""),
            "technologies/flask.yaml": "name: Flask\n",
        },
    )
    outcome = import_content(folder)
    assert outcome.errors == []
    assert "  changed: Django vs Flask (faqs, rows, topic)" in outcome.summary
    assert "  removed: Django: Learning curve" in outcome.summary
    assert [str(fact) for fact in Fact.objects.all()] == ["Django: Admin panel"]
    assert [faq.slug for faq in FAQ.objects.all()] == ["is-flask-smaller"]
    assert [row.feature.slug for row in Row.objects.all()] == ["admin-panel"]
    assert Technology.objects.get(slug="django").language == ""
    write_files(folder, {"technologies/django.yaml": "name: Django\n"})
    assert {"  removed: Django: 6.1", "  removed: Django: 5.10"} <= set(import_content(folder).summary)


def test_a_column_that_goes_takes_its_list_along(folder):
    write_files(folder, {"technologies/bottle.yaml": "name: Bottle\n"})
    import_content(folder)
    page = COMPARISON.replace("[django, flask]", "[flask, bottle]").replace("  django: |", "  bottle: |")
    write_files(folder, {"comparisons/django-vs-flask.md": page})
    assert "  changed: Django vs Flask (choose_when, technologies)" in import_content(folder).summary
    subjects = Comparison.objects.get().subjects.values_list("technology__slug", "choose_when")
    assert list(subjects) == [("flask", ""), ("bottle", "- you want *everything*\n")]


def test_sources_that_change_keep_the_order_of_the_file(folder):
    import_content(folder)
    added = FLASK.replace("  sources:\n", "  sources:\n  - title: First\n    url: https://example.org/first\n")
    write_files(folder, {"technologies/flask.yaml": added})
    assert "  changed: Flask: Admin panel (sources)" in import_content(folder).summary
    sources = Source.objects.filter(fact__technology__slug="flask")
    assert [source.title for source in sources] == ["First", "Extensions"]


def test_objects_without_a_file_stay(folder):
    other = make_comparison(title="Another one")
    article, topic = make_article(), make_topic(name="Elsewhere")
    assert import_content(folder).failure == ""
    assert Comparison.objects.filter(pk=other.pk).exists()
    assert Article.objects.filter(pk=article.pk).exists()
    assert Topic.objects.filter(pk=topic.pk).exists()
    assert other.rows.count() == 3


def test_positions_with_gaps_stay_as_long_as_their_order_is_right(folder):
    import_content(folder)
    for number, feature in enumerate(Feature.objects.all()):
        Feature.objects.filter(pk=feature.pk).update(position=10 * number)
    FAQ.objects.filter(slug="slower").update(position=7)
    assert import_content(folder).total.startswith(NOTHING_NEW)
