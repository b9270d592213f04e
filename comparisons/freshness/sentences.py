"""Is the sentence of a source still on its page? Word for word, with white space, quotation marks and markup folded.

Never by likeness. A page that cannot be read, hides its text in a script or asks who is there says nothing: a sentence
is lost only where the page was read and does not have it.
"""

import re
from html import escape, unescape

from articles.models.rendered import clean
from comparisons.models.sources import SourceState

AROUND = 6  # words on each side of a sentence, which tell two places apart
LONGEST_CHANGE = 600  # characters between the words before and after a sentence that was reworded
THIN = 1_000  # characters of text: a page with scripts and less is made by them
READABLE = re.compile(r"text/|application/(?:xhtml\+xml|json|xml)|$")
MARKED_UP = re.compile("html|xml|^$")
BLOCKS = re.compile(
    "address|article|aside|blockquote|body|br|button|caption|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure|footer|"
    "form|h[1-6]|head|header|hgroup|hr|html|input|legend|li|main|menu|nav|ol|optgroup|option|p|pre|search|section|"
    "select|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
# Every alternative ends where its text does: a page of two megabytes is read once, whatever it holds.
MARKUP = re.compile(
    r"""<!--(?s:.*?)(?:-->|\Z)
    |<(?P<hidden>script|style|template|title|textarea)(?=[\s/>])(?s:.*?)(?:</(?P=hidden)[^>]*+(?:>|\Z)|\Z)
    |</?(?P<tag>[a-z][^\s/>]*+)(?:[^>=]++|=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))?)*+(?:>|\Z)
    |<[!?][^>]*+(?:>|\Z)""",
    re.VERBOSE | re.IGNORECASE,
)
# Punycode is for names: two megabytes of it take minutes.
CHARSET = re.compile(rb"charset=[\"']?(?![\w-]*punycode)([\w-]+)", re.ASCII | re.IGNORECASE)
# Soft hyphens and other signs without width, quotation marks of every kind, and the marks of Markdown and permalinks.
FOLDED = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\"'`´‘’‚‛“”„‟‹›«»′″*_¶]")
ASKS_WHO = re.compile(r"type=[\"']?password", re.IGNORECASE)


def look_for(source, answer):
    """What an answer of its address says of the sentence of a source: a SourceState, and the words around it there.

    Where others stand between these now, and in one place alone, they come last.
    """
    page = page_text(answer)
    if page is None:
        return SourceState.UNREAD, "", ""
    text, sentence = without_signs(without_markup(page)), without_signs(source.quote)
    pattern = whole(sentence)
    found = [around(text, *match.span()) for match in pattern.finditer(text)]
    known = [place for place in found if place[0] == source.before != "" or place[1] == source.after != ""]
    if len(found) == 1 or len(known) == 1:
        return SourceState.FOUND, *(found if len(found) == 1 else known)[0]
    if found:
        return SourceState.TWICE, source.before, source.after
    if hides_text(page, text) or pattern.search(without_signs(page)):
        return SourceState.UNREAD, "", ""
    between = rf"{re.escape(source.before)} (\S.{{,{LONGEST_CHANGE}}}?) {re.escape(source.after)}"
    others = re.findall(between, text) if source.before and source.after else []
    return SourceState.CHANGED if others else SourceState.GONE, "", "", others[0] if len(others) == 1 else ""


def page_text(answer):
    """The text of a page, with its markup, as HTML; None where it sent none that can be read."""
    kind = answer.headers.get("content-type", "").lower()
    if answer.status != 200 or not READABLE.match(kind):
        return None
    named = CHARSET.search(kind.encode()) or CHARSET.search(answer.body[:1024])
    try:
        text = answer.body.decode(named[1].decode() if named else "utf-8", "replace")
    except LookupError:
        text = answer.body.decode("utf-8", "replace")
    return text if MARKED_UP.search(kind) else escape(text)


def without_markup(page):
    """Elements that browsers set apart become a space, all others nothing."""
    text = MARKUP.sub(lambda found: " " if BLOCKS.fullmatch((found["tag"] or "").lower()) else "", page)
    return unescape(text)


def without_signs(text):
    return " ".join(clean(FOLDED.sub("", text)).split())


def whole(sentence):
    """A pattern for the sentence: where it begins or ends with a word or a number, that has to be all of it."""
    start = r"(?<!\w)" if sentence[:1].isalnum() else ""
    end = r"(?!\w|\.\d)" if sentence[-1:].isalnum() else ""
    return re.compile(start + re.escape(sentence) + end)


def around(text, start, end):
    before, after = text[max(0, start - 200) : start], text[end : end + 200]
    return " ".join(before.split()[-AROUND:]), " ".join(after.split()[:AROUND])


def hides_text(page, text):
    """Whether the page may show more than it sent: it asks for a password, or its scripts make its text."""
    return bool(ASKS_WHO.search(page)) or (len(text) < THIN and "</script" in page.lower())
