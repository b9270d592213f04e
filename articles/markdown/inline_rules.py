"""What people write inside a line beside CommonMark: bare addresses, a few tags of HTML, comments, footnotes."""

import re
import unicodedata
from html import unescape

from django.conf import settings
from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token
from mdit_py_plugins.footnote.index import footnote_ref

from articles.markdown.block_rules import MAX_NESTING

MAX_ADDRESS = 2_000
MAX_LABEL = 100
MAX_TAGGED = 1_000  # characters between an opening and a closing tag

ADDRESS = re.compile(
    rf"(?:https?://(?=[^\W_]|\[[0-9a-f:])|www\.[^\W_][\w-]*\.(?=\w))[^\s<>\"`|\ufeff\u200b\u2060“”«»—、。，；：！？（）「」『』【】]{{1,{MAX_ADDRESS}}}+",
    re.IGNORECASE,
)
SCHEME = re.compile(r".?(https?)$", re.IGNORECASE | re.DOTALL)
BEFORE = re.compile(r"[A-Za-z0-9/@.=&?%+-]")  # such an address is a part of something longer
# A footnote, and the signs < > " and a space as HTML spells them.
END_OF_ADDRESS = re.compile(r"\[\^|&(?:[lg]t|quot|nbsp);", re.IGNORECASE)
TRAILING = "?!.,:;*_~'\\"
PAIRS = {")": "(", "]": "[", "}": "{"}
TAG = re.compile(r"<(kbd|sub|sup)>", re.IGNORECASE)
MARK = re.compile(r"<(/?)(kbd|sub|sup)>", re.IGNORECASE)
LINE_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
VALUE = r"""(?:"[^"<>]{0,2000}+"|'[^'<>]{0,2000}+'|[^\s"'<>`]{1,2000}+)"""
IMAGE = re.compile(rf"<img((?:\s+[a-z]++(?:={VALUE})?)++)\s*/?>", re.IGNORECASE)
ATTRIBUTE = re.compile(rf"\s+([a-z]+)(?:=({VALUE}))?", re.IGNORECASE)
OF_IMAGES = {"src", "alt", "title", "width", "height", "align", "loading", "decoding", "class", "id", "style"}
OWN_ADDRESS = re.compile(r"/(?![/\\])")


def footnote_reference(state, silent):
    """A reference to a footnote, where it is short: to look far for every end would take quadratic time."""
    return state.src.find("]", state.pos, state.pos + MAX_LABEL) > 0 and footnote_ref(state, silent)


def bare_link(state, silent):
    """An address as it is typed: https://… or www.…, without the signs that end its sentence."""
    at, sign = state.pos, state.src[state.pos]
    if silent or state.linkLevel or sign not in ":wW":
        return False
    if sign == ":":
        scheme = SCHEME.match(state.src[max(0, at - 5) : at])
        at -= len(scheme[1]) if scheme else at + 1
    found = at >= 0 and not (at and BEFORE.match(state.src, at - 1)) and ADDRESS.match(state.src, at, state.posMax)
    address = found and without_trailing(found[0])
    shown = address and unescapeAll(address)
    url = shown and (shown if sign == ":" else f"http://{shown}")
    # Looked at last: asking for what is pending takes time in proportion to it.
    if not url or not state.md.validateLink(url) or not state.pending.endswith(state.src[at : state.pos]):
        return False
    state.pending = state.pending[: len(state.pending) - (state.pos - at)]
    add_link(state, url, shown)
    state.pos = at + len(address)
    return True


def without_trailing(address):
    """The address without the signs that end a sentence, and without brackets that close what it did not open."""
    address = END_OF_ADDRESS.split(address, maxsplit=1)[0]
    excess = {closing: address.count(closing) - address.count(opening) for closing, opening in PAIRS.items()}
    end = len(address)
    while end and (ends_sentence(address[end - 1]) or excess.get(address[end - 1], 0) > 0):
        end -= 1
        if address[end] in excess:
            excess[address[end]] -= 1
    return address[:end]


def ends_sentence(sign):
    return sign in TRAILING if sign.isascii() else unicodedata.category(sign).startswith("P")


def add_link(state, url, text):
    state.push("link_open", "a", 1).attrs = {"href": state.md.normalizeLink(url)}
    state.push("text", "", 0).content = text
    state.push("link_close", "a", -1)


def tag(state, silent):
    """The few tags that are taken from HTML, as they are written without attributes; and comments, which go."""
    if state.src[state.pos] != "<":
        return False
    return any(rule(state, silent) for rule in (comment, line_break, tagged_text, image))


def comment(state, silent):
    if not state.src.startswith("<!--", state.pos):
        return False
    # Looked for once in a text: where there is none behind this place, none is behind a later one.
    if "last comment" not in state.cache:
        state.cache["last comment"] = state.src.rfind("-->")
    if state.cache["last comment"] < state.pos + 4:
        return False
    end = state.src.index("-->", state.pos + 4) + 3
    if end > state.posMax:
        return False
    state.pos = end
    return True


def line_break(state, silent):
    found = LINE_BREAK.match(state.src, state.pos, state.posMax)
    if found and not silent:
        state.push("hardbreak", "br", 0)
    return advance(state, found)


def advance(state, found):
    if found:
        state.pos = found.end()
    return bool(found)


def tagged_text(state, silent):
    """Keys, and signs that stand lower or higher, up to the tag that closes them."""
    opening = TAG.match(state.src, state.pos, state.posMax)
    if not opening or state.level >= MAX_NESTING:
        return False
    name = opening[1].lower()
    end = closing_tag(state, name, opening.end())
    if end < 0:
        return False
    if not silent:
        state.push(f"{name}_open", name, 1)
        state.pos, after, state.posMax = opening.end(), state.posMax, end
        state.md.inline.tokenize(state)
        state.posMax = after
        state.push(f"{name}_close", name, -1)
    state.pos = end + len(name) + 3
    return True


def closing_tag(state, name, start):
    """Where the tag begins that closes one of that name, inside of which others of its kind may stand; or -1."""
    opened = 1
    for mark in MARK.finditer(state.src, start, min(state.posMax, start + MAX_TAGGED)):
        if mark[2].lower() == name:
            opened += -1 if mark[1] else 1
            if not opened:
                return mark.start()
    return -1


def image(state, silent):
    """A picture of this site, with attributes that a picture may have."""
    found = IMAGE.match(state.src, state.pos, min(state.posMax, state.pos + 3 * MAX_ADDRESS))
    written = ATTRIBUTE.findall(found[1]) if found else []
    given = {name.lower(): unescape(value.strip("\"'")) for name, value in written}
    source = given.get("src", "").removeprefix(settings.SITE_URL)
    if not given.keys() <= OF_IMAGES or not OWN_ADDRESS.match(source) or not state.md.validateLink(source):
        return False
    if not silent:
        token = state.push("image", "img", 0)
        token.attrs = {"src": state.md.normalizeLink(source), "alt": ""}
        token.attrs |= {"title": given["title"]} if given.get("title") else {}
        token.content = given.get("alt", "")
        token.children = [Token("text", "", 0, content=token.content)]
    return advance(state, found)


def span_attributes(state, silent):
    """Kramdown's attributes where an item begins, behind a link, a picture, code or emphasis, and where a line ends."""
    if not state.src.startswith("{:", state.pos):
        return False
    behind = not state.pos or state.src[state.pos - 1] in ")]`*_>"
    end = state.src.find("}", state.pos, state.pos + 500)
    within = state.src[state.pos : end]
    # One with an id may stand behind a heading, which takes it.
    if end < 0 or "\n" in within or not (behind or ("#" not in within and state.src[end + 1 : end + 2] in ("", "\n"))):
        return False
    state.pos = end + 1
    return True


def add_inline_rules(md):
    md.inline.add_terminator_char("w")
    md.inline.add_terminator_char("W")
    md.inline.ruler.push("bare_link", bare_link)
    md.inline.ruler.after("autolink", "tag", tag)
    md.inline.ruler.after("tag", "attributes", span_attributes)
    md.inline.ruler.after("image", "footnote", footnote_reference)
