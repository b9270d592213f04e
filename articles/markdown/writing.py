"""Writing Markdown that stands alone: plain text stays plain, and every link holds wherever the text is read."""

import re
from itertools import groupby

from django.conf import settings

from articles.absolute import absolute_url, resolve_against
from articles.markdown.rendering import parser
from articles.models.article import FAQS_HEADING

# What Markdown would read as its own; an underscore inside a word means nothing to it.
SPECIAL = re.compile(
    r"[\\`*\[\]<|]|(?<![^\W_])_|_(?![^\W_])|~|&(?=#?\w+;)|^[#>+=-]|(?<=\w)@(?=\w)|:(?=//)|(?<=\bwww)\."
)
ORDINAL = re.compile(r"^(\d+)([.)])(?=\s|$)")
AWKWARD_IN_LINK = re.compile(r"[\s()\\]")

CODE_SPAN = r"(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n)[\s\S]){1,2000}?(?<!`)(?P=ticks)(?!`)"
ADDRESS = r"(?P<address><[^<>\n]*>|[^\s()<>]+)"
INLINE_LINK = rf"(?P<before>(?<!\\)\]\([ \t]*){ADDRESS}"
REFERENCE = r"(?P<label>^ {0,3}\[(?!\^)[^\]\n]{1,200}\]:[ \t]*)(?P<target><[^<>\n]*>|[^\s<>]+)"
AUTOLINK = r"(?<!\\)<(?P<bare>https?://[^<>\s]+)>"
FOOTNOTE = r"\[\^(?P<note>[^\]\s]{1,100})\]"
COMMENT = re.compile(rf"{CODE_SPAN}|<!--")
LINKS = re.compile("|".join([CODE_SPAN, INLINE_LINK, REFERENCE, AUTOLINK, FOOTNOTE]), re.MULTILINE)


def escape(text):
    """Plain text as one line of Markdown that reads the same."""
    return ORDINAL.sub(r"\1\\\2", SPECIAL.sub(r"\\\g<0>", " ".join(text.split())))


def link(text, url):
    """A link to an absolute URL, with plain text."""
    url = url.replace("<", "%3C").replace(">", "%3E").replace("|", "%7C")
    return f"[{escape(text)}](<{url}>)" if AWKWARD_IN_LINK.search(url) else f"[{escape(text)}]({url})"


def markdown_url(page):
    """The address of the Markdown that stands beside whatever has a page."""
    return absolute_url(page.get_absolute_url().removesuffix("/") + ".md")


def blocks(*parts):
    """The parts that have a text, an empty line between them."""
    return "\n\n".join(part.strip("\n") for part in parts if part)


def stand_alone(text, base, prefix=""):
    """The Markdown of an editor, fit to stand in a larger text: links resolved against ``base``, its page's address.

    Footnotes get the prefix, so that those of two texts do not meet, a code block left open is closed, and comments
    go, which the page does not show either.
    """

    def resolve(match):
        if match["note"]:
            return f"[^{prefix}-{match['note']}]" if prefix else match[0]
        written = match["address"] or match["target"] or match["bare"]
        if not written:
            return match[0]
        address = resolve_against(base, written.strip("<>"))
        is_bracketed = match["bare"] or written.startswith("<")
        return (match["before"] or match["label"] or "") + (f"<{address}>" if is_bracketed else address)

    runs = _runs(*_close_fence(text))
    return "\n".join(part if is_code else LINKS.sub(resolve, _without_comments(part)) for is_code, part in runs)


def _without_comments(text):
    """The text without its HTML comments; one that nothing closes is none."""
    kept, position, start = [], 0, 0
    while found := COMMENT.search(text, position):
        position = found.end() if found["ticks"] else text.find("-->", found.end()) + 3
        if position < found.end():
            break
        if not found["ticks"]:
            kept.append(text[start : found.start()])
            start = position
    return "".join([*kept, text[start:]])


def rewritten(text, pattern, put):
    """The text with what ``put(match, line)`` makes of each match outside of code blocks; lines count from 0."""

    def rewrite(part, first):
        return pattern.sub(lambda match: put(match, first + part.count("\n", 0, match.start())), part)

    done, line = [], 0
    for is_code, part in _runs(text, code_lines(text)):
        done.append(part if is_code else rewrite(part, line))
        line += part.count("\n") + 1
    return "\n".join(done)


def _runs(text, is_code):
    """A text in parts that are code or are not, by the numbers of its lines that are: pairs of which, and the lines."""
    runs = groupby(enumerate(text.split("\n")), key=lambda line: line[0] in is_code)
    return [(code, "\n".join(line for _, line in run)) for code, run in runs]


def code_lines(text):
    """The numbers, from 0, of the lines of a text that are code."""
    return _code_lines(parser.parse(text, {"prefix": ""}))


def _code_lines(tokens):
    return {line for token in tokens if token.type in ("fence", "code_block") for line in range(*token.map)}


def _close_fence(text):
    """The text without an open code block at its end, and the numbers of the lines that are code."""
    tokens = parser.parse(text, {"prefix": ""})
    is_code = _code_lines(tokens)
    if tokens and tokens[-1].type == "fence":
        first, end = tokens[-1].map
        closing = text.split("\n")[end - 1].strip() if end - first > 1 else ""
        if len(closing) < len(tokens[-1].markup) or set(closing) != {tokens[-1].markup[0]}:
            text = text.rstrip("\n") + f"\n{tokens[-1].markup}"
            is_code.add(text.count("\n"))
    return text, is_code


# --- what the Markdown of every page shares -----------------------------------


def page_line(url, page=None, updated_on=None, oldest_check=None):
    """Who says it, how old it is, and where it is from: one fact a line."""
    author, licence = page.author if page else None, settings.CONTENT_LICENCE
    lines = [
        f"By {escape(author.name)}" if author else "",
        f"Published {page.published_at.date().isoformat()}" if page else "",
        f"Last updated {updated_on.isoformat()}" if updated_on else "",
        f"Oldest check of a fact {oldest_check.isoformat()}" if oldest_check else "",
        f"From {link(settings.SITE_NAME, url)}",
        f"Licence: {link(licence['title'], licence['path'])}" if licence else "",
    ]
    return "  \n".join(filter(None, lines))


def written_faqs(page, url):
    """The questions of a page with their answers; what reads them keeps the page's own heading for them."""
    faqs = page.faqs.all()
    yield f"## {FAQS_HEADING['text']}" if faqs else ""
    for faq in faqs:
        yield f"### {escape(faq.question)}"
        yield stand_alone(faq.answer, url, faq.anchor)


def page_list(pages):
    """Whatever has pages as a list: a link to the Markdown of each, and what the reader gets where it says so."""
    return "\n".join(list_item(str(page), markdown_url(page), getattr(page, "summary", "")) for page in pages)


def list_item(name, url, summary=""):
    return f"- {link(name, url)}" + (f": {escape(summary)}" if summary.strip() else "")
