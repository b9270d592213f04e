"""The one Markdown pipeline: text in, safe HTML with its table of contents out.

Two walls stand between a text and a page. markdown-it never passes raw HTML through; nh3 then keeps only the tags,
attributes and address schemes listed here. No text may take long either: where a construct of Markdown could grow
faster than the text (nesting, padded tables, references), it has a limit, past which it is shown as it was typed.
"""

import re
from dataclasses import dataclass, field

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import list_block
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote.index import footnote_tail

from articles.markdown.block_rules import MAX_NESTING, add_block_rules, definitions, nested
from articles.markdown.highlighting import CLASSES, LANGUAGES, Highlighter
from articles.markdown.inline_rules import MAX_ADDRESS, MAX_LABEL, add_inline_rules
from articles.markdown.quotes import ALERTS, bounded_quote, shape_alerts
from articles.markdown.spans import shape_images, spans
from articles.slugify import make_slug

MAX_REFERENCES = 100_000  # characters in the addresses and titles that references repeat

SCHEMES = {"http", "https", "mailto"}
# Whatever stands before a colon is taken for a scheme, even what no browser would take for one.
SCHEME = re.compile(r"([^:/?#]*):")
# Behind a heading: its id, classes, which no page has, and other attributes.
MAX_ATTRIBUTES = 300
ATTRIBUTE = r"(?:\.[\w-]+|[\w-]+=(?:\"[^\"{}]*\"|'[^'{}]*'|[^\s\"'{}]+))"
# Of ASCII, letters, digits and -._: but none that a footnote may have.
HEADING_ID = rf"(?:#(?P<id>(?![^\s}}]{{0,99}}fn(?:ref)?:)[^\W_][^\s\x00-,/;-@\[-^`{{-\x7f]{{0,99}})|{ATTRIBUTE})"
HEADING_ATTRIBUTES = re.compile(
    rf"(?:^|(?<=\s))\{{:?[ \t]*(?:{ATTRIBUTE}[ \t]+)*{HEADING_ID}(?:[ \t]+{ATTRIBUTE})*+[ \t]*\}}$"
)
# XML allows none of these, so one of them would make a feed unreadable. A text can spell them: "&#12;" is a form feed.
ILLEGAL_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


@dataclass(frozen=True)
class Page:
    """A rendered text: the HTML before and from its first heading, and its table of contents."""

    lead: str = ""
    body: str = ""
    contents: list[dict] = field(default_factory=list)

    @property
    def html(self):
        return self.lead + self.body


def render(text, prefix=""):
    """The page that a Markdown text makes. Every id in it begins with the prefix, where there is one."""
    env = {"prefix": f"{prefix}-" if prefix else "", "highlighter": Highlighter()}
    tokens = parser.parse(ILLEGAL_IN_XML.sub("", text), env)
    contents = number_headings(tokens, env["prefix"])
    shape_blocks(tokens)
    shape_alerts(tokens)
    shape_images(tokens)
    limit_references(tokens, max(MAX_REFERENCES, len(text)))
    first = next((i for i, t in enumerate(tokens) if (t.type, t.level) == ("heading_open", 0)), len(tokens))
    return Page(to_html(tokens[:first], env), to_html(tokens[first:], env), contents)


def to_html(tokens, env):
    html = parser.renderer.render(tokens, parser.options, env)
    return ILLEGAL_IN_XML.sub("", cleaner.clean(html)).strip()


def number_headings(tokens, prefix):
    """Give every heading its level and a unique id; return the table of contents."""
    contents, numbers = [], {}
    triples = zip(tokens, tokens[1:], tokens[2:], strict=False)
    headings = [triple for triple in triples if triple[0].type == "heading_open"]
    chosen = [chosen_id(inline.children) for _, inline, _ in headings]
    taken, given = set(chosen), set()
    for (opening, inline, closing), name in zip(headings, chosen, strict=True):
        # The page has its own h1.
        opening.tag = closing.tag = max(opening.tag, "h2")
        text = plain_text(inline.children, pictures=True)
        opening.attrs["id"] = prefix + (name if name and name not in given else unique_id(name or text, taken, numbers))
        given.add(name)
        if opening.level == 0 and text and opening.tag in ("h2", "h3"):
            contents.append({"level": int(opening.tag[1]), "id": opening.attrs["id"], "text": text})
    return contents


def chosen_id(children):
    """The id that its author gave a heading, or an empty one; the attributes behind its text are taken away."""
    last = children[-1] if children and children[-1].type == "text" else None
    # No further than the longest that is understood: a heading of brackets alone would take quadratic time.
    found = last and HEADING_ATTRIBUTES.search(last.content, max(0, len(last.content) - MAX_ATTRIBUTES))
    if not found:
        return ""
    last.content = re.sub(r"\s#+$", "", last.content[: found.start()].rstrip()).rstrip()
    return found["id"] or ""


def unique_id(text, taken, numbers):
    """The first of slug, slug-2, slug-3, … that is not taken; ``numbers`` remembers how far each slug has come."""
    # Normalising a long run of combining marks takes quadratic time.
    stem = make_slug(text[: 2 * MAX_LABEL]) or "section"
    name = stem
    while name in taken:
        numbers[stem] = numbers.get(stem, 1) + 1
        name = f"{stem}-{numbers[stem]}"
    taken.add(name)
    return name


def plain_text(children, pictures=False):
    """The text of an inline token, without footnote marks; the words for a picture on request."""
    parts = []
    for token in children or ():
        if token.type in ("text", "code_inline"):
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif pictures and token.type == "image":
            parts.append(plain_text(token.children, pictures))
    return " ".join(ILLEGAL_IN_XML.sub("", "".join(parts)).split())


def shape_blocks(tokens):
    """Table cells and tasks as readers need them: alignment is a class, a header cell has a scope, a task a mark."""
    for opening, inline, closing in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if style := opening.attrs.pop("style", ""):
            opening.attrs["class"] = style.replace("text-align:", "align-")
        if opening.type == "th_open" and inline.content:
            opening.attrs["scope"] = "col"
        elif opening.type == "th_open":  # nothing to announce: an ordinary cell
            opening.tag = closing.tag = "td"
        elif "checked" in opening.meta and closing.type == "inline":
            closing.children.insert(0, Token("task_mark", "span", 0, meta=opening.meta))


def limit_references(tokens, budget):
    """Past the budget, references lose their address: a long one named often would fill the memory."""
    for token in [*spans(tokens, "link_open"), *spans(tokens, "image")]:
        if "label" in token.meta:
            budget -= sum(len(value) for value in token.attrs.values())
            if budget < 0:
                token.attrs = {}


class Parser(MarkdownIt):
    """markdown-it with a short list of schemes, and no patience for endless addresses."""

    def normalizeLink(self, url):
        return url if len(url) > MAX_ADDRESS else super().normalizeLink(url)

    def validateLink(self, url):
        scheme = SCHEME.match(url)
        return len(url) <= MAX_ADDRESS and (not scheme or scheme[1].lower() in SCHEMES)


def constant(html):
    return lambda self, tokens, idx, options, env: html


class Renderer(RendererHTML):
    """The HTML of those tokens whose markup is ours."""

    table_close = constant("</table>\n</div>\n")
    footnote_block_open = constant('<div class="footnotes">\n<ol>\n')
    footnote_block_close = constant("</ol>\n</div>\n")
    footnote_close = constant("</li>\n")
    list_item_open = RendererHTML.renderToken

    def paragraph_open(self, tokens, idx, options, env):
        # Paragraphs of an item have no tags, and what stood between two may not be shown.
        follows = tokens[idx].hidden and idx and tokens[idx - 1].type == "paragraph_close"
        return "\n" if follows else self.renderToken(tokens, idx, options, env)

    def fence(self, tokens, idx, options, env):
        return env["highlighter"].code_block(tokens[idx].content, tokens[idx].info)

    code_block = fence

    def task_mark(self, tokens, idx, options, env):
        mark, name = ("\u2611", "Done") if tokens[idx].meta["checked"] else ("\u2610", "To do")
        return f'<span class="task-mark" role="img" aria-label="{name}">{mark}</span> '

    def table_open(self, tokens, idx, options, env):
        # A wide table scrolls alone. Two regions of one page cannot share a name.
        number = env["tables"] = env.get("tables", 0) + 1
        name = f"Table {number}" if number > 1 else "Table"
        return f'<div class="table-scroll" tabindex="0" role="region" aria-label="{name}">\n<table>\n'

    def alert_title(self, tokens, idx, options, env):
        return f'<div class="alert-title">{tokens[idx].content}</div>\n'

    def footnote_ref(self, tokens, idx, options, env):
        note, ref = footnote_ids(tokens[idx], env)
        number = tokens[idx].meta["id"] + 1
        return f'<sup><a href="#{note}" id="{ref}" aria-label="Footnote {number}">{number}</a></sup>'

    def footnote_open(self, tokens, idx, options, env):
        return f'<li id="{footnote_ids(tokens[idx], env)[0]}">'

    def footnote_anchor(self, tokens, idx, options, env):
        return f' <a href="#{footnote_ids(tokens[idx], env)[1]}" aria-label="Back to the text">\u21a9\ufe0e</a>'


def footnote_ids(token, env):
    """The ids of a footnote and of one reference to it. No heading can have or choose one."""
    note, ref = token.meta["id"] + 1, token.meta.get("subId", 0) + 1
    return f"{env['prefix']}fn:{note}", f"{env['prefix']}fnref:{note}" + (f":{ref}" if ref > 1 else "")


def build_parser():
    options = {"html": False, "xhtmlOut": False, "maxNesting": MAX_NESTING, "tasklists": True, "store_labels": True}
    md = Parser("commonmark", options, renderer_cls=Renderer).enable(["table", "strikethrough"])
    md.disable(["html_block", "html_inline"])
    interrupted = ["paragraph", "reference", "blockquote"]
    md.block.ruler.at("list", nested(list_block, MAX_NESTING - 2), {"alt": interrupted})
    md.block.ruler.at("blockquote", nested(bounded_quote, MAX_NESTING // 2), {"alt": [*interrupted, "list"]})
    add_block_rules(md)
    add_inline_rules(md)
    deflist_plugin(md)
    deflist = definitions(next(rule.fn for rule in md.block.ruler.__rules__ if rule.name == "deflist"))
    # Asked before what looks for an underline through all lines of a paragraph, and would in each term.
    md.disable("deflist").block.ruler.before(
        "lheading", "definitions", nested(deflist, MAX_NESTING // 2), {"alt": interrupted}
    )
    md.core.ruler.after("inline", "footnotes", footnote_tail)
    # The parser fills its tables on first use, and two threads that do so at once see half of them.
    md.render("[a](/b)")
    return md


parser = build_parser()

TAGS = "p blockquote ul ol li dl dt dd hr pre div details summary h2 h3 h4 h5 h6"
SPANS = "a em strong s code kbd span sub sup br img"

cleaner = nh3.Cleaner(
    tags={*TAGS.split(), *SPANS.split(), "table", "thead", "tbody", "tr", "th", "td"},
    attributes={
        "a": {"href", "title", "id", "aria-label"},
        "img": {"src", "alt", "title", "width", "height"},
        "ol": {"start"},
        **{tag: {"aria-label"} for tag in ("div", "span")},
        **{tag: {"id"} for tag in ("li", "h2", "h3", "h4", "h5", "h6")},
    },
    tag_attribute_values={
        "img": {"loading": {"lazy"}, "decoding": {"async"}},
        "pre": {"tabindex": {"0"}},
        "div": {"tabindex": {"0"}, "role": {"region"}},
        "span": {"role": {"img"}},
        "th": {"scope": {"col"}},
        "details": {"open": {""}},
    },
    allowed_classes={
        "pre": {"code"},
        "code": {f"language-{name}" for name in LANGUAGES},
        "span": {"task-mark", *CLASSES.values()},
        "div": {"table-scroll", "footnotes", "alert-title"},
        "li": {"task-list-item"},
        "blockquote": {"alert", *(f"alert-{kind}" for kind in ALERTS)},
        **{tag: {"contains-task-list"} for tag in ("ul", "ol")},
        **{tag: {"align-left", "align-center", "align-right"} for tag in ("th", "td")},
    },
    url_schemes=SCHEMES,
    link_rel=None,
)
