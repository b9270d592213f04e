"""`manage.py restore`: all of it is back, or nothing was changed."""

import json
import shutil
import stat
from contextlib import suppress
from functools import partial
from pathlib import Path
from zipfile import ZipFile

import psycopg
import pytest

from hub.archive.restoring import Unusable, opened
from tests.hub.archive.hubs import Hub, contents, empty_hub, hub_in, rewrite
from tests.hub.running_site import started

PAGES = ["/", "/comparisons/django-vs-fastapi/", "/technologies/django/", "/search/?q=django", "/changes/"]
MOVED = ["/articles/first-slug/", "/articles/second-slug/"]
# Somebody who edits, renames and deletes pages, and signs in.
LIVED = """
from articles.models import Article
from articles.history import revisions
from tests.factories import make_article, make_user
user = make_user(username="erin", password="correct horse battery")
page = make_article(title="Kept", slug="first-slug", owner=user)
revisions.record(page, user=user)
page.slug = "second-slug"
page.save()
gone = make_article(title="Gone", slug="gone")
print(gone.pk)
gone.delete()
"""
LOST = """
from articles.models import Article, User
Article.objects.get(slug="second-slug").delete()
User.objects.get(username="erin").delete()
"""
KNOWN = """
from articles.models import Article, Revision, User
erin = User.objects.get(username="erin")
print(erin.check_password("correct horse battery"), Revision.objects.filter(user=erin).count())
print(Article.objects.create(title='Next').pk)
"""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A hub as it was prepared, an archive of it, and what readers get there: none of the tests changes it."""
    hub = hub_in(tmp_path_factory.mktemp("prepared") / "data")
    return hub, hub.back_up(), hub.pages(*PAGES)


@pytest.fixture
def hub(tmp_path):
    return hub_in(tmp_path / "data")


@pytest.fixture
def archive(prepared, tmp_path):
    return Path(shutil.copy(prepared[1], tmp_path))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def hub_on_each(request, tmp_path):
    """A hub on either database."""
    name = {"DATABASE_URL": request.getfixturevalue("prepared_database")} if request.param == "postgresql" else {}
    return hub_in(tmp_path / "data", **name)


def kept(path):
    """Members and last keys of an archive, but for what each backup and restore adds to the audit log.

    Permissions of groups are written at every start.
    """
    members, tables = contents(path)
    del members["tables/articles.auditentry.jsonl"], tables["articles.auditentry"]
    return members, {label: about for label, about in tables.items() if not label.startswith("auth.")}


def test_what_was_kept_is_back_to_the_last_letter_and_the_same_twice(hub_on_each):
    hub = hub_on_each
    given = int(hub.python(LIVED))
    (hub.folder / "uploads").mkdir()
    (hub.folder / "uploads/picture.png").write_bytes(b"picture")
    before, pages = hub.back_up(), hub.pages(*PAGES, *MOVED)
    hub.python(LOST)
    (hub.folder / "uploads/picture.png").write_bytes(b"")
    for _ in range(2):
        assert "is kept as" in hub.manage("restore", before)
        assert (hub.folder / "uploads/picture.png").read_bytes() == b"picture"
    assert hub.pages(*PAGES, *MOVED) == pages
    assert kept(hub.back_up()) == kept(before)
    *person, next_key = hub.python(KNOWN).split()
    assert person == ["True", "1"]
    assert int(next_key) > given  # a key of what was deleted is not given again


AUDITED = """
from articles.models import AuditEntry
for entry in AuditEntry.objects.order_by("pk"):
    print(entry.kind, entry.name, entry.about)
"""


def test_a_backup_and_a_restore_stand_in_the_audit_log(hub_on_each):
    archive = hub_on_each.back_up()
    assert hub_on_each.python(AUDITED).splitlines()[-1] == f"export (command line) Backup of everything, {archive}."
    hub_on_each.manage("restore", archive)
    said = f"import (command line) Everything, from the backup {archive}."
    assert hub_on_each.python(AUDITED).splitlines()[-1] == said


@pytest.mark.postgresql
def test_a_site_moves_from_sqlite_to_postgresql_with_its_people_their_history_and_its_redirects(
    hub, empty_database, tmp_path
):
    hub.python(LIVED)
    before = hub.back_up()
    static = str(hub.folder / "static")
    moved = empty_hub(tmp_path / "moved", DATABASE_URL=empty_database, STATIC_ROOT=static)
    moved.manage("restore", before)
    assert moved.pages(*PAGES, *MOVED) == hub.pages(*PAGES, *MOVED)
    assert moved.pages(*MOVED)[0][:2] == [301, "/articles/second-slug/"]
    assert kept(moved.back_up()) == kept(before)
    assert moved.python(KNOWN).split()[:2] == ["True", "1"]


@pytest.mark.parametrize("database", ["", pytest.param("prepared_database", marks=pytest.mark.postgresql)])
def test_a_running_site_is_not_restored_over(request, archive, tmp_path, database):
    name = {"DATABASE_URL": request.getfixturevalue(database)} if database else {}
    with started(tmp_path, **name) as site:
        hub = Hub(tmp_path / "data", site.environment)
        assert "Stop the site first. Nothing was changed." in hub.manage("restore", archive, fails=True)
        assert site.get("/search/?q=django").status == 200


def cut(data):
    return data[: len(data) // 2]


def flip(data):
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 255]) + data[middle + 1 :]


@pytest.mark.parametrize("damage", [cut, flip, lambda data: b"not an archive"])
def test_a_damaged_file_is_refused_with_a_sentence(hub, archive, damage):
    before = (hub.folder / "hub.sqlite3").read_bytes()
    archive.write_bytes(damage(archive.read_bytes()))
    assert "Nothing was changed." in hub.manage("restore", archive, fails=True)
    assert (hub.folder / "hub.sqlite3").read_bytes() == before


def test_a_byte_that_flipped_anywhere_is_told_or_means_nothing(archive):
    data = archive.read_bytes()
    with opened(archive) as (whole, _):
        parts = {name: whole.read(name) for name in whole.namelist()}
    for place in range(3, len(data), max(1, len(data) // 300)):
        archive.write_bytes(data[:place] + bytes([data[place] ^ 255]) + data[place + 1 :])
        with suppress(Unusable), opened(archive) as (damaged, _):
            assert {name: damaged.read(name) for name in damaged.namelist()} == parts


def test_a_file_that_is_not_there_is_named(hub):
    assert "There is no file nowhere.zip." in hub.manage("restore", "nowhere.zip", fails=True)


def test_a_pattern_that_means_several_archives_restores_none_and_names_them(hub, archive):
    other = archive.with_name("other.zip")
    said = hub.manage("restore", archive, other, fails=True)
    assert f"One archive is restored, and these are 2: {archive}, {other}." in said


def test_a_folder_is_no_archive(hub):
    assert f"Is a directory: '{hub.folder}'" in hub.manage("restore", hub.folder, fails=True)


@pytest.mark.parametrize("manifest", ["[]", "{}", '{"format": 1}', "no JSON"])
def test_a_manifest_of_something_else_is_refused_with_a_sentence(hub, tmp_path, manifest):
    with ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("manifest.json", manifest)
    assert "is no archive of a hub" in hub.manage("restore", tmp_path / "other.zip", fails=True)


def without_last_row(data):
    return b"".join(data.splitlines(keepends=True)[:-1])


def without_rows(data):
    return data.splitlines(keepends=True)[0]


def with_another_column(data):
    return data.replace(b'"slug"', b'"snail"', 1)


def with_a_moment_that_is_none(data):
    return data.replace(b"+00:00", b"+99:99", 1)


OTHERS = [
    {"articles_topic": without_last_row},
    {"articles_faq": cut},
    {"articles_topic": with_another_column},
    {"articles_article": with_a_moment_that_is_none},
]


@pytest.mark.parametrize("change", OTHERS)
def test_an_archive_that_lacks_something_changes_nothing(hub, archive, change):
    check_that_nothing_changes(hub, archive, change)


def test_an_archive_that_does_not_fit_changes_nothing(hub_on_each, archive):
    check_that_nothing_changes(hub_on_each, archive, {"articles_article": without_rows})


def check_that_nothing_changes(hub, archive, change):
    pages = hub.pages(*PAGES)
    rewrite(archive, **change)
    assert "Nothing was changed." in hub.manage("restore", archive, fails=True)
    assert hub.pages(*PAGES) == pages
    assert [path.name for path in hub.folder.iterdir() if path.name.startswith(("hub_", "replaced_"))] == []


def change_migrations(change, data):
    manifest = json.loads(data)
    return json.dumps(manifest | {"migrations": change(manifest["migrations"])}).encode()


def of_older_code(keys):
    return [key for key in keys if key[0] != "hub" or key[1].startswith("0001")]


def of_newer_code(keys):
    return [*keys, ["articles", "9999_later"]]


def test_an_archive_of_older_code_is_migrated(hub, archive, prepared):
    rewrite(archive, manifest=partial(change_migrations, of_older_code))
    hub.manage("restore", archive)
    assert "[ ]" not in hub.manage("showmigrations")
    assert hub.pages(*PAGES) == prepared[2]


def test_an_archive_of_newer_code_is_refused(hub, archive):
    rewrite(archive, manifest=partial(change_migrations, of_newer_code))
    assert "made by other code than this: articles.9999_later" in hub.manage("restore", archive, fails=True)


def test_a_database_that_cannot_be_read_is_replaced_and_kept(hub, archive, prepared):
    (hub.folder / "hub.sqlite3").write_bytes(b"not a database" * 100)
    (hub.folder / "hub.sqlite3-wal").write_bytes(b"left by a process that was killed")
    hub.manage("restore", archive)
    assert hub.pages(*PAGES) == prepared[2]
    assert [path.read_bytes()[:5] for path in hub.folder.glob("replaced_*/hub.sqlite3")] == [b"not a"]


@pytest.mark.postgresql
def test_what_is_replaced_on_postgresql_is_there_under_another_name(prepared_database, archive, tmp_path):
    with psycopg.connect(prepared_database) as database:
        database.execute("UPDATE articles_article SET title = 'Replaced'")
    hub_in(tmp_path / "data", DATABASE_URL=prepared_database).manage("restore", archive)
    with psycopg.connect(prepared_database) as database:
        (schema,) = database.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'replaced%'").fetchone()
        for place, titles in ((schema, {"Replaced"}), ("public", set())):
            found = database.execute(f"SELECT title FROM {place}.articles_article WHERE title = 'Replaced'").fetchall()
            assert {title for (title,) in found} == titles


def test_the_key_is_put_where_make_run_reads_it_and_another_in_the_environment_is_told(hub, archive):
    own = hub.environment.pop("SECRET_KEY")
    hub.environment["DEBUG"] = "1"
    key = hub.folder / "secret_key"
    key.write_text("another")
    hub.manage("restore", archive)
    assert (key.read_text(), stat.S_IMODE(key.stat().st_mode)) == (own, 0o600)
    assert (hub.folder / "secret_key.replaced").read_text() == "another"
    hub.environment["SECRET_KEY"] = own[::-1]
    assert "SECRET_KEY in the environment is another one" in hub.manage("restore", archive)
