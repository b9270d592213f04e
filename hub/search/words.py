"""From text to words: small letters without accents, and names such as C++ as words of their own."""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

from articles.markdown.rendering import UNSPACED

# Spelt out at both ends. As mere letters, “C++” and “C#” would be found by every “c”.
NAMES = {"c++": "cplusplus", "c#": "csharp", "f#": "fsharp", ".net": "dotnet"}
SPELT = {word: name for name, word in NAMES.items()}

LETTER = r"[^\W_]"
NAME = "|".join(map(re.escape, NAMES))
NAMED = rf"(?:(?<!{LETTER})|(?<=\basp)|(?<=\bvb))(?:{NAME})(?![^\W\d_])"
# Scripts without spaces are searched by the character.
TOKEN = re.compile(rf"{NAMED}|{UNSPACED.pattern}|[^\W_{UNSPACED.pattern.strip('[]')}]+")
LONGEST = 40


class Folding(dict):
    """Translates letter by letter, so that what is found in a folded text stands at the same place in the text."""

    def __missing__(self, code):
        letters = unicodedata.normalize("NFKD", chr(code)).lower()
        base = [letter for letter in letters if not unicodedata.combining(letter)]
        self[code] = base[0] if len(base) == 1 else chr(code)
        return self[code]


FOLDING = Folding()


def compose_accents(text):
    """The text with each accent joined to its letter, which is what ``fold`` can take off."""
    return unicodedata.normalize("NFC", text)


def fold(text):
    """A composed text in small letters without accents, as long as it was."""
    return text.translate(FOLDING)


def read_words(text):
    """The words of a text, folded. “Node.js” and “nodejs” are both “node js”."""
    found = []
    for token in TOKEN.findall(fold(compose_accents(text))):
        word = NAMES.get(token, token)[:LONGEST]
        if word.endswith("js") and len(word) > 3:
            found += [word[:-2], "js"]
        elif word.isalnum():
            found.append(word)
    return found


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
