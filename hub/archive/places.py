"""Where a database is made anew beside the one in use, whose place it takes at once when it is complete.

Within, ``connection`` leads to the new one. If anything fails, the one in use is as it was; and it is kept when it is
replaced. On SQLite the place is a file, on PostgreSQL a schema.
"""

import datetime
import os
import sqlite3
import time
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.db import connection

MAKING = "hub_restoring"
FILES = ("", "-wal", "-shm", "-journal")
PATIENCE = 2.0  # seconds until the connections of a site that was just stopped are gone


class Unusable(Exception):
    """An archive that cannot be restored, or a database that is in use. The sentence says so; nothing was changed."""


@contextmanager
def made_beside():
    """Make a database within the block. Yields a list, to which the name is added of what was replaced."""
    make = beside_schema if connection.vendor == "postgresql" else beside_file
    replaced = []
    connection.close()
    with make(replaced):
        yield replaced


def stamp():
    return f"{datetime.datetime.now(datetime.UTC):%Y%m%d_%H%M%S}"


@contextmanager
def connected(**changes):
    """The connection with other settings, until the block ends."""
    own = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(changes)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(own)


@contextmanager
def beside_file(replaced):
    live = Path(connection.settings_dict["NAME"])
    new = live.with_name(MAKING)
    refuse_open_file(live)
    remove_file(new)
    try:
        with connected(NAME=str(new)):
            yield
        refuse_open_file(live)
        if live.exists():
            replaced.append(keep_file(live))
        os.replace(new, live)
    finally:
        remove_file(new)


def refuse_open_file(path):
    """Raise Unusable where a process has it open. What else is wrong with it is no matter: it is to be replaced."""
    if not path.exists():
        return
    with closing(sqlite3.connect(path, timeout=PATIENCE)) as database:
        try:
            database.execute("PRAGMA journal_mode=DELETE")  # which nobody gets beside another
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise Unusable(f"A process has {path} open. Stop the site first.") from None
        except sqlite3.DatabaseError:
            return


def keep_file(path):
    """Keep a database under another name too. Return the folder."""
    folder = settings.DATA_DIR / f"replaced_{stamp()}"
    folder.mkdir(mode=0o700)
    os.link(path, folder / path.name)
    for suffix in FILES[1:]:  # there are none where it could be read: whatever they hold must not meet the new one
        with suppress(FileNotFoundError):
            os.rename(f"{path}{suffix}", folder / f"{path.name}{suffix}")
    return folder


def remove_file(path):
    for suffix in FILES:
        Path(f"{path}{suffix}").unlink(missing_ok=True)


@contextmanager
def beside_schema(replaced):
    options = {key: value for key, value in connection.settings_dict["OPTIONS"].items() if key != "pool"}
    inside = f"{options.get('options', '')} -c search_path={MAKING}".strip()
    connection.close_pool()
    with connected(OPTIONS=options):
        refuse_others()
        execute_all(f"DROP SCHEMA IF EXISTS {MAKING} CASCADE", f"CREATE SCHEMA {MAKING}")
        try:
            with connected(OPTIONS=options | {"options": inside}):
                yield
            refuse_others()
            replaced += swap_schemas()
        finally:
            execute_all(f"DROP SCHEMA IF EXISTS {MAKING} CASCADE")


def execute_all(*statements):
    with connection.cursor() as cursor:
        cursor.execute("; ".join(statements))  # several are one transaction


def refuse_others():
    """Raise Unusable where anybody else is connected."""
    deadline = time.monotonic() + PATIENCE
    with connection.cursor() as cursor:
        while True:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND usesysid IS NOT NULL AND pid <> pg_backend_pid()"  # the server's own have no user
            )
            (others,) = cursor.fetchone()
            if not others:
                return
            if time.monotonic() > deadline:
                raise Unusable(f"{others} others are connected to the database. Stop the site first.")
            time.sleep(0.1)


def swap_schemas():
    """Put the new schema in the place of the present one. Return the name of the old one where it holds anything."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        (live,) = map(connection.ops.quote_name, cursor.fetchone())
        old, used = f"replaced_{stamp()}", connection.introspection.table_names(cursor)
    forget = [] if used else [f"DROP SCHEMA {old} CASCADE"]
    execute_all(f"ALTER SCHEMA {live} RENAME TO {old}", f"ALTER SCHEMA {MAKING} RENAME TO {live}", *forget)
    return [f"the schema {old}"] if used else []
