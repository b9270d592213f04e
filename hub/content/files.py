"""The files of a content folder: which are read, and their text."""

import os
import re

from hub.content.report import ContentError

MAX_BYTES = 5 * 1024 * 1024
LISTS = ("features.yaml", "topics.yaml", "tags.yaml", "authors.yaml")
# What stands at the top of a repository or a blog and is no article.
NOT_PAGES = {"readme", "index", "_index"}


def find_files(root):
    """The paths of all regular files under a folder, relative to it and in order.

    Hidden files and folders, node_modules, and links that lead to folders or out of the root are left alone.
    """
    inside, found = root.resolve(), []
    for folder, folders, names in root.walk(on_error=stop):
        folders[:] = [name for name in folders if not name.startswith(".") and name != "node_modules"]
        paths = [folder / name for name in names if not name.startswith(".")]
        found += [path for path in paths if path.is_file() and path.resolve().is_relative_to(inside)]
    return sorted((path.relative_to(root) for path in found), key=label)


def stop(error):
    """A folder that cannot be opened must not pass for an empty one."""
    raise error


def label(path):
    """A path as messages show it, whatever bytes its names are made of."""
    return os.fsencode(path.as_posix()).decode("utf-8", "replace")


def is_page(path):
    if path.suffix.lower() not in (".md", ".markdown"):
        return False
    return len(path.parts) > 1 or path.stem.lower() not in NOT_PAGES


def is_forgotten(path):
    """Whether somebody may expect this file to be read, although its name is not one of ours."""
    if path.suffix.lower() in (".md", ".markdown"):
        return not is_page(path)
    at_the_top = len(path.parts) == 1 or path.parts[0] == "technologies"
    return at_the_top and path.suffix.lower() in (".yaml", ".yml") and not is_list(path) and not is_technology(path)


def is_list(path):
    return path.as_posix() in LISTS


def is_technology(path):
    return len(path.parts) == 2 and path.parts[0] == "technologies" and path.suffix == ".yaml"


def is_picture(path):
    return path.parts[0] == "uploads" and not is_page(path)


def read_bytes(path):
    """The bytes of a file of at most MAX_BYTES. Raises ContentError."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ContentError(f"This file is larger than {MAX_BYTES // 1024 // 1024} MB.")
        return path.read_bytes()
    except OSError as error:
        raise ContentError(f"This file cannot be read: {error.strerror}.") from None


def read_text(path):
    """The text of a file in UTF-8, with line ends written one way. Raises ContentError."""
    data = read_bytes(path)
    try:
        text = data.decode("utf-8-sig")
        wrong = text.find("\0")  # as in UTF-16, which can pass for UTF-8
    except UnicodeDecodeError as error:
        wrong = error.start
    if wrong >= 0:
        line = data.count(b"\n", 0, wrong) + 1
        raise ContentError("This line is not UTF-8 text: save the file as UTF-8.", line)
    return re.sub("\r\n?", "\n", text)
