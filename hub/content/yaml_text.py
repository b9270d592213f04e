"""YAML, read as text and written so that every reader sees texts.

Every scalar stays what was typed, and everything knows its line. Nothing is guessed: ``no`` is the text "no" and
``5.10`` the text "5.10". Tags are refused, and so are anchors and aliases but those of one short text.
"""

import datetime
import re

import yaml

from articles.models.rendered import clean

MAX_DEPTH = 20
MAX_ALIASED = 300  # characters of a text that an alias may repeat
QUOTE_THEM = "Aliases and anchors (* and &) of anything but a short text are not read: put the text in quotation marks."
# What a literal block cannot hold, or what readers of YAML take for a line end of their own.
AWKWARD = re.compile(r"\A[ \n]| $|\n\n\Z|[\t\r\x85\u2028\u2029\ufeff]", re.MULTILINE)
# What is a truth value or a number to YAML 1.2, or to other readers of 1.1, but not to PyYAML.
TYPED_ELSEWHERE = re.compile(r"[yYnN]|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+")


class ContentError(Exception):
    """A file that cannot be read at all; ``line`` says where, 0 where no line is to blame."""

    def __init__(self, message, line=0):
        super().__init__(message)
        self.message, self.line = message, line


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
    """A mapping, the line it starts at, and the line of each key in ``lines``.

    ``is_header`` says that it stood as lines of “Key: value”, where no other list than one between commas can stand.
    """

    is_header = False

    def __init__(self, line):
        super().__init__()
        self.line, self.lines = line, {}


class Loader(yaml.SafeLoader):
    """PyYAML's composer, without what could make a small file grow or mean something else than it shows."""

    depth = 0

    def __init__(self, text):
        super().__init__(text)
        self.unused = {}  # anchors that no alias means: their signs may be text, such as “&c”

    def compose_node(self, parent, index):
        event = self.peek_event()
        line = event.start_mark.line
        if isinstance(event, yaml.AliasEvent):
            meant = self.anchors.get(event.anchor)
            if not isinstance(meant, yaml.ScalarNode) or len(meant.value) > MAX_ALIASED:
                raise ContentError(QUOTE_THEM, line)
            self.unused.pop(event.anchor, None)
            return super().compose_node(parent, index)
        if event.anchor:
            self.unused[event.anchor] = line
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
        node = loader.get_single_node()
        for line in loader.unused.values():
            raise ContentError(QUOTE_THEM, line)
        return node
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


# --- writing: one key a line, blocks for Markdown, quotes where a reader would see another type ---


class Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data):
        return True


def represent_text(dumper, text):
    style = '"' if AWKWARD.search(text) else "|" if "\n" in text else None
    if style is None and TYPED_ELSEWHERE.fullmatch(text):
        style = "'"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def represent_moment(dumper, moment):
    """A moment in UTC, as a date where it is midnight."""
    moment = moment.astimezone(datetime.UTC).replace(tzinfo=None)
    text = f"{moment.isoformat()}Z" if moment.time() != datetime.time() else moment.date().isoformat()
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp", text)


Dumper.add_representer(str, represent_text)
Dumper.add_representer(datetime.datetime, represent_moment)


def write_yaml(value):
    return yaml.dump(
        value, Dumper=Dumper, sort_keys=False, default_flow_style=False, allow_unicode=True, width=float("inf")
    )
