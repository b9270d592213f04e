"""Makes archives: rows as they stand at one moment, then uploads and secrets. One counts when it has been read back."""

import datetime
import errno
import json
import os
import shutil
from contextlib import suppress
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings
from django.core.files.storage import default_storage

from hub.archive.tables import applied_migrations, last_key, models_after, one_moment, write_lines

FORMAT = 1
MANIFEST = "manifest.json"
NAMED = "hub-????-??-??-??????-??????.zip"


def make_backup(folder):
    """Write an archive into a folder. Return its path and its manifest. Raises OSError, and leaves nothing then.

    One at a time: where one was killed, the next writes over what it left.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = folder / ".hub.partial"
    try:
        with open(os.open(name, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as file:  # its owner's alone
            manifest = write_archive(file)
            file.flush()
            os.fsync(file.fileno())
            with ZipFile(file) as archive:  # each part has a sum of its own
                if damaged := archive.testzip():
                    raise OSError(errno.EIO, "What was written cannot be read back", damaged)
        path = folder / f"hub-{datetime.datetime.now(datetime.UTC):%Y-%m-%d-%H%M%S-%f}.zip"
        os.rename(name, path)
    finally:
        name.unlink(missing_ok=True)
    return path, manifest


def write_archive(file):
    """Write everything into an open file, and last a manifest of it, which is returned."""
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        manifest = {"format": FORMAT, "made_at": datetime.datetime.now(datetime.UTC).isoformat(), "tables": {}}
        with one_moment():
            manifest["migrations"] = applied_migrations()
            for label, model in models_after(manifest["migrations"]).items():
                with archive.open(f"tables/{label}.jsonl", "w", force_zip64=True) as member:
                    rows = write_lines(model, member)
                manifest["tables"][label] = {"rows": rows, "last_key": last_key(model)}
        # After the rows: what a text refers to was stored before the text.
        manifest["uploads"] = sum(write_upload(archive, name) for name in stored_names())
        for name, secret in secrets_of_site().items():
            archive.writestr(name, secret)
        archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
    return manifest


def stored_names(folder=""):
    """The names of all uploads, those in folders too."""
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (os.path.join(folder, name) for name in sorted(names))
    for inner in sorted(folders):
        yield from stored_names(os.path.join(folder, inner))


def write_upload(archive, name):
    """Whether an upload was written: somebody may have removed it since it was listed."""
    with suppress(FileNotFoundError), default_storage.open(name) as upload:
        # A picture is compressed already.
        with archive.open(ZipInfo(f"uploads/{name}"), "w", force_zip64=True) as member:
            shutil.copyfileobj(upload, member, 1024**2)
        return True
    return False


def secrets_of_site():
    """The key, without which nobody's links hold, and the environment of a server, where they are files."""
    kept = {name: settings.DATA_DIR / name for name in ("secret_key", "environment")}
    found = {name: path.read_text() for name, path in kept.items() if path.exists()}
    return found if os.environ.get("SECRET_KEY") is None else found | {"secret_key": settings.SECRET_KEY}


def remove_older(folder, keep):
    """Delete all but the newest archives of a folder. Return the paths of those that are gone."""
    older = sorted(folder.glob(NAMED))[:-keep]
    for path in older:
        path.unlink()
    return older
