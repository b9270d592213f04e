"""A Markdown file: its metadata, in any form that static-site generators write, its text, and what its name says.

Read are YAML, TOML and JSON between lines of ---, +++ or ;;;, JSON by itself, and lines of “Key: value” at the top.
What looks like metadata and is none of these is refused: it may say that the page is no reader's business.
"""

import json
import re
import tomllib
from contextlib import suppress
from itertools import pairwise

from django.core.exceptions import ValidationError

from articles.markdown import rendering as markdown
from articles.models.rendered import clean
from hub.content.field_types import read_moment
from hub.content.visibility import HIDING_KEYS, is_hiding, may_hide, plain
from hub.content.yaml_text import MAX_DEPTH, ContentError, Items, Mapping, Text, read_yaml

# Blank lines, byte order marks and other signs that nobody sees.
UNSEEN = re.compile(r"[\s\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]*")
FENCE = re.compile(r"(-{3,}|\+{3,}|;{3,})[ \t]*(\w*)[ \t]*(?:\n|\Z)")
CLOSING = {
    "-": re.compile(r"^(?:-{3,}|\.{3})[ \t]*(?:\n|\Z)", re.MULTILINE),
    "+": re.compile(r"^\+{3,}[ \t]*(?:\n|\Z)", re.MULTILINE),
    ";": re.compile(r"^;{3,}[ \t]*(?:\n|\Z)", re.MULTILINE),
}
LIKE_A_FENCE = re.compile(r"---|\+\+\+|;;;|[-–—−]{2,}[ \t]*(?:\n|\Z)")
FORMATS = {"-": "yaml", "+": "toml", ";": "json"}
# Braces that are text: shortcodes, Liquid, Jinja, attribute lists.
OTHER_BRACES = re.compile(r"\{[%{:#.*/]")
HEADER = re.compile(r"([^\W\d_][\w -]{0,40}?)[ \t]*::?(?:[ \t]+(.*)|[ \t]*)")
HEADER_KEYS = HIDING_KEYS | {
    *("title", "subtitle", "date", "modified", "updated", "created", "author", "authors", "category", "categories"),
    *("tags", "keywords", "slug", "summary", "lang", "layout", "template", "saveas"),
}
# “.. status: draft”, “[draft]: # (true)”, “<!-- private: yes”, “# draft = true”: a word alone, so no heading of prose.
SAID_OTHERWISE = re.compile(
    r"^(?:\[\w+\]:)?[^\w\n]{0,12}([^\W\d_][\w -]{0,40}?)[^\w\n:=]{0,3}[:=][^\w\n]{0,6}([\w:.+-]+)[^\w\n]{0,6}$",
    re.MULTILINE,
)
IN_COMMENT = re.compile(r"^[^\w\n]{0,12}([^\W\d_][\w -]{0,40}?)[^\w\n:=]{0,3}[:=](.*)$", re.MULTILINE)
# A comment, or the lines up to a blank one.
BLOCK = re.compile(r"(?s:<!--.*?(?:-->|\Z))|(?:.*\S.*(?:\n|\Z))*")
# What may stand above metadata: a comment, a remark, a heading.
ABOVE = re.compile(r"<!--|\[|#.*\n?\Z|.*\n(?:=+|-+)[ \t]*\n?\Z")
SHOWN_METADATA = re.compile(r"(`{3,}|~{3,})[ \t]*(ya?ml|toml|json)\b.*\n([\s\S]*?)\n[ \t]*\1", re.IGNORECASE)
BURIED = re.compile(
    r"""(?:(?![ \t]*(?:```|~~~)).*\n){1,20}?(-{3,}|\+{3,})[ \t]*\n[ \t]*["']?([^\W\d_][\w-]*+)["']?[ \t]*[:=]"""
)
KEY_AND_SIGN = re.compile(r"""(?<![\w.-])([\w.-]++)["']?\s*[:=]""")
LIKE_A_TITLE = re.compile(r"v?\d[\d.-]*|.*(?:\s|[^\W\d_a-z]).*")
DATED_NAME = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})(?:[-_ ](.+))?", re.ASCII)


def parse_markdown(text):
    """The metadata of the text of a file, the text of its page, and the line where that begins. Raises ContentError."""
    start = UNSEEN.match(text).end()
    found = read_metadata(text, start)
    if found and not found[0]:  # an empty block: its keys may stand below it
        start = UNSEEN.match(text, found[1]).end()
        found = read_metadata(text, start) or found
    if not (found and found[0]):
        refuse_lookalikes(text, start)
    if not found:
        return Mapping(1), clean_body(text), 1
    front_matter, end = found
    refuse_second(text, UNSEEN.match(text, end).end())
    if front_matter.is_header:
        refuse_said(text, end, 0)
    # The first blank line belongs to the front matter.
    end += text.startswith("\n", end)
    return front_matter, clean_body(text[end:]), line_at(text, end)


def read_metadata(text, start):
    """The metadata that stand at a place of a text and where it goes on, or None. Raises ContentError."""
    return read_fenced(text, start) or read_json_object(text, start) or read_header(text, start)


def refuse_second(text, start):
    """Raise ContentError where a second block follows that says who may read the page; others are text."""
    try:
        found = read_fenced(text, start)
    except ContentError:
        return
    if found and any(is_hiding(key, value) for key, value in found[0].items()):
        raise ContentError("A second block of front matter begins here: write all keys into one.", line_at(text, start))


def clean_body(text):
    return clean(text).removesuffix("\n")


def line_at(text, position):
    return text.count("\n", 0, position) + 1


def read_fenced(text, start):
    """The metadata between two fences and where the text goes on, or None. Raises ContentError."""
    opening, line = FENCE.match(text, start), line_at(text, start)
    kind = opening and (opening[2].lower() or FORMATS[opening[1][0]]).replace("yml", "yaml")
    if kind not in READERS:
        if kind:
            raise ContentError(f"Front matter in {kind} is not read: write YAML between two lines of ---.", line)
        if LIKE_A_FENCE.match(text, start):
            raise ContentError("This begins like front matter and is none: it begins with a line of --- alone.", line)
        return None
    closing = CLOSING[opening[1][0]].search(text, opening.end())
    if not closing:
        fence = opening[1][:3]
        raise ContentError(f"The front matter that begins here has no end: a line of {fence} is missing.", line)
    inside = text[opening.end() : closing.start()]
    front_matter = READERS[kind](inside, line + 1) if inside.strip() else Mapping(line)
    if not isinstance(front_matter, Mapping):
        raise ContentError("The front matter must be a list of keys and values.", line + 1)
    return front_matter, closing.end()


def read_toml(text, line):
    try:
        return as_texts(tomllib.loads(text, parse_float=str), lines_of_keys(text, line), line)
    except (ValueError, RecursionError) as error:
        at = re.search(r"at line (\d+)", str(error))
        raise ContentError(f"This is not valid TOML: {error}.", line + int(at[1]) - 1 if at else line) from None


def read_json(text, line):
    value, end = decode_json(text, UNSEEN.match(text).end(), line)
    if text[end:].strip():
        raise ContentError("This is not valid JSON: something follows its end.", line + text.count("\n", 0, end))
    return as_texts(value, lines_of_keys(text, line), line)


READERS = {"yaml": read_yaml, "toml": read_toml, "json": read_json}


def read_json_object(text, start):
    """The JSON at the top of a text and where the text goes on, or None. Raises ContentError."""
    if not text.startswith("{", start) or OTHER_BRACES.match(text, start):
        return None
    value, end = decode_json(text, start, 1)
    line_end = text.find("\n", end)
    if text[end : line_end if line_end >= 0 else None].strip():
        raise ContentError("The text must begin on a line of its own, below the front matter.", line_at(text, end))
    return as_texts(value, lines_of_keys(text[:end], 1), 1), line_end + 1 or len(text)


def decode_json(text, start, line):
    decoder = json.JSONDecoder(object_pairs_hook=unique, parse_int=str, parse_float=str, parse_constant=str)
    try:
        return decoder.raw_decode(text, start)
    except json.JSONDecodeError as error:
        raise ContentError(f"This is not valid JSON: {error.msg}.", line + error.lineno - 1) from None
    except (ValueError, RecursionError) as error:
        raise ContentError(f"This is not valid JSON: {error}.", line + text.count("\n", 0, start)) from None


def unique(pairs):
    if len(dict(pairs)) < len(pairs):
        raise ValueError("a key stands there twice")
    return dict(pairs)


def lines_of_keys(text, first_line):
    """The line on which each key of TOML or JSON stands first, as far as keys are plain."""
    lines = {}
    for number, row in enumerate(text.split("\n"), first_line):
        for key in KEY_AND_SIGN.findall(row):
            lines.setdefault(key, number)
    return lines


def as_texts(value, lines, line, depth=0):
    """What TOML or JSON holds as texts that know their lines."""
    if depth > MAX_DEPTH:
        raise ContentError(f"This is nested more than {MAX_DEPTH} levels deep.", line)
    if isinstance(value, list):
        return Items([as_texts(item, lines, line, depth + 1) for item in value], line)
    if not isinstance(value, dict):
        text = "" if value is None else str(value)
        return Text(text.lower() if isinstance(value, bool) else clean(text), line)
    mapping = Mapping(line)
    for key, item in value.items():
        mapping.lines[key] = lines.get(key, line)
        mapping[key] = as_texts(item, lines, mapping.lines[key], depth + 1)
    return mapping


def read_header(text, start):
    """Lines of “Key: value” up to a blank one, as Pelican and MultiMarkdown have them, or None. Raises ContentError."""
    line, end = line_at(text, start), BLOCK.match(text, start).end()
    closing = CLOSING["-"].search(text, start, end)
    lines = text[start : closing.start() if closing else end].splitlines()
    rows = [(number, row, HEADER.fullmatch(row)) for number, row in enumerate(lines, line)]
    if not (rows and rows[0][2] and any(pair and plain(pair[1]) in HEADER_KEYS for _, _, pair in rows)):
        return None
    mapping, key = Mapping(line), ""
    mapping.is_header = True
    for number, row, pair in rows:
        if pair:
            key = pair[1]
            if key in mapping:
                raise ContentError(f"The key “{key}” stands here twice.", number)
            mapping[key], mapping.lines[key] = Text(clean(pair[2] or "").strip(), number), number
        elif row[0].isspace():
            mapping[key] = Text(f"{mapping[key]}\n{clean(row).strip()}".strip(), mapping[key].line)
        else:
            raise ContentError(
                "The lines above are “Key: value”, and this one is not: put a blank line between.", number
            )
    return mapping, closing.end() if closing else end


def refuse_lookalikes(text, start):
    """Raise ContentError where a text without front matter says in another way that it is not for everybody."""
    if shown := SHOWN_METADATA.match(text, start):
        refuse_shown(shown, line_at(text, start) + 1)
    if text.startswith(("```", "~~~"), start):
        return
    buried = BURIED.match(text, start)
    if buried and plain(buried[2]) in HEADER_KEYS:
        raise ContentError("Front matter must stand at the top of the file.", line_at(text, buried.start(1)))
    refuse_said(text, start, BLOCK.match(text, start).end())


def refuse_shown(code, line):
    """Raise ContentError where a block of code at the top holds metadata that hide the page."""
    with suppress(ContentError):
        inside = READERS[code[2].lower().replace("yml", "yaml")](code[3].strip("-+; \n"), line)
        if isinstance(inside, Mapping) and any(is_hiding(*pair) and may_hide(*pair) for pair in inside.items()):
            code = None
    if not code:
        raise ContentError("These keys stand in a block of code: write them between two lines of ---.", line)


def refuse_said(text, start, strict):
    """Raise ContentError where the first block, or one below a heading or a comment, says that the page is hidden.

    Up to ``strict`` whatever may say so does.
    """
    while (block := BLOCK.match(text, start := UNSEEN.match(text, start).end()))[0]:
        for found in (IN_COMMENT if block[0].startswith("<!--") else SAID_OTHERWISE).finditer(block[0]):
            at, value = start + found.start(1), found[2].replace("-->", "").strip()
            if plain(found[1]) in HIDING_KEYS and (at < strict or may_hide(found[1], Text(value, 0))):
                message = f"“{found[1]}” is not read in this form: write it between two lines of ---."
                raise ContentError(message, line_at(text, at))
        if not ABOVE.match(block[0]):
            break
        start = block.end()


# --- what stands elsewhere than in the metadata ---


def take_heading(body, name):
    """The title of a text, the text without it, its line from 0, and the lines that are gone.

    It is the first heading or, as of notes, what the file is called, where that is written like a title: then only a
    heading of the first level goes before it. Empty where there is neither.
    """
    tokens = markdown.parser.parse(body, {"prefix": ""})
    name = name if name.isprintable() and LIKE_A_TITLE.fullmatch(name) else ""
    for heading, inline in pairwise(tokens):
        if heading.type == "heading_open" and heading.level == 0 and not (name and heading.tag != "h1"):
            lines, (start, end) = body.split("\n"), heading.map
            left = "\n".join(lines[:start] + lines[end:])
            rest = left.lstrip("\n")
            first, last = (start, end) if any(lines[:start]) else (0, end - start + len(left) - len(rest))
            return markdown.plain_text(inline.children), rest, start, range(first, last)
    return name, body, 0, range(0)


def is_index(path):
    return bool(re.fullmatch(r"_?index(?:\.[a-z]{2}(?:-[a-z]{2,4})?)?", path.stem, re.ASCII | re.IGNORECASE))


def date_and_name(path):
    """The date in the name of a file, or None, and the rest of its name; an index has the name of its folder."""
    stem = path.parent.name if is_index(path) else path.stem
    dated = DATED_NAME.fullmatch(stem)
    with suppress(ValidationError):
        return (read_moment(dated[1]), dated[2] or stem) if dated else (None, stem)
    return None, stem
