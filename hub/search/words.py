"""From text to words, and from what a reader typed to terms. Whatever that holds, it is only ever words.

Words are in small letters without accents, and names such as C++ are words of their own.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

import snowballstemmer

from articles.models.rendered import clean
from articles.slugify import MARKS

# Spelt out at both ends. As mere letters, “C++” and “C#” would be found by every “c”.
NAMES = {"c++": "cplusplus", "c#": "csharp", "f#": "fsharp", ".net": "dotnet"}
SPELT = {word: name for name, word in NAMES.items()}

# Signs that belong to the letter before them, and what joins letters or turns their direction, which nobody sees.
SIGNS = MARKS + "\u034f\u061c\u180b-\u180f\u200c-\u200f\ufe00-\ufe0f"
LETTER = rf"(?:[^\W_]|[{SIGNS}])"
NAME = "|".join(map(re.escape, NAMES))
NAMED = rf"(?:(?<!{LETTER})|(?<=\basp)|(?<=\bvb))(?:{NAME})(?![^\W\d_])"
# Scripts without spaces are searched by the character: Han and kana, and Thai, Lao, Burmese and Khmer.
SINGLE = "\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
SINGLE += "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
TOKEN = re.compile(rf"{NAMED}|[{SINGLE}][{SIGNS}]*+|[^\W_{SINGLE}](?:[^\W_{SINGLE}]|[{SIGNS}])*+")
COMPOUND = re.compile(rf"(?<![\w-]){LETTER}++(?:[-‐‑]{LETTER}++)++(?![\w-])")
# Most texts hold no such sign or name, and are read in a tenth of the time by the same rules without them.
RARE = re.compile(rf"[{SINGLE}{SIGNS}]")
PLAIN_TOKEN = re.compile(r"[^\W_]++")
PLAIN_COMPOUND = re.compile(r"(?<![\w-])[^\W_]++(?:[-‐‑][^\W_]++)++(?![\w-])")
LONGEST = 40


# Letters with no accent that Unicode knows as one, as many type them; those that are two letters have two when read.
UNACCENTED = dict(zip("łøđðħıŧƀɨŀɛɔɓɗƙŋςٱىیک", "loddhitbileobdknσاييك", strict=True))
LIGATURES = {"æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ĳ": "ij", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl"}
LIGATURES |= {"ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
# Accents that no composed letter has; the points of Hebrew, Arabic and Syriac, which few people write, and what only
# lengthens a word of Arabic; and what is unseen.
POINTS = "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7\u0610-\u061c\u0640\u064b-\u065f\u0670"
POINTS += "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0730-\u074a\u08d3-\u08ff\u180b-\u180f\u200c-\u200f\ufe00-\ufe0f"
UNREAD = filter(re.compile(f"[{POINTS}]").match, map(chr, range(0x10000)))
SPREAD = str.maketrans(LIGATURES | dict.fromkeys(UNREAD))
UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")  # a hyphen where a line may end, and other things without width


class Folding(dict):
    """Translates letter by letter, so that what is found in a folded text stands at the same place in the text."""

    def __missing__(self, code):
        letters = unicodedata.normalize("NFKD", chr(code)).lower()
        base = [letter for letter in letters if not unicodedata.combining(letter)]
        letter = base[0] if len(base) == 1 else chr(code).lower()
        self[code] = UNACCENTED.get(letter, letter) if len(letter) == 1 else chr(code)
        return self[code]


FOLDING = Folding()


def compose_accents(text):
    """The text with each accent joined to its letter, which is what ``fold`` can take off, and nothing unseen in it."""
    return UNSEEN.sub("", unicodedata.normalize("NFC", text))


def fold(text):
    """A composed text in small letters without accents, as long as it was."""
    return text.translate(FOLDING)


def has_rare_signs(text):
    return bool(RARE.search("".join({*text})))


def read_words(text):
    """The words of a text, folded. “Node.js” and “nodejs” are both “node js”."""
    found = []
    text = fold(compose_accents(text)).translate(SPREAD)
    pattern = TOKEN if has_rare_signs(text) or any(name in text for name in NAMES) else PLAIN_TOKEN
    for token in pattern.findall(text):
        word = NAMES.get(token, token)[:LONGEST]
        if word.endswith("js") and len(word) > 3:
            found += [word[:-2], "js"]
        elif word[:1].isalnum():
            found.append(word)
    return found


def read_compounds(text):
    """The words with a hyphen in them as one word each: “front-end” is “frontend” too."""
    text = fold(compose_accents(text))
    compounds = (COMPOUND if has_rare_signs(text) else PLAIN_COMPOUND).findall(text)
    return [word for compound in compounds for word in read_words(re.sub(r"\W", "", compound))]


def read_names(text):
    """The words of a name, each with the way it is written."""
    text = compose_accents(text)
    tokens = (match.span() for match in TOKEN.finditer(fold(text)))
    names = (text[start:end][:LONGEST] for start, end in tokens)
    return {words[0]: name for name in names if (words := read_words(name))}


@lru_cache(maxsize=50_000)
def stem(word):
    """The stem of an English word, as Porter's algorithm finds it: “queries” and “query” share one."""
    if len(word) < 3:  # “js” is no plural
        return word
    return snowballstemmer.stemmer("porter").stemWord(word)  # a stemmer keeps state: threads cannot share one


# --- what a reader typed: words, "phrases", -without --------------------------

LONGEST_QUERY = 200
MOST_TERMS = 12
LONGEST_NAME = 100
MARK = "ª"
# A dash leaves something out only where a word begins.
PART = re.compile(r'(?P<minus>(?<!\S)-(?=["\w.]))?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
PLAIN_SIGNS = str.maketrans("“”„«»−–—", '"""""---')
# British and American spelling, each as good as the other; and what many write for a word.
SPELLINGS = (("is(e|ed|es|er|ing|ation|ations)$", r"iz\1"), ("our(s?|ed|ing)$", r"or\1"), ("ence(s?|d)$", r"ense\1"))
SPELLINGS += (("ogue(s?)$", r"og\1"), ("iz(e|ed|es|er|ing|ation|ations)$", r"is\1"), ("or(s?|ed|ing)$", r"our\1"))
SPELLINGS += (("ense(s?|d)$", r"ence\1"), ("og(s?)$", r"ogue\1"))
SHORT = {"i18n": "internationalisation", "l10n": "localisation", "a11y": "accessibility", "crud": "admin"}
# In nearly every text, so they tell nothing apart; a phrase keeps them.
STOP_WORDS = frozenset(
    "a an and are as at be by can do does for from how i if in is it of on or should so that the than then this to "  # noqa: SIM905
    "versus vs was what when where which who why will with you".split()
)


@dataclass(frozen=True)
class Term:
    """Words that stand one after another. ``start`` and ``end`` are its place in the query; ``others`` are the stems
    of what is as good: its words in one or, once the index was asked, what it is the beginning of."""

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
    if all(term.is_excluded for term in terms):  # nothing to leave it out of: the dash is a part of a name
        terms = [replace(term, is_excluded=False) for term in terms]
    included = [term for term in terms if not term.is_excluded]
    if terms and terms[-1] in included:
        last = included[-1]  # may be the beginning of a word; a single letter would be that of too many
        is_prefix = last.is_word and not last.is_stop_word and len(last.words[0]) > 1
        included[-1] = replace(last, is_prefix=is_prefix)
    stems = tuple(stem for term in included for stem in term.stems)
    telling = [term for term in included if not term.is_stop_word] or included
    return Query(text, tuple(telling), tuple(term for term in terms if term.is_excluded), stems)


def read_terms(text):
    for match in PART.finditer(text.translate(PLAIN_SIGNS)):
        phrase, word = match["phrase"], match["word"]
        start, end = match.span("word" if phrase is None else "phrase")
        words = tuple(read_words(word if phrase is None else phrase))
        joined = read_compounds(word) if phrase is None else []  # “front-end” is “frontend” too
        others = tuple(map(stem, [*joined, *(written_otherwise(words[0]) if len(words) == 1 else ())]))
        yield Term(words, start, end, is_phrase=phrase is not None, is_excluded=bool(match["minus"]), others=others)


def written_otherwise(word):
    """How else a word is written: “license” for “licence”, “internationalisation” for “i18n”."""
    ways = [re.sub(end, other, word) for end, other in SPELLINGS if re.search(end, word)]
    return [*ways, *([*written_otherwise(SHORT[word]), SHORT[word]] if word in SHORT else ())]


def name_term(stems):
    """A term that only the title with just these stems has. Folding leaves no such letter, so no query makes one."""
    return Term((f"{MARK}{''.join(stems)}"[:LONGEST_NAME],), 0, 0)
