import datetime

import pytest
import yaml
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, OldSlug, Tag
from comparisons.models import Feature, Technology
from hub.content.yaml_text import write_yaml
from tests.factories import (
    NODE_PROOF,
    make_article,
    make_author,
    make_comparison,
    make_fact,
    make_faq,
    make_feature,
    make_proof,
    make_release,
    make_technology,
    make_topic,
)
from tests.hub.content.content_files import (
    FOLDER,
    NOTHING_NEW,
    empty_the_database,
    export_content,
    import_content,
    read_tree,
    snapshot,
    write_files,
)

pytestmark = pytest.mark.django_db

PICTURE = "0123456789abcdef0123-4x3.png"


def round_trip(tmp_path):
    """Export, import into an empty site, export again; the files of both exports."""
    export_content(tmp_path / "first")
    empty_the_database()
    outcome = import_content(tmp_path / "first")
    assert (outcome.failure, outcome.problems) == ("", [])
    export_content(tmp_path / "second")
    return read_tree(tmp_path / "first"), read_tree(tmp_path / "second")


def test_export_import_export_gives_identical_files(tmp_path):
    import_content(write_files(tmp_path / "content", FOLDER))
    first, second = round_trip(tmp_path)
    assert first == second
    assert set(first) == {*FOLDER, "kinds.yaml", "tags.yaml"}


def content_rows():
    """Every row of the content, without the log of who did what."""
    return {name: rows for name, rows in comparable(snapshot()).items() if name != "articles.AuditEntry"}


def test_what_was_exported_is_all_there_is_to_know_about_the_content(tmp_path):
    import_content(write_files(tmp_path / "content", FOLDER))
    make_everything()
    before = content_rows()
    first, second = round_trip(tmp_path)
    assert first == second
    assert content_rows() == before


def make_everything():
    """Content that uses every field and state, besides what the folder has."""
    technology = make_technology(name="Zope", slug="z", homepage="https://zope.example")
    make_release(technology, "5.0", released_on="2005", supported_until="2030-01", is_prerelease=True, note="Old: yes")
    make_fact(technology, make_feature(name="Age"), sources=3, level="", changed_on=datetime.date(2020, 1, 2))
    make_fact(technology, make_feature(name="Unknown"), sources=0, level="unknown", value="", verified_on=None)
    make_proof(technology)
    make_proof(technology, language="mjs", runs=False, script=NODE_PROOF)
    topic, author = make_topic(name="no"), make_author(name="5.10", url="https://example.org/")
    draft = make_article(title="Draft", status="draft", published_at=None, topic=topic, author=author)
    Article.objects.filter(pk=draft.pk).update(updated_at=timezone.now())
    make_article(title="Dated", slug="2024-05-01-dated", status="draft", published_at=None)
    tags = [Tag.objects.create(name=name) for name in ("c, d", "yes")]
    gone = make_article(title="Gone", status="withdrawn", tags=tags)
    gone.slug = "really-gone"
    gone.save()
    next_week = timezone.now() + datetime.timedelta(days=7)
    later = make_comparison(title="Later", published_at=next_week, verdict="  Indented\n")
    make_faq(later, question="Same?", answer="a\n\n\tcode  \n")
    make_faq(later, question="Same?", answer="|\n")
    Tag.objects.create(name="unused", slug="never-used")


def comparable(rows):
    """Rows without the keys of the database and what only orders them."""
    ignored = {"id", "position", "contents"}
    return {label: sorted(texts_of(row, ignored) for row in table) for label, table in rows.items()}


def texts_of(row, ignored):
    return sorted((name, str(value)) for name, value in row.items() if name not in ignored and not name.endswith("_id"))


def test_importing_an_export_into_its_own_site_changes_nothing(tmp_path):
    import_content(write_files(tmp_path / "content", FOLDER))
    make_everything()
    Feature.objects.update(position=7)
    export_content(tmp_path / "export")
    import_content(tmp_path / "export")
    before = snapshot()
    assert import_content(tmp_path / "export").total.startswith(NOTHING_NEW)
    assert snapshot() == before


def test_pages_of_every_state_are_exported_with_their_ids_and_former_slugs(tmp_path):
    published = make_article(slug="old-name", featured=True)
    published.slug = "new-name"
    published.save()
    make_article(slug="hidden", status="draft", published_at=None)
    make_article(slug="back", status="withdrawn")
    export_content(tmp_path)
    assert front_matter(tmp_path, "new-name")["uid"] == str(published.uid)
    assert front_matter(tmp_path, "new-name")["aliases"] == ["old-name"]
    assert front_matter(tmp_path, "new-name")["featured"] is True
    assert front_matter(tmp_path, "hidden")["draft"] is True
    assert "date" not in front_matter(tmp_path, "hidden")
    assert front_matter(tmp_path, "back")["withdrawn"] is True


def front_matter(folder, slug):
    return yaml.safe_load((folder / f"articles/{slug}.md").read_text().split("---\n")[1])


def test_keys_stand_in_the_order_of_the_document_and_defaults_are_left_out(tmp_path):
    import_content(write_files(tmp_path / "content", FOLDER))
    export_content(tmp_path / "export")
    page = (tmp_path / "export/comparisons/django-vs-flask.md").read_text().split("---\n")[1]
    assert list(yaml.safe_load(page)) == [
        *("title", "uid", "summary", "date", "lastmod", "featured", "topic", "tags", "author"),
        *("technologies", "rows", "choose_when", "verdict", "faqs"),
    ]
    django = yaml.safe_load((tmp_path / "export/technologies/django.yaml").read_text())
    assert list(django) == ["name", "kind", "language", "summary", "releases", "facts"]
    assert list(django["releases"][0]) == ["version", "released", "source", "verified"]
    assert list(django["facts"][0]) == ["feature", "level", "value", "verified", "version", "sources"]


def test_the_files_are_yaml_that_other_readers_understand_too(tmp_path):
    import_content(write_files(tmp_path / "content", FOLDER))
    export_content(tmp_path / "export")
    text = (tmp_path / "export/technologies/flask.yaml").read_text()
    assert "level: 'no'\n" in text
    assert "verified: 2026-11-20\n  version: '3.1'\n  changed: 2024-01-31\n" in text
    page = (tmp_path / "export/comparisons/django-vs-flask.md").read_text()
    assert "date: 2026-01-02\nlastmod: 2026-03-04T09:00:00Z\n" in page
    assert "choose_when:\n  django: |\n    - you want *everything*\nverdict: |\n  It depends.\n" in page


LOOK_TYPED = ["no", "y", "N", "5.10", "1e3", "0o17", "0x1f", "2026-11-22", "1:30", "null", "~", "=", ""]


@pytest.mark.parametrize("text", [*LOOK_TYPED, "- a", "a: b", "#a"])
def test_a_text_that_looks_like_another_type_is_quoted(text):
    written = write_yaml({"key": text})
    assert written.startswith(("key: '", 'key: "'))
    assert yaml.safe_load(written) == {"key": text}


def test_long_lines_are_not_folded(tmp_path):
    make_article(slug="long", summary="word " * 59 + "end")
    export_content(tmp_path)
    assert "summary: " + "word " * 59 + "end\n" in (tmp_path / "articles/long.md").read_text()


BODIES = ["", "\n", "\n\nText", "Text\n", "Text\n\n\n", "---\nrule\n---", "  code", "a\\\n\tb  \n", "+++"]


@pytest.mark.parametrize("body", BODIES)
def test_the_text_of_a_page_survives_to_the_byte(tmp_path, body):
    make_article(slug="page", body=body)
    first, second = round_trip(tmp_path)
    assert first == second
    assert Article.objects.get(slug="page").body == body


SLUGS = ["index", "_index", "README", "readme", "2024-05-01-dated", "日本語", "node_modules", "page-1", "-", "con"]
LONG_SLUGS = ["語" * 100, "x" * 100]


def test_every_slug_finds_a_file_name(tmp_path):
    for number, slug in enumerate([*SLUGS, *LONG_SLUGS]):
        make_article(slug=slug, title=f"Title {number}", status="draft", published_at=None)
        make_technology(slug=slug, name=f"Name {number}")
    first, second = round_trip(tmp_path)
    assert first == second
    assert set(Article.objects.values_list("slug", flat=True)) == {*SLUGS, *LONG_SLUGS}
    assert set(Technology.objects.values_list("slug", flat=True)) == {*SLUGS, *LONG_SLUGS}
    assert not Article.objects.exclude(published_at=None).exists()
    names = [name.casefold() for name in first]
    assert len(set(names)) == len(names)
    assert {"articles/日本語.md", "articles/index.md", "technologies/con.yaml"} <= set(first)


def test_names_that_make_the_same_slug_stay_apart(tmp_path):
    tags = [Tag.objects.create(name=name) for name in ("Foo", "foo", "Foo!", "foo-2", "!!!", "???")]
    make_article(title="Tagged", tags=tags)
    slugs = dict(Tag.objects.values_list("name", "slug"))
    first, second = round_trip(tmp_path)
    assert first == second
    assert dict(Tag.objects.values_list("name", "slug")) == slugs
    assert Article.objects.get().tags.count() == 6


def test_former_slugs_of_everything_survive(tmp_path):
    comparison = make_comparison(title="Page")
    things = [comparison, *Technology.objects.all(), *Feature.objects.all(), make_topic(), make_author()]
    things += [Tag.objects.create(name="tag"), Feature.objects.first().group]
    for thing in things:
        thing.add_old_slugs([f"former-{thing.slug}"])
    first, second = round_trip(tmp_path)
    assert first == second
    assert OldSlug.objects.count() == len(things)


def test_pictures_that_pages_show_are_exported_and_others_are_not(tmp_path):
    other = "a" * 20 + "-4x3.png"
    default_storage.save(PICTURE, ContentFile(b"picture"))
    default_storage.save(other, ContentFile(b"other"))
    make_article(body=f"![It](/media/{PICTURE})\n\n![Nowhere](/media/{'b' * 20}-4x3.png)")
    export_content(tmp_path / "export")
    assert {name: data for name, data in read_tree(tmp_path / "export").items() if "uploads" in name} == {
        f"uploads/{PICTURE}": b"picture"
    }


def test_of_an_empty_hub_only_the_kinds_are_exported(tmp_path):
    assert export_content(tmp_path / "export").endswith("holds 1 files.\n")
    assert set(read_tree(tmp_path / "export")) == {"kinds.yaml"}


def test_the_number_of_queries_does_not_grow_with_the_content(tmp_path, django_assert_num_queries):
    import_content(write_files(tmp_path / "content", FOLDER))
    with CaptureQueriesContext(connection) as few:
        export_content(tmp_path / "few")
    for number in range(4):
        page = make_comparison(author=make_author(), topic=make_topic())
        page.tags.add(Tag.objects.create(name=f"tag {number}"))
        make_faq(page)
        make_release(page.subjects.first().technology)
    with django_assert_num_queries(len(few)):
        export_content(tmp_path / "many")
