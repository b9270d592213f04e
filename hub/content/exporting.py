"""Export: the whole content of the hub as a folder that ``import_folder`` reads. Equal content makes equal files."""

import re
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import transaction

from articles.images.encoding import (UPLOAD_NAME, uploads_in)
from hub.content import export_facts, export_pages
from hub.content.files import stop

FOLDERS = {"technologies": r".+\.yaml", "articles": r".+\.md", "comparisons": r".+\.md", "uploads": UPLOAD_NAME}
FILES = {"features.yaml", "topics.yaml", "tags.yaml", "authors.yaml"}


class NotAnExport(Exception):
    """The folder holds something that no export wrote."""


def export_folder(folder):
    """Write the content of the hub into a folder and return the paths of all its files, relative to it.

    What an earlier export left there and this one does not need is removed. Raises NotAnExport where the folder
    holds anything else, and OSError where it cannot be written.
    """
    root = Path(folder)
    stale = known_files(root)
    with transaction.atomic():
        texts = {**export_facts.files(), **export_pages.files()}
    pictures = sorted(name for name in uploads_in("\n".join(texts.values())) if default_storage.exists(name))
    for path, text in texts.items():
        write(root / path, text.encode())
    for name in pictures:
        with default_storage.open(name) as picture:
            write(root / "uploads" / name, picture.read())
    written = [Path(path) for path in texts] + [Path("uploads", name) for name in pictures]
    for path in stale - set(written):
        (root / path).unlink()
    return sorted(written)


def known_files(root):
    """The files of an earlier export in a folder. Hidden ones are overlooked. Raises NotAnExport."""
    found = set()
    for folder, folders, names in root.walk(on_error=stop) if root.exists() else ():
        folders[:] = [name for name in folders if not name.startswith(".")]
        for path in [folder / name for name in [*folders, *names] if not name.startswith(".")]:
            relative = path.relative_to(root)
            if not is_known(relative, path):
                raise NotAnExport(f"{path} is no part of an export: choose an empty folder.")
            if path.is_file():
                found.add(relative)
    return found


def is_known(relative, path):
    if path.is_symlink():
        return False
    if len(relative.parts) == 1:
        return relative.name in (FOLDERS if path.is_dir() else FILES)
    pattern = FOLDERS.get(relative.parts[0])
    return len(relative.parts) == 2 and bool(pattern) and path.is_file() and bool(re.fullmatch(pattern, relative.name))


def write(path, data):
    """Write a file, unless it holds just this already."""
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
