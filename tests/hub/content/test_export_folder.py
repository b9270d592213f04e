"""An export owns its folder, and leaves every other one alone."""

import pytest
from django.core.management import CommandError

from articles.models import Article
from comparisons.models import Fact
from tests.factories import make_article
from tests.hub.content.content_files import FOLDER, export_content, import_content, read_tree, write_files

pytestmark = pytest.mark.django_db


def test_an_export_over_an_earlier_one_removes_what_is_stale_and_rewrites_only_what_changed(tmp_path):
    import_content(write_files(tmp_path / "content", FOLDER))
    export_content(tmp_path / "export")
    (tmp_path / "export/.git").mkdir()
    (tmp_path / "export/LICENSE").write_text("CC BY 4.0")
    untouched = tmp_path / "export/technologies/flask.yaml"
    before = untouched.stat().st_mtime_ns
    Article.objects.filter(slug="two-on-one").delete()
    Fact.objects.filter(technology__slug="django").update(note="Changed")
    export_content(tmp_path / "export")
    export_content(tmp_path / "fresh")
    (tmp_path / "fresh/LICENSE").write_text("CC BY 4.0")
    assert read_tree(tmp_path / "export") == read_tree(tmp_path / "fresh")
    assert untouched.stat().st_mtime_ns == before
    assert (tmp_path / "export/.git").is_dir()


STRANGERS = [
    "notes.txt",
    "articles/notes.txt",
    "articles/deep/page.md",
    "uploads/photo.png",
    "topics.yaml/x",
    "src/a.py",
]


@pytest.mark.parametrize("name", STRANGERS)
def test_a_folder_with_anything_else_in_it_is_left_alone(tmp_path, name):
    make_article(slug="page")
    write_files(tmp_path, {name: "mine", "articles/stale.md": "stale"})
    before = read_tree(tmp_path)
    with pytest.raises(CommandError, match="is no part of an export: choose an empty folder"):
        export_content(tmp_path)
    assert read_tree(tmp_path) == before


def test_an_export_does_not_follow_links(tmp_path):
    make_article(slug="page")
    elsewhere = write_files(tmp_path / "elsewhere", {"stale.md": "mine"})
    (tmp_path / "export").mkdir()
    (tmp_path / "export/articles").symlink_to(elsewhere)
    with pytest.raises(CommandError, match="is no part of an export"):
        export_content(tmp_path / "export")
    assert read_tree(elsewhere) == {"stale.md": b"mine"}


def test_a_file_in_the_place_of_the_folder_gets_one_clear_line(tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(CommandError, match=r"file: Not a directory\.$"):
        export_content(tmp_path / "file")
