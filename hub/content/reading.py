"""The files of a content folder: which are read, their text, and YAML as text.

In YAML every scalar stays what was typed, and everything knows its line. Nothing is guessed: ``no`` is the text "no" and
``5.10`` the text "5.10". Aliases, anchors and tags are refused.
"""

import os
import re

import yaml

from articles.models.rendered import clean
from hub.content.format import LISTS

MAX_BYTES = 5 * 1024 * 1024
MAX_DEPTH = 20
# What stands at the top of a repository or a blog and is no article.
NOT_PAGES = {"readme", "index", "_index"}


class ContentError(Exception):
    """A file that cannot be read at all; ``line`` says where, 0 where no line is to blame."""

    def __init__(self, message, line=0):
        super().__init__(message)
        self.message, self.line = message, line


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


def may_hide_others(path):
    """Whether generators read what holds for other files from one of this kind, which is none of ours."""
    return path.suffix.lower() in {".json", ".toml", ".yaml", ".yml"} or path.stem.lower() == "_index"


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


# --- YAML ---


class Text(str):
    """A scalar; an empty one stands for nothing, ``~`` and ``null`` too."""

    __slots__ = ("line",)

    def __new__(cls, text, line):
        self = super().__new__(cls, text)
        self.line = line
        return self


class Items(list):
    """A list and the line it starts at."""

    def __init__(self, items, line):
        super().__init__(items)
        self.line = line


class Mapping(dict):
    """A mapping, the line it starts at, and the line of each key in ``lines``."""

    def __init__(self, line):
        super().__init__()
        self.line, self.lines = line, {}


class Loader(yaml.SafeLoader):
    """PyYAML's composer, without what could make a small file grow or mean something else than it shows."""

    depth = 0

    def compose_node(self, parent, index):
        event = self.peek_event()
        line = event.start_mark.line
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise ContentError("Aliases and anchors (* and &) are not read: put the text in quotation marks.", line)
        if event.tag:
            raise ContentError("Tags (!) are not read: put the text in quotation marks.", line)
        if self.depth == MAX_DEPTH:
            raise ContentError(f"This is nested more than {MAX_DEPTH} levels deep.", line)
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def read_yaml(text, first_line=1):
    """The Mapping, Items or Text that a YAML document holds, None where it holds nothing.

    ``first_line`` is the number of its first line in the file. Raises ContentError.
    """
    try:
        node = compose(text)
        return None if node is None else convert(node, first_line)
    except ContentError as error:
        raise ContentError(error.message, error.line + first_line) from None


def compose(text):
    """The tree of nodes of a document. Raises ContentError with a line counted from 0."""
    try:
        loader = Loader(text)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position)
        raise ContentError(f"The character U+{error.character:04X} cannot stand in YAML.", line) from None
    try:
        return loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = ", ".join(part for part in (error.context, error.problem) if part)
        raise ContentError(f"This is not valid YAML: {problem}.", mark.line) from None
    except (ValueError, OverflowError):  # an escape such as "\U00110000" is no character
        raise ContentError("This is not valid YAML: an escape stands for no character.", loader.line) from None


def convert(node, offset):
    line = node.start_mark.line + offset
    if isinstance(node, yaml.ScalarNode):
        empty = node.style is None and node.value in ("~", "null")
        return Text("" if empty else clean(node.value), line)
    if isinstance(node, yaml.SequenceNode):
        return Items([convert(item, offset) for item in node.value], line)
    mapping = Mapping(line)
    for key_node, value_node in node.value:
        key = convert(key_node, 0)
        if not isinstance(key, Text):
            raise ContentError("A key must be a plain text.", key.line)
        if key in mapping:
            raise ContentError(f"The key “{key}” stands here twice.", key.line)
        mapping[str(key)] = convert(value_node, offset)
        mapping.lines[str(key)] = key.line + offset
    return mapping
