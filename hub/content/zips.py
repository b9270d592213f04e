"""Content files in one zip. An uploaded one is a stranger's: nothing in it is trusted before it is on our disk.

Names, kinds, sizes and the number of files are checked before anything is unpacked. All of it goes into the one folder
that the caller gives, and nothing outside of it is ever written.
"""

import re
import stat
import zipfile
from pathlib import Path

from hub.content.exporting import FOLDERS, export_folder
from hub.content.files import MAX_BYTES, is_unseen

MAX_ZIP = 20 * 1024 * 1024
MAX_FILES = 5_000
MAX_TOTAL = 100 * 1024 * 1024
READABLE = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # others know no bounds while they unpack
SAME_MOMENT = (1980, 1, 1, 0, 0, 0)  # equal content makes an equal zip
# Signs that no system has in a name, a part that leads elsewhere or is too long, too many parts.
BAD_NAME = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|]|(?:^|/)\.{0,2}(?:/|$)|[^/]{256}|(?:/.*){10}')


class ZipError(Exception):
    """A zip that is not unpacked; the message says why, for an editor."""


def write_zip(target, folder):
    """Export into a folder, and write the files into ``target`` as a zip."""
    written = export_folder(folder)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in written:
            archive.writestr(zipfile.ZipInfo(path.as_posix(), SAME_MOMENT), (Path(folder) / path).read_bytes())


def unpack(file, folder):
    """Unpack an uploaded zip into an empty folder; return the folder its content is in. Raises ZipError."""
    try:
        with zipfile.ZipFile(file, metadata_encoding="utf-8") as archive:  # which many write and do not say so
            archive.extractall(folder, checked_entries(archive))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, ValueError, RuntimeError) as error:
        raise ZipError(f"This is not a zip that can be read: {error}.") from None
    return content_root(Path(folder))


def checked_entries(archive):
    """The files of a zip, hidden ones left out. Raises ZipError where anything about them is wrong."""
    infos = archive.infolist()
    if len(infos) > MAX_FILES:
        raise ZipError(f"It holds more than {MAX_FILES} files.")
    for info in infos:
        check_entry(info)
    entries = [info for info in infos if not info.is_dir() and not is_unseen(Path(info.filename))]
    if len({info.filename.casefold() for info in entries}) < len(entries):
        raise ZipError("Two of its files have one name, or differ only in small and capital letters.")
    if sum(info.file_size for info in entries) > MAX_TOTAL:
        raise ZipError(f"Unpacked it is larger than {MAX_TOTAL // 1024 // 1024} MB.")
    return entries


def check_entry(info):
    """Raise ZipError unless a file is a plain one of a bearable size and name; no more of it is ever unpacked."""
    name = info.filename
    if BAD_NAME.search(name.removesuffix("/")):
        raise ZipError(f"{name[:80]} is not the name of a file inside the zip.")
    if stat.S_IFMT(info.external_attr >> 16) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        raise ZipError(f"{name} is a link or a device, not a file.")
    if info.compress_type not in READABLE:
        raise ZipError(f"{name} is compressed in a way that is not read here: only “deflate” is.")
    if info.file_size > MAX_BYTES:
        raise ZipError(f"{name} is larger than {MAX_BYTES // 1024 // 1024} MB.")


def content_root(folder):
    """Where the content is: many a zip holds one folder, and everything in that."""
    inside = list(folder.iterdir())
    while len(inside) == 1 and inside[0].is_dir() and inside[0].name not in FOLDERS:
        folder = inside[0]
        inside = list(folder.iterdir())
    return folder
