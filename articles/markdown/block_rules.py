"""Blocks as people write them: CommonMark's own within limits, and what other tools let them write beside it."""

import re

from markdown_it.rules_block import heading, reference, table
from markdown_it.token import Token
from mdit_py_plugins.footnote.index import footnote_def

MAX_NESTING = 20  # lists, items, quotes and brackets inside each other
MAX_COLUMNS = 100
MAX_CELLS = 20_000

# Before a sign that begins a block, wide spaces and marks of direction too; a paragraph keeps those it begins with.
WIDE = "\u00a0\u2000-\u200a\u202f\u3000"
UNSEEN = re.compile(f"[\ufeff\u200b-\u200f\u2060{WIDE}]+(?=[#>*+-])|[\ufeff\u200b\u2060\u00a0]+")
ATTRIBUTES = re.compile(r"\{:[^{}\n]{0,500}\}[ \t]*$")
DETAILS = re.compile(r"<details(?P<open> open(?:=\"[^\"]*\")?)?>[ \t]*(?P<rest>.*)", re.IGNORECASE)
SUMMARY = re.compile(r"<summary>(.*)</summary>\s*", re.IGNORECASE)
DETAILS_MARK = re.compile(r"^[ \t>]*<(/?)details\b", re.IGNORECASE | re.MULTILINE)
ALERTS = ("note", "tip", "important", "warning", "caution")
ALERT = re.compile(rf"\[!({'|'.join(ALERTS)})\]\s*", re.IGNORECASE)
PIPE = "\ufdd0"  # stands for a pipe in code; no text that is parsed holds one
CODE_WITH_PIPE = re.compile(r"(?<![`\\])(`{1,3})(?!`)[^`\n]{0,500}\|[^`\n]{0,500}(?<!`)\1(?!`)")


def begins(state, line, sign):
    """Whether a line begins like this; most do not, so it is asked first."""
    return state.src.startswith(sign, state.bMarks[line] + state.tShift[line])


def line_of(state, line):
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def nested(rule, depth):
    """The rule of a container, as long as it is not too deep inside others."""
    return lambda state, start, end, silent: state.level < depth and rule(state, start, end, silent)


def bounded_table(state, start, end, silent):
    """A table, while it has few enough columns and the text few enough cells: empty ones are typed for free."""
    columns = state.src.count("|", state.bMarks[start], state.eMarks[start]) + 1
    cells = state.env.get("cells", MAX_CELLS)
    rows = cells // columns
    if columns > MAX_COLUMNS or rows < 2 or not table(state, start, min(end, start + rows + 1), silent):
        return False
    if not silent:
        state.env["cells"] = cells - columns * (state.line - start)
    return True


def hide_pipes(state):
    """A pipe in code divides no cells."""
    if "`" in state.src and "|" in state.src:
        state.src = CODE_WITH_PIPE.sub(lambda code: re.sub(r"(?<!\\)\|", PIPE, code[0]), state.src)


def show_pipes(state):
    restore(state.tokens)


def restore(tokens):
    for token in tokens:
        if PIPE in token.content or PIPE in token.info:
            token.content, token.info = (text.replace(PIPE, "|") for text in (token.content, token.info))
            restore(token.children or ())


def footnote_definition(state, start, end, silent):
    """A footnote, which may stand in a list or a quote. Inside another one it is text; below it, it ends that one."""
    outer = state.env.get("note_indent")
    if outer is not None:
        return silent and state.sCount[start] < outer and footnote_def(state, start, end, True)
    if silent:
        return footnote_def(state, start, end, silent)
    state.env["note_indent"] = state.blkIndent + 4
    try:
        return footnote_def(state, start, end, silent)
    finally:
        del state.env["note_indent"]


def link_reference(state, start, end, silent):
    """The address of a reference; what looks like a footnote is none."""
    return not begins(state, start, "[^") and reference(state, start, end, silent)


def skip_unseen(state, start, end, silent):
    """What no author sees at the beginning of a line does not keep a heading or a list from being one."""
    unseen = UNSEEN.match(state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start])
    if unseen and unseen.end() < state.eMarks[start]:
        state.tShift[start] = unseen.end() - state.bMarks[start]
    return False


def unspaced_heading(state, start, end, silent):
    """A heading with another space behind its signs: a Mac types a no-break one, and Japanese keyboards a wide one."""
    sign = begins(state, start, "#") and re.match(rf"#{{1,6}}[{WIDE}]", line_of(state, start))
    if not sign:
        return False
    at = state.bMarks[start] + state.tShift[start] + sign.end() - 1
    state.src = f"{state.src[:at]} {state.src[at + 1 :]}"
    return heading(state, start, end, silent)


def comment(state, start, end, silent):
    """An HTML comment in lines of its own, which nobody is shown."""
    if not begins(state, start, "<!--") or state.is_code_block(start):
        return False
    if start < state.env.get("uncommented", 0):
        return False
    line, opening = start, 4
    while line < end and (line == start or state.isEmpty(line) or state.sCount[line] >= state.blkIndent):
        _, closing, after = line_of(state, line)[opening:].partition("-->")
        if closing:
            return not after.strip() and end_block(state, line + 1, silent)
        line, opening = line + 1, 0
    # No line up to here closes one, so none of them is asked again.
    state.env["uncommented"] = line
    return False


def attribute_list(state, start, end, silent):
    """Kramdown's attributes for the block above or below, in a line of their own."""
    attributes = begins(state, start, "{:") and ATTRIBUTES.match(line_of(state, start))
    return bool(attributes) and not state.is_code_block(start) and end_block(state, start + 1, silent)


def end_block(state, line, silent):
    if not silent:
        state.line = line
    return True


def details(state, start, end, silent):
    """What opens at a click: <details> with its <summary>, up to the line that closes it."""
    opening = begins(state, start, "<") and DETAILS.fullmatch(line_of(state, start))
    if not opening or state.is_code_block(start):
        return False
    closing = closing_line(state, start)
    first, rest = start + 1, opening["rest"]
    while not rest and first < min(closing, end):
        first, rest = first + 1, line_of(state, first).strip()
    summary = SUMMARY.fullmatch(rest)
    if not summary or not first <= closing < end or line_of(state, closing).strip().lower() != "</details>":
        return False
    if not silent:
        add_details(state, bool(opening["open"]), summary[1], range(first, closing))
        state.line = closing + 1
    return True


def add_details(state, is_open, summary, lines):
    state.push("details_open", "details", 1).attrs = {"open": ""} if is_open else {}
    state.push("summary_open", "summary", 1)
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = summary, [lines.start - 1, lines.start], []
    state.push("summary_close", "summary", -1)
    line_max, state.lineMax = state.lineMax, lines.stop
    parent, state.parentType = state.parentType, "root"
    state.md.block.tokenize(state, lines.start, lines.stop)
    state.lineMax, state.parentType = line_max, parent
    state.push("details_close", "details", -1)


def closing_line(state, start):
    """The line that closes what a line opens, or -1. The lines of a text are paired once."""
    if "details" not in state.env:
        pairs, opened, line, last = state.env.setdefault("details", {}), [], 0, 0
        for mark in DETAILS_MARK.finditer(state.src):
            line, last = line + state.src.count("\n", last, mark.end()), mark.end()
            if not mark[1]:
                opened.append(line)
            elif opened:
                pairs[opened.pop()] = line
    return state.env["details"].get(start, -1)


def shape_alerts(tokens):
    """Quotes that begin with [!NOTE] or its like, as GitHub has them: their kind is a class and a title."""
    triples = zip(tokens, tokens[1:], tokens[2:], strict=False)
    found = [(place, opening, inline) for place, (opening, _, inline) in enumerate(triples)]
    for place, opening, inline in reversed(found):
        kind = opening.type == "blockquote_open" and inline.type == "inline" and inline.children
        alert = kind and inline.children[0].type == "text" and ALERT.fullmatch(inline.children[0].content)
        if alert and (len(inline.children) == 1 or inline.children[1].type in ("softbreak", "hardbreak")):
            opening.attrs["class"] = f"alert alert-{alert[1].lower()}"
            title = Token("alert_title", "p", 0, content=alert[1].capitalize())
            del inline.children[:2]
            tokens[place + 1 : place + (1 if inline.children else 4)] = [title]


def add_block_rules(md):
    ruler, interrupted = md.block.ruler, ["paragraph", "reference", "blockquote"]
    ruler.at("table", bounded_table, {"alt": ["paragraph", "reference"]})
    ruler.at("reference", link_reference)
    ruler.before("reference", "footnote", footnote_definition, {"alt": ["paragraph", "reference"]})
    ruler.before("table", "unseen", skip_unseen, {"alt": [*interrupted, "list"]})
    ruler.before("heading", "unspaced_heading", unspaced_heading, {"alt": interrupted})
    ruler.before("table", "comment", comment, {"alt": interrupted})
    ruler.before("table", "attributes", attribute_list, {"alt": interrupted})
    ruler.before("table", "details", nested(details, MAX_NESTING // 2), {"alt": interrupted})
    md.core.ruler.before("block", "hide_pipes", hide_pipes)
    md.core.ruler.after("inline", "show_pipes", show_pipes)
