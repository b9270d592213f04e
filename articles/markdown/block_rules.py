"""Blocks as people write them: CommonMark's own within limits, and what other tools let them write beside it."""

import re
from bisect import bisect_left

from markdown_it.rules_block import heading, reference, table
from markdown_it.token import Token
from mdit_py_plugins.footnote.index import footnote_def

MAX_NESTING = 20  # lists, items, quotes and brackets inside each other
MAX_COLUMNS = 100
MAX_CELLS = 20_000
MAX_TERMS = 10  # of one definition

# Before a sign that begins a block, wide spaces and marks of direction too; a paragraph keeps those it begins with.
WIDE = "\u00a0\u2000-\u200a\u202f\u3000"
SIGNS = f"[\ufeff\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069{WIDE}]+"
UNSEEN = re.compile(rf"{SIGNS}(?P<block>(?=[#>*+-]|\d{{1,9}}[.)]))|[\ufeff\u200b\u2060\u00a0]+")
UNSEEN_BEFORE_FENCE = re.compile(f"^([ \t>*+-]*+){SIGNS}(?=```|~~~)", re.MULTILINE)
ATTRIBUTES = re.compile(r"\{:[^{}\n]{0,500}\}[ \t]*$")
CONTENTS = re.compile(r"(?:[*+-]|\d{1,9}[.)])[ \t].*\n\{:(?:[^{}\n]*[ \t])?toc(?:[ \t][^{}\n]*)?\}[ \t]*", re.ASCII)
CHOSEN_ID = re.compile(r"[ \t:]#((?![^\s}]{0,99}fn(?:ref)?:)[^\W_][\w.:-]{0,99})(?=[ \t}])")
MAX_SUMMARY = 1_000
SUMMARY_LINES = 10
# Without meaning here; kramdown and its like want one to read Markdown inside.
UNHEEDED = r"(?:\s+(?:markdown|class|id|name|style)(?:=(?:\"[^\"<>]*\"|'[^'<>]*'|\w+))?)*+"
DETAILS = re.compile(
    rf"<details{UNHEEDED}(?P<open>\s+open(?:=\"[^\"<>]*\")?{UNHEEDED})?>\s*"
    rf"<summary{UNHEEDED}>(?P<summary>(?:(?!</?summary>).){{0,{MAX_SUMMARY}}})</summary>[ \t]*",
    re.IGNORECASE | re.DOTALL,
)
DETAILS_MARK = re.compile(
    r"(?:^[ \t>*+\d.)-]*|</summary>[ \t]*)(?P<opening><details\b)|</details>(?=[ \t]*(?:$|</details>))"
    r"|^[ \t>]*(?P<fence>`{3,}|~{3,})",
    re.IGNORECASE | re.MULTILINE,
)
PIPE = "\ufdd0"  # stands for a pipe in code; no text that is parsed holds one
CODE = re.compile(r"(?<![`\\])(`{1,3})(?!`)[^\n]{0,1000}?(?<!`)\1(?!`)")


def begins(state, line, sign):
    """Whether a line begins like this; most do not, so it is asked first."""
    return state.src.startswith(sign, state.bMarks[line] + state.tShift[line])


def line_of(state, line):
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def text_of(state, start, end):
    return "\n".join(line_of(state, line) for line in range(start, end))


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


def bare_fences(state):
    """What no author sees before a fence is gone: else one would open a block of code, and not close it."""
    state.src = UNSEEN_BEFORE_FENCE.sub(r"\1", state.src)


def hide_pipes(state):
    """A pipe in code divides no cells."""
    if "`" in state.src and "|" in state.src:
        state.src = CODE.sub(lambda code: re.sub(r"(?<!\\)\|", PIPE, code[0]), state.src)


def show_pipes(tokens):
    for token in tokens:
        if PIPE in token.content or PIPE in token.info:
            token.content, token.info = (text.replace(PIPE, "|") for text in (token.content, token.info))
            show_pipes(token.children or ())


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
        # A list counts the columns of its items from the beginning of the line.
        moved = state.tShift if unseen["block"] is None else state.bMarks
        moved[start] += len(unseen[0])
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
        if closing and re.fullmatch(r"(?>\s*<!--.*?-->)*+\s*", after):
            return end_block(state, line + 1, silent)
        if closing:
            return line > start and begin_line(state, line, after.lstrip(), silent)
        line, opening = line + 1, 0
    # No line up to here closes one, so none of them is asked again.
    state.env["uncommented"] = line
    return False


def begin_line(state, line, text, silent):
    """Go on with the text at the end of a line, as if that were all of it."""
    if not silent:
        state.bMarks[line], state.tShift[line], state.sCount[line] = state.eMarks[line] - len(text), 0, state.blkIndent
    return end_block(state, line, silent)


def attribute_list(state, start, end, silent):
    """Kramdown's attributes for the block above or below, in a line of their own. Of a heading, the id is kept."""
    attributes = begins(state, start, "{:") and ATTRIBUTES.match(line_of(state, start))
    if not attributes or state.is_code_block(start):
        return False
    chosen = CHOSEN_ID.search(attributes[0])
    follows = state.tokens and state.tokens[-1].type == "heading_close" and not state.isEmpty(start - 1)
    if chosen and follows and not silent and not state.tokens[-2].content.endswith("}"):
        state.tokens[-2].content += f" {{#{chosen[1]}}}"
    return end_block(state, start + 1, silent)


def contents_list(state, start, end, silent):
    """Where Kramdown shows a table of contents, which every page has of itself: a list of one item, and {:toc}."""
    found = start + 1 < end and begins(state, start + 1, "{:") and CONTENTS.fullmatch(text_of(state, start, start + 2))
    return bool(found) and not state.is_code_block(start) and end_block(state, start + 2, silent)


def end_block(state, line, silent):
    if not silent:
        state.line = line
    return True


def details(state, start, end, silent):
    """What opens at a click: <details> with its <summary>, up to the end of what closes it, be that on one line."""
    opening = begins(state, start, "<") and DETAILS.match(text_of(state, start, min(end, start + SUMMARY_LINES)))
    if not opening or state.is_code_block(start):
        return False
    closing = closing_place(state, state.bMarks[start] + state.tShift[start])
    first, last = start + opening[0].count("\n"), bisect_left(state.eMarks, closing)
    begin = state.bMarks[first] + state.tShift[first] + len(opening[0].rpartition("\n")[2])
    if closing < begin or last >= end:
        return False
    if not silent:
        state.push("details_open", "details", 1).attrs = {"open": ""} if opening["open"] else {}
        state.push("summary_open", "summary", 1)
        inline = state.push("inline", "", 0)
        inline.content, inline.map, inline.children = opening["summary"].strip(), [start, first + 1], []
        state.push("summary_close", "summary", -1)
        read_between(state, first, begin, last, closing)
        state.push("details_close", "details", -1)
    return True


def read_between(state, first, begin, last, end):
    """Read the blocks from a place in one line to a place in another. Where one is not so far in, they end before."""
    stop = last + 1 if state.src[max(begin, state.bMarks[last]) : end].strip(" \t>") else last
    lines = (state.bMarks, first), (state.tShift, first), (state.sCount, first), (state.eMarks, last)
    kept = state.lineMax, state.parentType, [marks[line] for marks, line in lines]
    state.lineMax, state.parentType = stop, "root"
    for (marks, line), value in zip(lines, (begin, 0, state.blkIndent, end), strict=True):
        marks[line] = value
    state.line = first
    state.md.block.tokenize(state, first, stop)
    state.line += state.line == stop == last
    state.lineMax, state.parentType, values = kept
    for (marks, line), value in zip(lines, values, strict=True):
        marks[line] = value


def closing_place(state, opening):
    """Where what closes the details at a place begins, or -1. Those of a text are paired once."""
    if "details" not in state.env:
        pairs, opened, fence = state.env.setdefault("details", {}), [], ""
        for mark in DETAILS_MARK.finditer(state.src):
            if mark["fence"]:
                fence = "" if fence and mark["fence"].startswith(fence) else fence or mark["fence"]
            elif mark["opening"] and not fence:
                opened.append(mark.start("opening"))
            elif opened and not fence:
                pairs[opened.pop()] = mark.start()
    return state.env["details"].get(opening, -1)


def definitions(rule):
    """The rule for definition lists, for a definition of several terms too; lists that follow each other are one."""

    def definition_list(state, start, end, silent):
        if silent:
            return rule(state, start, end, silent)
        last, place = last_term(state, start, end), len(state.tokens)
        if not rule(state, last, end, silent):
            return False
        follows = place and state.tokens[place - 1].type == "dl_close"
        terms = [term for line in range(start, last) for term in term_tokens(state, line)]
        state.tokens[place + 1 : place + 1] = terms
        if follows:
            del state.tokens[place - 1 : place + 1]
        return True

    return definition_list


def last_term(state, start, end):
    """The line of the last of several terms, each in a line, where a definition follows; else the line itself."""
    rules = state.md.block.ruler.getRules("paragraph")
    for line in range(start + 1, min(end, start + MAX_TERMS + 1)):
        if begins(state, line, (": ", ":\t", "~ ", "~\t")):
            return line - 1
        if (
            state.isEmpty(line)
            or state.sCount[line] < state.blkIndent
            or any(rule(state, line, end, True) for rule in rules)
        ):
            break
    return start


def term_tokens(state, line):
    inline = Token("inline", "", 0, content=line_of(state, line).strip(), map=[line, line + 1], children=[])
    inline.level = state.level + 2
    return [Token("dt_open", "dt", 1), inline, Token("dt_close", "dt", -1)]


def add_block_rules(md):
    ruler, interrupted = md.block.ruler, ["paragraph", "reference", "blockquote"]
    ruler.at("table", bounded_table, {"alt": ["paragraph", "reference"]})
    ruler.at("reference", link_reference)
    ruler.before("reference", "footnote", footnote_definition, {"alt": interrupted})
    ruler.before("table", "unseen", skip_unseen, {"alt": [*interrupted, "list"]})
    ruler.before("heading", "unspaced_heading", unspaced_heading, {"alt": interrupted})
    ruler.before("table", "comment", comment, {"alt": interrupted})
    ruler.before("table", "contents", contents_list, {"alt": interrupted})
    ruler.before("table", "attributes", attribute_list, {"alt": interrupted})
    ruler.before("table", "details", nested(details, MAX_NESTING // 2), {"alt": interrupted})
    md.core.ruler.before("block", "bare_fences", bare_fences)
    md.core.ruler.before("block", "hide_pipes", hide_pipes)
    md.core.ruler.after("inline", "show_pipes", lambda state: show_pipes(state.tokens))
