"""Which object a file means: by uid, slug, name or former slug."""

import pytest

from articles.models import FAQ, Article, Author, Tag, Topic
from comparisons.models import Feature, FeatureGroup, Technology
from tests.hub.content.content_files import (
    ARTICLE,
    AUTHORS,
    COMPARISON,
    DJANGO,
    FEATURES,
    FLASK,
    FOLDER,
    NOTHING_NEW,
    TOPICS,
    import_content,
    write_files,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    return write_files(tmp_path / "content", FOLDER)


def test_a_page_with_a_uid_keeps_its_trail_when_its_slug_changes(folder, client):
    uid = "11111111-2222-4333-8444-555555555555"
    with_uid = ARTICLE.replace("---\ntitle", f"---\nuid: {uid}\ntitle")
    write_files(folder, {"articles/two-on-one.md": with_uid})
    import_content(folder)
    page = Article.objects.get(uid=uid)
    write_files(folder, {"articles/two-on-one.md": None, "articles/shared-database.md": with_uid})
    assert "  changed: Two on one database (slug)" in import_content(folder).summary
    page.refresh_from_db()
    assert page.slug == "shared-database"
    assert [trail.slug for trail in page.old_slugs()] == ["two-on-one"]


def test_a_page_without_a_uid_keeps_the_one_it_has(folder):
    import_content(folder)
    uid = Article.objects.get(slug="two-on-one").uid
    write_files(folder, {"articles/two-on-one.md": ARTICLE.replace("Some", "More")})
    import_content(folder)
    assert Article.objects.get(slug="two-on-one").uid == uid


RENAMED = [
    (Topic, {"topics.yaml": TOPICS.replace("slug: python", "slug: renamed\n  aliases: [python]")}),
    (FeatureGroup, {"features.yaml": FEATURES.replace("slug: basics", "slug: renamed\n  aliases: [basics]")}),
    (
        Feature,
        {
            "features.yaml": FEATURES.replace("slug: admin-panel", "slug: renamed\n    aliases: [admin-panel]"),
            "technologies/django.yaml": DJANGO.replace("admin-panel", "renamed"),
            "technologies/flask.yaml": FLASK.replace("admin-panel", "renamed"),
            "comparisons/django-vs-flask.md": COMPARISON.replace("admin-panel", "renamed"),
        },
    ),
    (
        Author,
        {
            "authors.yaml": AUTHORS.replace("Ada Lovelace", "Renamed\n  aliases: [ada-lovelace]"),
            "comparisons/django-vs-flask.md": COMPARISON.replace("Ada Lovelace", "Renamed"),
        },
    ),
]


@pytest.mark.parametrize(("model", "files"), RENAMED, ids=["topic", "group", "feature", "author"])
def test_a_former_slug_among_the_aliases_renames_the_object(folder, model, files):
    import_content(folder)
    keys = set(model.objects.values_list("pk", flat=True))
    write_files(folder, files)
    assert import_content(folder).errors == []
    assert set(model.objects.values_list("pk", flat=True)) == keys
    assert model.objects.get(slug="renamed").old_slugs().count() == 1
    assert import_content(folder).total.startswith(NOTHING_NEW)


def test_a_page_may_name_its_topic_by_the_slug_that_it_had(folder):
    by_slug = {"articles/two-on-one.md": ARTICLE.replace("topic: architecture", "topic: python")}
    import_content(write_files(folder, by_slug))
    write_files(folder, {"topics.yaml": TOPICS.replace("slug: python", "slug: renamed\n  aliases: [python]")})
    assert import_content(folder).errors == []
    assert Article.objects.get(slug="two-on-one").topic.slug == "renamed"
    assert import_content(folder).total.startswith(NOTHING_NEW)
    assert Topic.objects.count() == 2


def test_a_technology_whose_file_is_renamed_is_found_by_its_alias(folder):
    import_content(folder)
    key = Technology.objects.get(slug="flask").pk
    write_files(folder, {"technologies/flask.yaml": None, "technologies/flask3.yaml": FLASK + "aliases: [flask]\n"})
    write_files(folder, {"comparisons/django-vs-flask.md": COMPARISON.replace(", flask]", ", flask3]")})
    assert import_content(folder).errors == []
    assert Technology.objects.get(slug="flask3").pk == key


def test_aliases_lead_to_a_new_page_and_are_never_taken_away(folder):
    write_files(folder, {"articles/two-on-one.md": ARTICLE.replace("topic:", "aliases: [one-db]\ntopic:")})
    import_content(folder)
    page = Article.objects.get(slug="two-on-one")
    assert [trail.slug for trail in page.old_slugs()] == ["one-db"]
    assert import_content(folder).total.startswith(NOTHING_NEW)
    write_files(folder, {"articles/two-on-one.md": ARTICLE})
    assert import_content(folder).total.startswith(NOTHING_NEW)
    assert page.old_slugs().count() == 1


def test_a_question_keeps_its_anchor_when_it_is_reworded_beside_its_slug(folder):
    import_content(folder)
    key = FAQ.objects.get(slug="slower").pk
    write_files(folder, {"comparisons/django-vs-flask.md": COMPARISON.replace("Is Django slower?", "How slow is it?")})
    import_content(folder)
    assert FAQ.objects.get(slug="slower").question == "How slow is it?"
    assert FAQ.objects.get(slug="slower").pk == key


def test_a_question_without_a_slug_is_found_by_its_words(folder):
    import_content(folder)
    FAQ.objects.filter(slug="is-flask-smaller").update(slug="an-anchor-of-old")
    assert import_content(folder).total.startswith(NOTHING_NEW)
    assert FAQ.objects.filter(slug="an-anchor-of-old").exists()


def test_topics_tags_and_authors_are_found_by_name_or_slug_and_made_when_missing(folder):
    import_content(folder)
    head = "---\ntopic: python\nauthor: ada-lovelace\ntags: [Python, brand new]\n---\n# Reuse\n"
    other = "---\ntopic: Databases\nauthor: Grace Hopper\n---\n# New names\n"
    write_files(folder, {"articles/reuse.md": head, "articles/new-names.md": other})
    assert import_content(folder).errors == []
    reuse, new = Article.objects.get(slug="reuse"), Article.objects.get(slug="new-names")
    assert (reuse.topic.name, reuse.author.name) == ("Python web frameworks", "Ada Lovelace")
    assert set(Tag.objects.values_list("name", flat=True)) == {"python", "web", "brand new"}
    assert (new.topic.slug, new.author.slug) == ("databases", "grace-hopper")
    assert str(Topic.objects.last()) == "Databases"
    assert import_content(folder).total.startswith(NOTHING_NEW)


def test_no_file_takes_an_address_from_which_readers_are_led_on(folder, client):
    import_content(folder)
    page = Article.objects.get(slug="two-on-one")
    page.slug = "moved"
    page.save()
    write_files(folder, {"articles/two-on-one.md": "---\ntitle: Another\ndraft: yes\n---\nText.\n"})
    (error,) = import_content(folder).errors
    assert error.startswith("articles/two-on-one.md")
    assert "“two-on-one” is a former address of “Two on one database”" in error
    assert client.get("/articles/two-on-one/")["Location"] == "/articles/moved/"
