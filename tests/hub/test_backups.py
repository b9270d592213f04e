"""Backups and restoring, by the commands of docs/operations.md as they stand there."""

import os
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest

from tests.prepared import PREPARE, ROOT, environment_of_a_laptop

TEXT = (ROOT / "docs/operations.md").read_text()
BACKUP = re.search(r"```sh\n(set -eu\n.*?)```", TEXT, re.DOTALL)[1]
RESTORE = re.findall(r"```sh\n +(from=.*?)```", TEXT, re.DOTALL)


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def shell(command, folder, **environment):
    bare = {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"]}
    return subprocess.run(
        ["sh", "-euc", command], cwd=folder, env=bare | environment, check=True, umask=0o022, timeout=60
    )


@pytest.fixture
def place(tmp_path):
    """The folder of a site, with a picture and its secret, under the name that the document gives it."""
    place = tmp_path / "hub"
    (place / "var/uploads").mkdir(parents=True)
    (place / "var/uploads/picture.png").write_bytes(b"picture")
    (place / "var/secret_key").write_text("secret")
    return place


def back_up(place):
    """A run of the documented script as cron would start it; the folder that it made."""
    backups = place.with_name("hub-backups")
    before = set(backups.iterdir()) if backups.exists() else set()
    shell(BACKUP.replace("cd /srv/hub", f"cd {place}"), "/")
    (made,) = set(backups.iterdir()) - before
    return made


def restore(place, commands, backup, **environment):
    shell(re.sub("from=.*", f"from=../hub-backups/{backup.name}", commands), place, **environment)


@contextmanager
def sqlite(place):
    with closing(sqlite3.connect(place / "var/hub.sqlite3", isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        yield database


def rows(place):
    with sqlite(place) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return [row for (row,) in database.execute("SELECT word FROM words ORDER BY word")]


def test_a_backup_of_sqlite_beside_a_running_site_works_each_time_and_is_its_owners_alone(place):
    with sqlite(place) as database:
        database.execute("CREATE TABLE words (word)")
        for word in ("one", "two"):
            database.execute("INSERT INTO words VALUES (?)", [word])
            assert (place / "var/hub.sqlite3-wal").stat().st_size > 0
            backup = back_up(place)
    with closing(sqlite3.connect(backup / "hub.sqlite3")) as copy:
        assert copy.execute("SELECT count(*) FROM words").fetchone() == (2,)
    assert len(list(backup.parent.iterdir())) == 2
    assert {mode(path) & 0o077 for path in (backup.parent, backup, *backup.iterdir())} == {0}


def test_a_backup_of_a_database_that_is_not_there_fails_and_makes_none(place):
    with pytest.raises(subprocess.CalledProcessError):
        back_up(place)
    assert not (place / "var/hub.sqlite3").exists()


def test_restoring_sqlite_twice_brings_all_back_though_a_wal_lies_beside_the_database(place):
    with sqlite(place) as database:
        database.execute("CREATE TABLE words (word)")
        database.execute("INSERT INTO words VALUES ('kept')")
    backup = back_up(place)
    for _ in range(2):
        shutil.rmtree(place / "var/uploads")
        (place / "var/secret_key").unlink()
        leave_a_wal(place)
        restore(place, RESTORE[0], backup)
        assert rows(place) == ["kept"]
        assert (place / "var/uploads/picture.png").read_bytes() == b"picture"
        assert (place / "var/secret_key").read_text() == "secret"
        assert mode(place / "var/hub.sqlite3") == 0o600


def leave_a_wal(place):
    """What a process leaves that is killed while it has the database open."""
    script = "import os, sqlite3; d = sqlite3.connect('hub.sqlite3', isolation_level=None); d.execute('PRAGMA wal')"
    script = script.replace("PRAGMA wal", "PRAGMA journal_mode=WAL")
    script += "; [d.execute('INSERT INTO words VALUES (?)', ['lost' * 500]) for _ in range(50)]; os._exit(0)"
    subprocess.run([sys.executable, "-c", script], cwd=place / "var", check=True)
    assert (place / "var/hub.sqlite3-wal").stat().st_size > 0


@pytest.mark.postgresql
def test_a_dump_of_postgresql_is_restored_into_an_empty_database(place, empty_database):
    (place / "var/environment").write_text(f"DATABASE_URL='{empty_database}'\nDATA_DIR='{place}/var'\n")
    with psycopg.connect(empty_database, autocommit=True) as database:
        database.execute("CREATE TABLE words AS SELECT 'kept' AS word")
        first, second = back_up(place), back_up(place)
        assert first != second
        database.execute("DROP TABLE words")
        (place / "var/uploads/picture.png").unlink()
        restore(place, RESTORE[1], second, DATABASE_URL=empty_database, DATA_DIR=str(place / "var"))
        assert database.execute("SELECT word FROM words").fetchall() == [("kept",)]
    assert (place / "var/uploads/picture.png").exists()
    assert (place / "var/environment").exists()


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


def test_the_lines_for_cron_have_the_environment_of_the_site(place):
    line = re.search(r"^17 4 \* \* \*  (.*)$", TEXT, re.MULTILINE)[1]
    (place / "var/environment").write_text("DATABASE_URL=said\n")
    python = place / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho "$2 $DATABASE_URL" >> asked\n')
    python.chmod(0o755)
    shell(line.replace("/srv/hub", str(place)), "/")
    assert (place / "asked").read_text() == "fetch_releases said\ncheck_links said\n"
