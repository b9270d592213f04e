"""`manage.py backup`: everything in one file, which its owner alone can read, while the site runs."""

import errno
import fcntl
import os
import sqlite3
import stat
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.hub.archive.hubs import MANAGE, Hub, contents, hub_in
from tests.hub.running_site import started
from tests.prepared import PREPARE, ROOT, environment_of_a_laptop


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def hub(tmp_path):
    hub = hub_in(tmp_path / "data")
    (hub.folder / "uploads/cards").mkdir(parents=True)
    (hub.folder / "uploads/picture.png").write_bytes(b"picture")
    (hub.folder / "uploads/cards/card.png").write_bytes(b"card")
    (hub.folder / "environment").write_text("PURGE='varnish http://127.0.0.1'\n")
    return hub


def test_a_backup_has_rows_uploads_and_secrets_and_is_its_owners_alone(hub):
    backup = hub.back_up()
    members, tables = contents(backup)
    assert members["uploads/picture.png"] == b"picture"
    assert members["uploads/cards/card.png"] == b"card"
    assert members["secret_key"].decode() == hub.environment["SECRET_KEY"]
    assert members["environment"].startswith(b"PURGE")
    assert tables["articles.article"]["rows"] == len(members["tables/articles.article.jsonl"]) - 1 > 0
    assert not {"sessions.session", "hub.searchentry", "hub.storedpage"} & {*tables}
    assert {mode(path) & 0o077 for path in (backup.parent, backup)} == {0}


def test_the_newest_are_kept_and_nothing_else_in_the_folder_is_touched(hub):
    folder = hub.folder / "backups"
    folder.mkdir()
    (folder / "notes.zip").write_text("mine")
    made = [hub.back_up("--keep", "2") for _ in range(3)]
    assert sorted(folder.iterdir()) == sorted([*made[1:], folder / "notes.zip"])
    assert "At least one" in hub.manage("backup", folder, "--keep", "0", fails=True)
    assert len(list(folder.iterdir())) == 3


WRITING = """
from tests.factories import make_article, make_faq
from django.db import transaction
while True:
    with transaction.atomic():
        make_faq(make_article())
"""


def test_backups_beside_a_site_that_writes_hold_one_moment_each_and_nobody_waits(tmp_path):
    with started(tmp_path) as site:
        hub = Hub(tmp_path / "data", site.environment)
        writer = subprocess.Popen([*MANAGE, "shell", "-c", WRITING], cwd=ROOT, env=site.environment)
        try:
            for _ in range(3):
                rows, _ = contents(hub.back_up())
                articles, faqs = rows["tables/articles.article.jsonl"], rows["tables/articles.faq.jsonl"]
                owner = faqs[0].index("article_id")
                assert {row[owner] for row in faqs[1:]} <= {row[0] for row in articles[1:]}
            assert writer.poll() is None
        finally:
            writer.kill()
            writer.wait()
        assert site.get("/search/?q=django").status == 200


def full(*args):
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.django_db(transaction=True)
def test_where_the_disk_is_full_that_is_said_and_no_file_is_left(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CommandError, match=r"No space left on device.*No backup was made"):
        call_command("backup", tmp_path / "backups")
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_file_is_no_folder_for_backups(hub, tmp_path):
    (tmp_path / "a file").touch()
    for place in (tmp_path / "a file", tmp_path / "a file/kept"):
        assert "No backup was made." in hub.manage("backup", place, fails=True)


def test_two_at_once_are_not_possible(hub, tmp_path):
    with (hub.folder / "backup.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert "being made already" in hub.manage("backup", tmp_path / "kept", fails=True)
    assert "read back once" in hub.manage("backup", tmp_path / "kept")


def test_a_backup_that_was_broken_off_leaves_no_archive(hub, tmp_path):
    process = subprocess.Popen([*MANAGE, "backup", str(tmp_path / "kept")], cwd=ROOT, env=hub.environment)
    while not (tmp_path / "kept/.hub.partial").exists():
        assert process.poll() is None
    process.kill()
    process.wait()
    assert list(tmp_path.glob("kept/hub-*")) == []
    hub.manage("backup", tmp_path / "kept")
    assert [path.name[:4] for path in (tmp_path / "kept").iterdir()] == ["hub-"]


@pytest.mark.parametrize("command", [["migrate"], ["showmigrations"]])
def test_the_database_is_its_owners_alone_from_the_start_and_is_made_so_where_it_was_not(tmp_path, command):
    environment = environment_of_a_laptop(tmp_path, 8000)
    database = tmp_path / "hub.sqlite3"
    for _ in range(2):
        subprocess.run(
            [*PREPARE[:2], *command], cwd=ROOT, env=environment, check=True, umask=0o022, capture_output=True
        )
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS beside (word)")
            connection.commit()
            assert {mode(Path(f"{database}{suffix}")) for suffix in ("", "-wal", "-shm")} == {0o600}
        database.chmod(0o644)
