"""Content files in one zip. An uploaded one is a stranger's: nothing in it is trusted before it is on our disk.

Names, kinds, sizes and the number of files are checked before anything is unpacked, and sizes again while it is. All
of it goes into the one folder that the caller gives, and nothing outside of it is ever written.
"""

import re
import stat
import zipfile
from pathlib import Path, PurePosixPath

from articles.images.encoding import uploads_in
from articles.models import Article
from comparisons.models import Technology
from hub.content.exporting import FOLDERS, export_folder
from hub.content.files import MAX_BYTES, is_script
from hub.content.format import LISTS

MAX_ZIP = 20 * 1024 * 1024
MAX_FILES = 5_000
MAX_TOTAL = 100 * 1024 * 1024
MAX_RATIO = 100
SMALL = 100 * 1024  # what compresses better than MAX_RATIO is no bomb below this size
READABLE = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
SAME_MOMENT = (1980, 1, 1, 0, 0, 0)  # equal content makes an equal zip
UTF8_NAME, ENCRYPTED = 0x800, 0x1
BAD_NAME = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|]')


class ZipError(Exception):
    """A zip that is not unpacked; the message says why, for an editor."""


# --- writing ---


def write_zip(target, folder, page=None):
    """Export into a folder, and write the files into ``target`` as a zip: all of them, or what one page needs."""
    owners = export_folder(folder)
    chosen = owners if page is None else paths_of(page, Path(folder), owners)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in chosen:
            archive.writestr(zipfile.ZipInfo(path.as_posix(), SAME_MOMENT), (Path(folder) / path).read_bytes())


def paths_of(page, folder, owners):
    """The files of a page, of the technologies it names with their features, and the lists that it is sorted by."""
    own = next(path for path, owner in owners.items() if isinstance(owner, Article) and owner.pk == page.pk)
    named = set(Technology.objects.filter(subjects__article=page))
    technologies = {path.as_posix() for path, owner in owners.items() if owner in named}
    names = {own.as_posix(), *technologies, *LISTS}
    names |= {f"uploads/{name}" for name in uploads_in((folder / own).read_text())}
    scripts = [path for path in owners if is_script(path)]
    names |= {path.as_posix() for path in scripts if f"technologies/{path.stem}.yaml" in technologies}
    names -= set() if technologies else {"features.yaml"}
    return [path for path in owners if path.as_posix() in names]


# --- reading ---


def unpack(file, folder):
    """Unpack an uploaded zip into an empty folder; return the folder its content is in. Raises ZipError."""
    try:
        with zipfile.ZipFile(file) as archive:
            entries = checked_entries(archive)
            for name, entry in entries.items():
                write_entry(archive, entry, Path(folder, *PurePosixPath(name).parts))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise ZipError(f"This is not a zip that can be read: {error}.") from None
    return content_root(Path(folder))


def checked_entries(archive):
    """The files of a zip by name, hidden ones left out. Raises ZipError where anything about them is wrong."""
    entries = {}
    infos = archive.infolist()
    if len(infos) > MAX_FILES:
        raise ZipError(f"It holds more than {MAX_FILES} files.")
    for info in infos:
        name = name_of(info)
        check_kind(info, name)
        if not info.is_dir() and not is_hidden(name) and entries.setdefault(name, info) is not info:
            raise ZipError(f"{name} is in it twice.")
    if len({name.casefold() for name in entries}) < len(entries):
        raise ZipError("Two of its files differ only in small and capital letters.")
    if sum(info.file_size for info in entries.values()) > MAX_TOTAL:
        raise ZipError(f"Unpacked it is larger than {MAX_TOTAL // 1024 // 1024} MB.")
    return entries


def name_of(info):
    """The path of a file, with slashes. Raises ZipError where it is none, or leads out of the zip."""
    name = info.filename
    if not info.flag_bits & UTF8_NAME and not name.isascii():
        try:
            name = name.encode("cp437").decode()  # many programs write UTF-8 and do not say so
        except UnicodeError:
            raise ZipError(f"The name {name} is not written in UTF-8.") from None
    parts = name.rstrip("/").split("/")
    if BAD_NAME.search(name) or name.startswith("/") or any(part in {"", ".", ".."} for part in parts):
        raise ZipError(f"{name} is not the name of a file inside the zip.")
    if any(len(part.encode()) > 255 for part in parts) or len(parts) > 10:
        raise ZipError(f"The name {name[:80]}… is too long.")
    return name


def check_kind(info, name):
    """Raise ZipError unless a file is a plain one of a bearable size."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
        raise ZipError(f"{name} is a link or a device, not a file.")
    if info.flag_bits & ENCRYPTED:
        raise ZipError(f"{name} is encrypted.")
    if info.compress_type not in READABLE:
        raise ZipError(f"{name} is compressed in a way that is not read here: only “deflate” is.")
    if info.file_size > MAX_BYTES:
        raise ZipError(f"{name} is larger than {MAX_BYTES // 1024 // 1024} MB.")
    if info.file_size > SMALL and info.file_size > MAX_RATIO * max(info.compress_size, 1):
        raise ZipError(f"{name} unpacks to more than {MAX_RATIO} times its size.")


def is_hidden(name):
    """What file managers leave in a zip."""
    return any(part.startswith(".") or part == "__MACOSX" for part in name.split("/"))


def write_entry(archive, entry, target):
    with archive.open(entry) as source:
        data = source.read(entry.file_size + 1)
    if len(data) != entry.file_size:
        raise ZipError(f"{entry.filename} is not as large as the zip says.")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)


def content_root(folder):
    """Where the content is: many a zip holds one folder, and everything in that."""
    inside = list(folder.iterdir())
    while len(inside) == 1 and inside[0].is_dir() and inside[0].name not in FOLDERS:
        folder = inside[0]
        inside = list(folder.iterdir())
    return folder
