"""The content as a zip at the desk: what goes out comes in again, after a look, and a hostile zip gets nowhere."""

import io
import stat
import struct
import zipfile
from pathlib import Path

import pytest
from django.utils.html import escape

from articles.models import Article, Tag
from comparisons.models import Comparison, Fact, Technology
from hub.content import zips
from hub.content.zips import ZipError, unpack
from hub.models import UploadedZip
from tests.desk import make_staff, signed_in
from tests.factories import make_article, make_fact, make_feature, make_technology
from tests.hub.shelf import make_shelf

pytestmark = pytest.mark.django_db
START, LOOK, CONFIRM = "/admin/content/", "/admin/content/import/", "/admin/content/import/confirm/"


@pytest.fixture
def editor():
    return signed_in(make_staff("Editors", username="erika"))


def zipped(files, **options):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def look(client, data, name="hub.zip", **choices):
    file = io.BytesIO(data)
    file.name = name
    return client.post(LOOK, {"zip": file, **choices})


def content(response):
    return b"".join(response.streaming_content)


def files_in(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


PAGE = "---\ntitle: From a zip\n---\n\nText.\n"


# --- out and in ---


def test_the_whole_hub_goes_out_and_comes_back_the_same(editor):
    make_shelf()
    response = editor.get(f"{START}export/")
    assert response["Content-Disposition"].startswith('attachment; filename="hub-2')
    before = content(response)
    assert content(editor.get(f"{START}export/")) == before
    for model in (Comparison, Article, Technology, Tag):
        model.objects.all().delete()
    shown = look(editor, before)
    assert shown.context["errors"] == []
    assert not Article.objects.exists()
    done = editor.post(CONFIRM, {"token": shown.context["token"]}, follow=True)
    assert "Imported: hub.zip. In all: 97 created" in done.content.decode()
    assert files_in(content(editor.get(f"{START}export/"))) == files_in(before)
    assert not UploadedZip.objects.exists()


def test_the_dry_run_says_what_would_be_added_changed_and_removed_and_changes_nothing(editor):
    technology = make_technology(name="Django", slug="django")
    gone = make_fact(technology, make_feature())
    make_article(slug="old", title="Old title")
    files = {
        "technologies/django.yaml": "name: Django\nkind: framework\nlanguage: Python\n",
        "articles/old.md": "---\ntitle: New title\n---\n",
        "articles/new.md": PAGE,
    }
    response = look(editor, zipped(files))
    html = response.content.decode()
    assert f"<li>{gone}</li>" in html
    assert "<li>Django (language)</li>" in html
    assert "<li>From a zip</li>" in html
    assert "Nothing is changed yet." in html
    assert Article.objects.get().title == "Old title"
    assert Fact.objects.count() == 1


def test_mistakes_are_shown_with_file_and_line_and_cannot_be_confirmed(editor):
    response = look(editor, zipped({"articles/a.md": PAGE, "articles/b.md": "---\ntitle: [\n---\n"}))
    (place, message) = response.context["errors"][0]
    assert place.startswith("articles/b.md:")
    assert escape(message) in response.content.decode()
    assert response.context["token"] == ""
    assert "Import it" not in response.content.decode()
    assert not UploadedZip.objects.exists()
    assert not Article.objects.exists()


def test_an_empty_zip_is_said_to_be_empty(editor):
    assert look(editor, zipped({})).context["errors"] == [("hub.zip", "There is nothing to import here.")]


def test_what_was_looked_at_is_imported_once_and_by_who_looked(editor, time_machine):
    token = look(editor, zipped({"articles/a.md": PAGE})).context["token"]
    other = signed_in(make_staff("Editors"))
    for client, forged in [(other, token), (editor, token[:-1] + "x"), (editor, "1:x"), (editor, ""), (editor, "²")]:
        response = client.post(CONFIRM, {"token": forged})
        assert response.status_code == 410
        assert "it is kept for an hour" in response.content.decode()
    assert not Article.objects.exists()
    assert editor.post(CONFIRM, {"token": token}).status_code == 302
    assert editor.post(CONFIRM, {"token": token}).status_code == 410
    assert Article.objects.count() == 1


def test_after_an_hour_the_upload_is_gone(editor, time_machine):
    time_machine.move_to("2026-11-23T10:00:00Z")
    token = look(editor, zipped({"articles/a.md": PAGE})).context["token"]
    time_machine.move_to("2026-11-23T11:00:02Z")
    assert editor.post(CONFIRM, {"token": token}).status_code == 410
    look(editor, zipped({"articles/a.md": PAGE}))
    assert UploadedZip.objects.count() == 1


def test_an_import_that_would_do_something_else_by_now_is_shown_again(editor):
    token = look(editor, zipped({"articles/a.md": PAGE})).context["token"]
    make_article(slug="a", title="Somebody wrote this meanwhile")
    response = editor.post(CONFIRM, {"token": token})
    assert response.status_code == 409
    assert "The hub has changed since you looked." in response.content.decode()
    assert Article.objects.get().title == "Somebody wrote this meanwhile"
    assert editor.post(CONFIRM, {"token": response.context["token"]}).status_code == 302
    assert Article.objects.get().title == "From a zip"


def test_who_may_not_move_content_sees_none_of_it():
    author = signed_in(make_staff("Authors"))
    for address in (START, f"{START}export/"):
        assert author.get(address).status_code == 403
    assert look(author, zipped({"articles/a.md": PAGE})).status_code == 403
    assert author.post(CONFIRM, {"token": "x"}).status_code == 403
    strict = signed_in(make_staff("Editors"), enforce_csrf_checks=True)
    assert look(strict, zipped({"articles/a.md": PAGE})).status_code == 403


def test_a_missing_or_too_large_upload_gets_a_sentence(editor, monkeypatch):
    assert "Choose a zip file." in editor.post(LOOK, {}).content.decode()
    monkeypatch.setattr(zips, "MAX_ZIP", 1024 * 1024)
    response = look(editor, b"x" * (1024 * 1024 + 1), "big.zip")
    assert (response.status_code, response.context["problem"]) == (413, "big.zip is larger than 1 MB.")
    assert "This is not a zip that can be read" in look(editor, b"Hello").content.decode()


# --- hostile zips ---


def entry(name, *, mode=stat.S_IFREG | 0o644, method=zipfile.ZIP_DEFLATED):
    info = zipfile.ZipInfo(name)
    info.external_attr, info.compress_type, info.create_system = mode << 16, method, 3
    return info


def unpacked(files, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    data = files if isinstance(files, bytes) else zipped(files)
    return unpack(io.BytesIO(data), folder)


@pytest.mark.parametrize(
    "name",
    [
        *("../evil.md", "articles/../../evil.md", "/etc/evil.md", "articles/./x.md", "articles//x.md", "C:/evil.md"),
        *("articles\\..\\evil.md", "a\x01b.md", "a\nb.md", "aux:stream", "x" * 300 + ".md", "a/" * 11 + "b.md"),
    ],
)
def test_a_name_that_leads_elsewhere_is_refused_and_nothing_is_written(name, tmp_path):
    with pytest.raises(ZipError):
        unpacked({"articles/a.md": PAGE, name: "evil"}, tmp_path)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_links_and_devices_are_refused(kind, tmp_path):
    with pytest.raises(ZipError, match="is a link or a device"):
        unpacked({entry("articles/a.md", mode=kind | 0o777): "/etc/passwd"}, tmp_path)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path, monkeypatch):
    with pytest.raises(ZipError, match="larger than 5 MB"):
        unpack(io.BytesIO(zipped({"a.md": b"\0" * (5 * 1024 * 1024 + 1)})), tmp_path)
    monkeypatch.setattr(zips, "MAX_TOTAL", 1024 * 1024)
    with pytest.raises(ZipError, match="Unpacked it is larger than 1 MB"):
        unpack(io.BytesIO(zipped({f"articles/{n}.md": b"x" * 90_000 for n in range(12)})), tmp_path)
    monkeypatch.setattr(zips, "MAX_FILES", 10)
    with pytest.raises(ZipError, match="holds more than 10 files"):
        unpack(io.BytesIO(zipped({f"articles/{n}.md": b"x" for n in range(11)})), tmp_path)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_zip_that_lies_about_sizes_is_refused(tmp_path):
    data = bytearray(zipped({"articles/a.md": b"x" * 90_000}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.index(signature) + offset
        data[place : place + 4] = struct.pack("<I", 10)
    with pytest.raises(ZipError):
        unpacked(bytes(data), tmp_path)


@pytest.mark.parametrize("cut", [10, 60, -30])
def test_a_broken_zip_is_refused_with_a_sentence(cut, tmp_path):
    with pytest.raises(ZipError, match="not a zip that can be read"):
        unpacked(zipped({"articles/a.md": PAGE * 20})[:cut], tmp_path)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_only_one_compression_is_read(method, tmp_path):
    with pytest.raises(ZipError, match="is compressed in a way that is not read here"):
        unpacked({entry("articles/a.md", method=method): "x"}, tmp_path)


def test_an_encrypted_file_is_refused(tmp_path):
    data = bytearray(zipped({"articles/a.md": PAGE}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    with pytest.raises(ZipError, match="is encrypted"):
        unpacked(bytes(data), tmp_path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_refused(tmp_path):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("articles/a.md", "one")
        archive.writestr("articles/a.md", "two")
    with pytest.raises(ZipError, match="have one name"):
        unpacked(target.getvalue(), tmp_path)
    with pytest.raises(ZipError, match="differ only in small and capital letters"):
        unpack(io.BytesIO(zipped({"articles/a.md": "one", "articles/A.md": "two"})), tmp_path)


def test_names_in_utf_8_are_read_even_where_the_zip_does_not_say_so(tmp_path):
    data = bytearray(zipped({"articles/größe.md": PAGE}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.index(signature) + offset
        data[place : place + 2] = b"\0\0"
    assert (unpacked(bytes(data), tmp_path) / "articles/größe.md").read_text() == PAGE


def test_what_file_managers_leave_is_overlooked_and_an_outer_folder_opened(tmp_path):
    files = {
        "my-hub/articles/a.md": PAGE,
        "__MACOSX/my-hub/._a.md": "x",
        "my-hub/.DS_Store": "x",
        "my-hub/articles/": "",
    }
    root = unpacked(files, tmp_path)
    assert root.name == "my-hub"
    assert [path.relative_to(root) for path in root.rglob("*.md")] == [Path("articles/a.md")]
