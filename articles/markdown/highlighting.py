"""Colours for fenced code: Pygments decides what a word is, a handful of CSS classes say so."""

import re
from functools import cache
from itertools import groupby
from time import thread_time

from django.utils.html import escape
from pygments.lexers import get_all_lexers, get_lexer_by_name
from pygments.token import Comment, Generic, Keyword, Name, Number, String

# Some of Pygments' patterns take quadratic or cubic time. Code that could make them do so stays plain: very long code,
# a very long line, a hole of a hundred blanks. What still slips through stops at the seconds that one text may take.
MAX_CODE = 50_000
ODD = re.compile(r"[^\n]{500}|\s{100}")
MAX_SECONDS = 2

CLASSES = {
    Comment: "c",
    Keyword: "k",
    Name.Attribute: "na",
    Name.Builtin: "nb",
    Name.Class: "nf",
    Name.Decorator: "nd",
    Name.Function: "nf",
    Name.Tag: "k",
    Number: "m",
    String: "s",
    Generic.Deleted: "gd",
    Generic.Heading: "gh",
    Generic.Inserted: "gi",
    Generic.Prompt: "gp",
    Generic.Subheading: "gh",
}

# The languages that are coloured, by the name that the class of a block carries. An author may write after the fence
# whatever else Pygments calls one of them, or what many call it.
LANGUAGES = frozenset(
    "bash c clojure console cpp csharp css dart diff docker elixir erlang fsharp go graphql haskell html html+django "  # noqa: SIM905
    "http ini java javascript json jsx julia kotlin lua make markdown nginx nix ocaml perl php powershell properties "
    "protobuf pycon python r ruby rust scala scss sql swift text toml tsx typescript xml yaml zig".split()
)
NAMES = {
    alias: name
    for _, aliases, _, _ in get_all_lexers(plugins=False)
    for name in LANGUAGES.intersection(aliases)
    for alias in aliases
} | {
    "django": "html+django",
    "jinja": "html+django",
    "kt": "kotlin",
    "mjs": "javascript",
    "patch": "diff",
    "plain": "text",
    "svg": "xml",
    "txt": "text",
}


class TooSlow(Exception):
    """Colouring this code takes longer than its text may."""


class Highlighter:
    """Colours the code of one text, as long as that text has seconds left."""

    def __init__(self, seconds=MAX_SECONDS):
        self.seconds = seconds

    def code_block(self, code, info=""):
        """The HTML of a block, coloured where the first word after its fence names a language we know."""
        words = info.lower().split(maxsplit=1)
        name = NAMES.get(words[0]) if words else None
        if name is None:
            return f'<pre class="code" tabindex="0"><code>{escape(code)}</code></pre>\n'
        return f'<pre class="code" tabindex="0"><code class="language-{name}">{self.colour(code, name)}</code></pre>\n'

    def colour(self, code, name):
        """The code as HTML, with a span around each run of one colour; plain where that would take too long."""
        start = thread_time()
        try:
            if self.seconds <= 0 or len(code) > MAX_CODE or ODD.search(code):
                raise TooSlow
            runs = groupby(tokens(code, name, start + self.seconds), key=lambda token: css_class(token[0]))
            return "".join(span(css, "".join(text for _, text in run)) for css, run in runs)
        except TooSlow:
            return escape(code)
        finally:
            self.seconds -= thread_time() - start


def tokens(code, name, end):
    """What Pygments makes of the code, until this thread has worked for so many seconds."""
    # A new lexer for each block: some keep state, and several threads render at a time.
    lexer = get_lexer_by_name(name, stripnl=False, ensurenl=False)
    for token in lexer.get_tokens(code):
        if thread_time() > end:
            raise TooSlow
        yield token


def span(name, text):
    return f'<span class="{name}">{escape(text)}</span>' if name else escape(text)


@cache
def css_class(kind):
    """The class of a Pygments token: its own, or that of the nearest kind above it."""
    while kind is not None and kind not in CLASSES:
        kind = kind.parent
    return CLASSES.get(kind, "")
