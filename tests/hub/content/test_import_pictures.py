import io

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from articles.models import Article
from tests.hub.content.content_files import NOTHING_NEW, import_content, write_files

pytestmark = pytest.mark.django_db

PICTURE = "0123456789abcdef0123-4x3.png"


def make_png(size=(4, 3), kind="PNG"):
    file = io.BytesIO()
    Image.new("RGB", size, "teal").save(file, kind)
    return file.getvalue()


@pytest.fixture
def folder(tmp_path):
    return write_files(tmp_path / "content", {"a.md": "# A\n"})


def test_pictures_are_stored_under_their_names(folder):
    write_files(folder, {"a.md": f"# A\n\n![It](/media/{PICTURE})\n", f"uploads/{PICTURE}": make_png()})
    outcome = import_content(folder)
    assert (outcome.failure, outcome.warnings) == ("", [])
    assert "pictures: 1 created, 0 changed, 0 removed, 0 unchanged" in outcome.summary
    assert default_storage.open(PICTURE).read() == make_png()
    assert import_content(folder).total.startswith(NOTHING_NEW)


@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_pictures_are_stored_only_when_the_import_succeeds(folder, options):
    files = {"a.md": "# A\n", f"uploads/{PICTURE}": make_png()}
    write_files(folder, files if options else {**files, "b.md": "no title\n"})
    import_content(folder, *options)
    assert not default_storage.exists(PICTURE)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("photo.png", make_png(), "This is not the name of an uploaded picture. Upload it in the editor"),
        (f"sub/{PICTURE}", make_png(), "This is not the name of an uploaded picture."),
        (PICTURE, b"<svg onload=alert(1)>", "Only PNG, JPEG, WebP and GIF pictures can be stored."),
        (PICTURE, make_png((9, 9)), "Its name says something else than it is: PNG, 9 × 9 pixels."),
        (PICTURE, make_png(kind="GIF"), "Its name says something else than it is: GIF, 4 × 3 pixels."),
        (PICTURE, b"0" * (5 * 1024 * 1024 + 1), "This file is larger than 5 MB."),
    ],
    ids=["name", "folder", "SVG", "size", "format", "bytes"],
)
def test_what_is_no_picture_of_ours_is_refused(folder, name, data, message):
    outcome = import_content(write_files(folder, {"a.md": "# A\n", f"uploads/{name}": data}))
    assert len(outcome.errors) == 1
    assert outcome.errors[0].startswith(f"uploads/{name}: {message}")
    assert not Article.objects.exists()


def test_a_picture_that_is_nowhere_is_worth_a_warning(folder):
    outcome = import_content(write_files(folder, {"a.md": f"# A\n\n![It](/media/{PICTURE})\n"}))
    assert outcome.failure == ""
    assert outcome.warnings == [f"a.md:3: warning: The picture {PICTURE} is neither in uploads/ nor on the site."]
