"""Puts what an archive holds in the place of what is there, after all of it has been read and fits."""

import json
import os
import struct
import zlib
from contextlib import contextmanager
from zipfile import BadZipFile, ZipFile

from django.conf import settings
from django.core.exceptions import FieldDoesNotExist, SuspiciousFileOperation, ValidationError
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import Error

from hub.archive.backups import FORMAT, MANIFEST
from hub.archive.places import Unusable, made_beside
from hub.archive.tables import fill_table, last_of, models_after, set_last_key
from hub.search import index

# What reading one raises: also zlib's own error, and RuntimeError where a flipped bit says that it is encrypted.
TORN = (BadZipFile, zlib.error, RuntimeError, EOFError, struct.error)
# And one that somebody has altered: values, columns, and names of uploads that lead elsewhere.
ALTERED = (KeyError, TypeError, ValueError, ValidationError, FieldDoesNotExist, SuspiciousFileOperation)


@contextmanager
def opened(path):
    """An archive and its manifest. Raises Unusable where it is damaged, or of another kind or a later code."""
    try:
        with ZipFile(path) as archive:
            if damaged := archive.testzip():
                raise Unusable(f"{path} is damaged: {damaged}.")
            manifest = json.loads(archive.read(MANIFEST))
            if manifest["format"] != FORMAT:
                raise Unusable(f"{path} has a format that this code does not know: {manifest['format']}.")
            yield archive, manifest
    except TORN + ALTERED as error:
        raise Unusable(f"{path} is no archive of a hub, or is damaged: {error}.") from error


def bring_back(archive, manifest):
    """Replace the database, add the uploads. Return what was replaced. Raises Unusable, with nothing done."""
    migrations = [tuple(key) for key in manifest["migrations"]]
    with made_beside() as replaced:
        try:
            make_tables(migrations)
            load_tables(archive, manifest["tables"], models_after(migrations))
            call_command("migrate", interactive=False, verbosity=0)
            index.rebuild()
        except Error as error:
            raise Unusable(f"The rows do not fit: {error}") from error
        for member in archive.infolist():
            if member.filename.startswith("uploads/"):
                restore_upload(archive, member)
    return replaced


def make_tables(migrations):
    executor = MigrationExecutor(connection)
    if unknown := set(migrations) - set(executor.loader.graph.nodes):
        names = ", ".join(sorted(".".join(key) for key in unknown))
        raise Unusable(f"It was made by other code than this: {names}. Restore it with that, then upgrade.")
    executor.migrate(last_of(migrations, executor.loader.graph))


def load_tables(archive, tables, models):
    """Fill the tables with what the archive holds, as one transaction. Raises Unusable where a row is missing."""
    with connection.constraint_checks_disabled(), transaction.atomic():
        for model in models.values():
            with connection.cursor() as cursor:  # migrations may have written rows
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608
        for label, model in models.items():
            with archive.open(f"tables/{label}.jsonl") as lines:
                rows = fill_table(model, lines)
            if rows != tables[label]["rows"]:
                raise Unusable(f"Of {label} there are {rows} rows, where {tables[label]['rows']} were written.")
            if model._meta.auto_field:
                set_last_key(model, tables[label]["last_key"])
        connection.check_constraints()


def restore_upload(archive, member):
    """Store an upload unless it is there: its name stands for what it holds."""
    name = member.filename.removeprefix("uploads/")
    if default_storage.exists(name):
        if default_storage.size(name) == member.file_size:
            return
        default_storage.delete(name)
    with archive.open(member) as upload:
        default_storage.save(name, upload)


def restore_key(archive):
    """Put the key where `make run` reads it. Return a sentence where the environment has another one."""
    if "secret_key" not in archive.namelist():
        return ""
    key, file = archive.read("secret_key").decode(), settings.DATA_DIR / "secret_key"
    if os.environ.get("SECRET_KEY") == key.strip():
        return ""
    if file.exists() and file.read_text() != key:
        file.rename(file.with_name("secret_key.replaced"))
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as target:
        target.write(key)
    if "SECRET_KEY" not in os.environ:
        return ""
    return f"SECRET_KEY in the environment is another one than the archive's, which is in {file} now."
