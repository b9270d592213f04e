"""Is the sentence of a source still on its page? Word for word, with white space, quotation marks and markup folded.

Never by likeness. A page that cannot be read, hides its text in a script or asks who is there says nothing: a sentence
is lost only where the page was read and does not have it.
"""

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from contextlib import suppress
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
TAG = re.compile(r"</?([a-z][^\s/<>]*+)[^<>]*+>", re.IGNORECASE)
ESCAPED = re.compile(
    r"\\++(?:u([0-9a-f]{4})|x([0-9a-f]{2})|u\{(?:0*+)([0-9a-f]{1,5}|10[0-9a-f]{4})\}|([nrt])|(.?))", re.IGNORECASE
)
LATIN = {"iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii"}  # which browsers read as Windows’ own
# Punycode is for names: two megabytes of it take minutes.
CHARSET = re.compile(rb"charset=[\"']?(?![\w-]*punycode)([\w-]+)", re.ASCII | re.IGNORECASE)
# Soft hyphens and other signs without width, quotation marks of every kind, and the marks of Markdown and permalinks.
FOLDED = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\"'`´‘’‚‛“”„‟‹›«»′″*_¶]")
ASKS_WHO = re.compile(r"type\s*=\s*[\"']?password", re.IGNORECASE)
SIGN_IN = re.compile(r"[/.](?:log|sign)[-_]?in\b|//(?:login|auth|sso|accounts)[.]|/sso/", re.IGNORECASE)
# What fills a page only where a browser shows it: scripts, another page in a frame, or one to go on to.
FILLED_LATER = re.compile(r"</script|<i?frame\b|<object\b|<embed\b|http-equiv\s*=\s*[\"']?refresh", re.IGNORECASE)
EMPTY_PLACE = re.compile(
    r"<(?:div|main)\b[^<>]{,200}?\bid\s?=\s?[\"']?(?:root|app|__next|__nuxt)\b[^<>]{,200}+>\s*+</", re.IGNORECASE
)
NOT_DECODED = re.compile("[\ufffd\0]")


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
    is_elsewhere = SIGN_IN.search(answer.url) and not SIGN_IN.search(source.url)
    if is_elsewhere or hides_text(page, text) or any(map(pattern.search, out_of_sight(page))):
        return SourceState.UNREAD, "", ""
    between = rf"{re.escape(source.before)} (\S.{{,{LONGEST_CHANGE}}}?) {re.escape(source.after)}"
    others = re.findall(between, text) if source.before and source.after else []
    return SourceState.CHANGED if others else SourceState.GONE, "", "", others[0] if len(others) == 1 else ""


def page_text(answer):
    """The text of a page, with its markup, as HTML; None where it sent none that can be read."""
    kind = answer.headers.get("content-type", "").lower()
    if answer.status != 200 or not READABLE.match(kind):
        return None
    text = decoded(answer.body, CHARSET.search(kind.encode()))
    return text if MARKED_UP.search(kind) else escape(text)


def decoded(body, named):
    """The text of a body in the encoding that its head ``named``, or that it names itself, as browsers read it."""
    if body.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return body.decode("utf-16", "replace")
    own = None if named else CHARSET.search(body[:1024])
    if not named and not own:
        with suppress(UnicodeDecodeError):
            return body.decode()
    name = (named or own)[1].decode().lower() if named or own else "latin-1"
    if own and name.startswith("utf"):
        name = "utf-8"  # that it could be read as far as here says so
    try:
        return body.decode("cp1252" if name in LATIN else name, "replace")
    except LookupError:
        return body.decode("utf-8", "replace")


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
    """Whether the page may show more than it sent: it asks for a password, or a browser fills it, or it is garbled."""
    is_thin = not text or (len(text) < THIN and FILLED_LATER.search(page))
    return bool(is_thin or ASKS_WHO.search(page) or EMPTY_PLACE.search(page) or NOT_DECODED.search(page))


def out_of_sight(page):
    """The texts of a page that nobody sees, without signs: of attributes, remarks, templates, the data of scripts."""
    opened = unescape(unescape(ESCAPED.sub(unescaped, page))).encode("utf-16", "surrogatepass")
    opened = opened.decode("utf-16", "replace")  # of two escapes for one sign
    shown = TAG.sub(lambda found: " " if BLOCKS.fullmatch(found[1].lower()) else "", opened)
    return map(without_signs, (page, opened, shown))


def unescaped(found):
    """What an escape of a script stands for."""
    return found[5] or chr(int(found[1] or found[2] or found[3] or "20", 16))
