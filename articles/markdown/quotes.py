"""Quotes, within limits, and the alerts among them."""

import re
from itertools import islice

from markdown_it.rules_block import blockquote
from markdown_it.token import Token

from articles.markdown.block_rules import begins

MAX_LAZY = 20  # lines without the sign of a quote
ALERTS = ("note", "tip", "important", "warning", "caution")
ALERT = re.compile(rf"\[!({'|'.join(ALERTS)})\]\s*", re.IGNORECASE)


def bounded_quote(state, start, end, silent):
    """A quote, which looks for its end in few lines that have not its sign: what follows may begin as many quotes."""
    lines = (line for line in range(start + 1, end) if not begins(state, line, ">"))
    is_one = not silent and begins(state, start, ">")
    return blockquote(state, start, next(islice(lines, MAX_LAZY, None), end) if is_one else end, silent)


def shape_alerts(tokens):
    """Quotes that begin with [!NOTE] or its like, as GitHub has them: their kind is a class and a title."""
    triples = zip(tokens, tokens[1:], tokens[2:], strict=False)
    found = [(place, opening, inline) for place, (opening, _, inline) in enumerate(triples)]
    for place, opening, inline in reversed(found):
        kind = opening.type == "blockquote_open" and inline.type == "inline" and inline.children
        kind = kind and inline.children[0].type == "text" and not inline.content.startswith("\\")
        alert = kind and ALERT.fullmatch(inline.children[0].content)
        if alert and (len(inline.children) == 1 or inline.children[1].type in ("softbreak", "hardbreak")):
            opening.attrs["class"] = f"alert alert-{alert[1].lower()}"
            title = Token("alert_title", "p", 0, content=alert[1].capitalize())
            del inline.children[:2]
            tokens[place + 1 : place + (1 if inline.children else 4)] = [title]
