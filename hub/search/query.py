"""What a reader typed, as terms: words, "phrases", -without. Whatever it holds, it is only ever words."""

import re
from dataclasses import dataclass, replace

from articles.models.rendered import clean
from hub.search.words import compose_accents, read_words, stem

LONGEST_QUERY = 200
MOST_TERMS = 12
LONGEST_NAME = 100
MARK = "ª"
# A dash leaves something out only where a word begins.
PART = re.compile(r'(?P<minus>(?<!\S)-(?=["\w.]))?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
PLAIN_SIGNS = str.maketrans("“”„«»−–—", '"""""---')
# In nearly every text, so they tell nothing apart; a phrase keeps them.
STOP_WORDS = frozenset(
    "a an and are as at be by can do does for from how i if in is it of on or should so that the than then this to "  # noqa: SIM905
    "versus vs was what when where which who why will with you".split()
)


@dataclass(frozen=True)
class Term:
    """Words that stand one after another. ``start`` and ``end`` are its place in the query; ``others`` are the stems
    of what it is the beginning of, once the index was asked."""

    words: tuple
    start: int
    end: int
    is_phrase: bool = False
    is_excluded: bool = False
    is_prefix: bool = False
    others: tuple = ()

    @property
    def stems(self):
        return tuple(stem(word) for word in self.words)

    @property
    def is_word(self):
        return len(self.words) == 1 and not self.is_phrase

    @property
    def is_stop_word(self):
        return self.is_word and self.words[0] in STOP_WORDS


@dataclass(frozen=True)
class Query:
    """A cleaned query. ``stems`` are those of all its words, as the title of what is called so has them."""

    text: str
    included: tuple = ()
    excluded: tuple = ()
    stems: tuple = ()

    def __bool__(self):
        return bool(self.included)


def parse(text):
    """The Query that a text means, however long, unbalanced or odd it is."""
    text = compose_accents(clean(" ".join(text[:LONGEST_QUERY].split())))
    terms = [term for term in read_terms(text) if term.words][:MOST_TERMS]
    included = [term for term in terms if not term.is_excluded]
    if terms and terms[-1] in included:
        included[-1] = with_prefix(included[-1])
    stems = tuple(stem for term in included for stem in term.stems)
    telling = [term for term in included if not term.is_stop_word] or included
    return Query(text, tuple(telling), tuple(term for term in terms if term.is_excluded), stems)


def read_terms(text):
    for match in PART.finditer(text.translate(PLAIN_SIGNS)):
        phrase, word = match["phrase"], match["word"]
        start, end = match.span("word" if phrase is None else "phrase")
        words = tuple(read_words(word if phrase is None else phrase))
        yield Term(words, start, end, is_phrase=phrase is not None, is_excluded=bool(match["minus"]))


def with_prefix(term):
    """The last word may be the beginning of one; a single letter would be the beginning of too many."""
    is_prefix = term.is_word and not term.is_stop_word and len(term.words[0]) > 1
    return replace(term, is_prefix=is_prefix)


def name_term(stems):
    """A term that only the title with just these stems has. Folding leaves no such letter, so no query makes one."""
    return Term((f"{MARK}{''.join(stems)}"[:LONGEST_NAME],), 0, 0)


# --- in the words of each database: only letters and digits get this far --------


def as_fts5(terms):
    """The terms in the language of SQLite's FTS5."""
    return " AND ".join(map(term_as_fts5, terms))


def term_as_fts5(term):
    exact = f'"{" ".join(term.stems)}"'
    others = [f'"{other}"' for other in term.others]
    return f"({' OR '.join([exact, *others])})" if others else exact


def as_tsquery(terms):
    """The terms as a tsquery of PostgreSQL."""
    return " & ".join(map(term_as_tsquery, terms))


def term_as_tsquery(term):
    exact = " <-> ".join(f"'{stem}'" for stem in term.stems)
    return f"({' | '.join([exact, *(f"'{other}'" for other in term.others)])})"
