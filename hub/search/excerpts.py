"""A result in context: the part of its text that has most of the query, with the words marked."""

import re
from bisect import bisect
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise

from django.utils.html import format_html, format_html_join

from comparisons.models import Fact
from hub.models import SearchEntry
from hub.search.words import LETTER, LIGATURES, POINTS, SIGNS, SINGLE, SPELT, fold, read_words, stem

LENGTH = 240
BEFORE = 60  # characters of context before the first marked word
MOST_HITS = 200
# How letters that may be one sign are written, the longest first.
WAYS = LIGATURES | {"ﬀi": "ffi", "fﬁ": "ffi", "ﬀl": "ffl", "fﬂ": "ffl"}
WRITTEN = {
    letters: "|".join([letters, *(way for way in WAYS if WAYS[way] == letters)])
    for letters in sorted(LIGATURES.values(), key=len, reverse=True)
}
LETTERS = re.compile("|".join([*WRITTEN, "."]))


@dataclass(frozen=True)
class Result:
    """An entry as the page of results shows it."""

    entry: SearchEntry
    title: str
    excerpt: str
    fact: Fact | None = None

    @property
    def page(self):
        """The title of the page on which a question stands."""
        is_part = self.entry.kind == SearchEntry.Kind.FAQ and self.entry.article
        return self.entry.article.title if is_part else ""


def make_results(keys, query):
    """The entries with these keys, in this order, with the words of the query marked. Two queries."""
    entries = SearchEntry.objects.select_related("article").only(
        "kind", "object_id", "title", "text", "url", "article__title", "article__kind"
    )
    found = entries.in_bulk(keys)
    facts = {entry.object_id for entry in found.values() if entry.kind == SearchEntry.Kind.FACT}
    facts = Fact.objects.only("level", "verified_on").in_bulk(facts)
    return [make_result(found[key], query.included, facts) for key in keys if key in found]


def make_result(entry, terms, facts):
    named = {term for _, _, term in find_hits(entry.title, terms)}
    # Where the title has it all, the text begins with what a reader wants to know.
    start, end = choose_part(entry.text, [] if len(named) == len(terms) else find_hits(entry.text, terms))
    before, after = "… " if start else "", " …" if end < len(entry.text) else ""
    excerpt = format_html("{}{}{}", before, mark(entry.text[start:end], terms), after)
    fact = facts.get(entry.object_id) if entry.kind == SearchEntry.Kind.FACT else None
    return Result(entry, mark(entry.title, terms), excerpt, fact)


def find_hits(text, terms):
    """Triples of start, end and the number of the term, in the order of the text as it is written.

    They are found by the same words as the index has.
    """
    folded, found = fold(text), []
    for number, term in enumerate(terms):
        hits = (match.span() for match in pattern(term).finditer(folded))
        true = ((start, end, number) for start, end in hits if is_hit(folded[start:end], term))
        found += islice(true, MOST_HITS)
    return sorted(found)


@lru_cache(maxsize=100)
def pattern(term):
    """A regular expression for all that may be the term; quick, and in linear time."""
    first = term.words[0]
    parts = ["" if is_single(first) else rf"(?<!{LETTER})", word_pattern(first)]
    for before, word in pairwise(term.words):
        # Between the letters of a script without spaces there need be nothing.
        parts += [r"[\W_]*+" if is_single(before) or is_single(word) else r"[\W_]++", word_pattern(word)]
    return re.compile("".join(parts))


def is_single(word):
    return re.match(f"[{SINGLE}]", word)


def word_pattern(word):
    if word in SPELT:
        return rf"(?:{re.escape(SPELT[word])}|{word})"
    if is_single(word):
        return rf"{re.escape(word)}(?![{SIGNS}])"
    root = stem(word)
    ends = [letters for letters in WRITTEN if root.endswith(letters)]
    # “hoping” has the stem “hope”: the forms of a word have all but the last letter of their stem in common.
    start = root[: -len(ends[0] if ends else "-")] if len(root) > 2 else root
    ways = (f"(?:{WRITTEN.get(letters, letters)})[{POINTS}]*+" for letters in LETTERS.findall(start))
    return "".join(ways) + rf"{LETTER}*+"


def is_hit(text, term):
    words = read_words(text)
    return tuple(map(stem, words)) == term.stems or (term.is_prefix and words[0].startswith(term.words[0]))


def choose_part(text, hits):
    """Where the part of the text begins and ends that holds most of the terms."""
    places = [hit[0] for hit in hits]

    def count_terms(hit):
        return len({term for _, _, term in hits[bisect(places, hit[0] - 1) : bisect(places, hit[0] + LENGTH - BEFORE)]})

    best = max(hits, key=count_terms, default=(0, 0, 0))
    start = max(0, best[0] - BEFORE)
    if start:
        start = text.find(" ", start, best[0]) + 1 or best[0]
    end = start + LENGTH
    if end < len(text):
        end = max(text.rfind(" ", start, end), best[1])
    return start, end


def mark(text, terms):
    """The text as HTML with every hit in a mark element."""
    pieces, done = [], 0
    for start, end, _ in find_hits(text, terms):
        if start >= done:
            pieces.append((text[done:start], format_html("<mark>{}</mark>", text[start:end])))
            done = end
    return format_html("{}{}", format_html_join("", "{}{}", pieces), text[done:])
