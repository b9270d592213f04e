"""Which files of a folder are read, which are not, and what is said of those."""

import pytest

from articles.models import Article
from tests.desk import make_staff, signed_in
from tests.factories import make_article, make_comparison
from tests.hub.content.content_files import (
    NOTHING_NEW,
    empty_the_database,
    export_content,
    import_content,
    read_tree,
    write_files,
)
from tests.hub.content.test_zips import look, zipped

pytestmark = pytest.mark.django_db
ACCENTED = "cafe\u0301"  # as a Mac writes the names of files


@pytest.mark.parametrize("suffix", [".mdx", ".mkd", ".mdown", ".html", ".HTM", ".rst", ".adoc", ".ipynb"])
def test_a_text_of_another_kind_is_said_and_left_alone(tmp_path, suffix):
    outcome = import_content(write_files(tmp_path, {"a.md": "# A\n", f"posts/b{suffix}": "# B\n"}))
    sentence = f"A {suffix.lower()} file is not read: save it as Markdown, with the suffix .md."
    assert outcome.warnings == [f"posts/b{suffix}: warning: {sentence}"]
    assert Article.objects.count() == 1


def test_what_many_files_have_in_common_is_said_once_with_all_places(tmp_path):
    files = {f"{name}.md": f"---\ntitle: {name}\nlayout: post\n---\n" for name in "abcde"}
    outcome = import_content(write_files(tmp_path, {**files, "b.md": "---\nx: 1\nlayout: post\n---\n# B\n"}))
    assert outcome.warnings == [
        "a.md:3: warning: The key “layout” is not known here and was left alone. "
        "(4 more: b.md:3, c.md:3, d.md:3, e.md:3)",
        "b.md:2: warning: The key “x” is not known here and was left alone.",
    ]


FOREIGN = {
    "WordPress": (
        "site.xml",
        '<?xml version="1.0"?>\n<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel/></rss>',
    ),
    "Ghost": ("ghost.json", '{"db": [{"meta": {"exported_on": 1, "version": "5.0"}, "data": {"posts": []}}]}'),
    "Blogger": ("blog.xml", "<feed><id>tag:blogger.com,1999:blog-1</id></feed>"),
}
GHOSTS = [
    '{"meta":{"exported_on":1700000000000,"version":"5.71.0"},"data":{"posts":[]}}',
    '\n{ "db":\n [{"data": {}}]}',
]


@pytest.mark.parametrize("program", FOREIGN)
def test_an_export_of_another_program_is_refused_by_name(tmp_path, program):
    name, text = FOREIGN[program]
    sentence = f"This is an export of {program}, which is not read: turn it into a folder of Markdown first."
    folder = write_files(tmp_path, {"a.md": "# A\n", f"old/{name}": text})
    assert import_content(folder).errors == [f"old/{name}: {sentence}"]
    assert import_content(folder / "old" / name).errors == [f"{folder}/old/{name}: {sentence}"]
    assert not Article.objects.exists()
    answer = look(signed_in(make_staff("Editors")), zipped({name: text}))
    assert answer.context["errors"] == [(name, sentence)]


@pytest.mark.parametrize("text", GHOSTS)
def test_an_export_of_ghost_in_its_other_forms(tmp_path, text):
    (error,) = import_content(write_files(tmp_path, {"export.json": text})).errors
    assert error.startswith("export.json: This is an export of Ghost")


@pytest.mark.parametrize("text", ['{"db": "sqlite"}', '{"version": 1, "data": {"posts": []}}', "[]", "", "{"])
def test_other_data_is_no_export(tmp_path, text):
    assert import_content(write_files(tmp_path, {"a.md": "# A\n", "data.json": text})).problems == []


@pytest.mark.parametrize(
    "slug", ["_index", "404", "contributing", "readme", "CONTRIBUTING", "index", "2020-01-02", "_a"]
)
@pytest.mark.parametrize("kind", ["article", "comparison"])
def test_a_page_of_ours_survives_whatever_its_slug_is(tmp_path, slug, kind):
    make = make_article if kind == "article" else make_comparison
    make(title="A", slug=slug)
    export_content(tmp_path / "one")
    empty_the_database()
    outcome = import_content(tmp_path / "one")
    assert (outcome.failure, outcome.problems) == ("", [])
    export_content(tmp_path / "two")
    assert Article.objects.get().slug == slug
    assert read_tree(tmp_path / "one") == read_tree(tmp_path / "two")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (f"posts/{ACCENTED}.md", "# A\n"),
        (f"{ACCENTED}/index.md", "# A\n"),
        ("a.md", f"---\nslug: {ACCENTED}\n---\n# A\n"),
        (f"2020-01-02-{ACCENTED}.markdown", "# A\n"),
    ],
)
def test_accents_apart_from_their_letters_are_no_other_slug(tmp_path, name, text):
    folder = write_files(tmp_path, {name: text})
    assert import_content(folder).failure == ""
    assert Article.objects.get().slug == "café"
    assert import_content(folder).total.startswith(NOTHING_NEW)


def test_an_alias_with_accents_apart_leads_on(tmp_path, client):
    import_content(write_files(tmp_path, {"a.md": f"---\naliases: [{ACCENTED}]\n---\n# A\n"}))
    assert client.get("/articles/café/")["Location"] == "/articles/a/"
