"""Which versions a tag or a title announces. Nothing is guessed.

A version is stable, or a prerelease, only where every other word of its text is known; all else is left to an editor.
"""

import re
from enum import Enum
from itertools import pairwise

from comparisons.values import numbers_of

LONGEST_TITLE = 200
HARMLESS = re.compile(
    "and|announc(?:e|ed|ing)|available|availability|are|been|bug|bugfix(?:es)?|current|final|fix(?:es)?|ga|general|"
    "generally|has|have|is|issued|latest|lts|maintenance|major|minor|new|now|of|out|patch(?:es)?|rel|releases?|released|"
    "security|stable|tag|tags|tagged|the|updates?|v|versions?"
)
EARLY = (
    "alpha|beta|rc|cr|pre|preview|prerelease|candidate|dev|devel|development|develop|next|canary|nightly|snapshot|"
    "milestone|experimental|unstable|insiders?|edge|early|access|ea|eap|tp|testing|test|rolling|incubating"
)
LATE = r"final|ga|release|stable|lts|sr\d+"
MONTH = "(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*[.]?"
DAY = rf"\d{{4}}-\d\d-\d\d(?:t[\d:.]+z?)?|{MONTH}\ \d\d?,?\ \d{{4}}|\d\d?\ {MONTH}\ \d{{4}}"
END = r"(?![\w+]|[-.]\w)"
# What follows a version without a space belongs to it. “odd” is whatever else there is, up to the next space.
TOKEN = re.compile(
    rf"""(?P<gap>[\s.,:;!()\[\]"'’“”–—_/|&@\#*-]+)
    |(?P<day>(?:{DAY}){END})
    |(?P<early>[vr]?(?P<before>\d+(?:[.]\d+)+)[-._]?(?:(?:{EARLY})(?![^\W\d_])|[abcm][.]?\d)[\w.+-]*)
    |(?P<stable>(?:v|r|rel|ver)?(?P<version>\d+(?:[.]\d+)+)(?:[-._](?:{LATE}|post[.]?\d+)|post\d+)?{END})
    |(?P<number>\d+(?!\w|[.]\w))
    |(?P<word>[^\W\d_]+\d*)
    |(?P<odd>\S+)""",
    re.VERBOSE | re.ASCII,
)
EARLY_WORD = re.compile(rf"(?:{EARLY}|[abcm](?=\d))\d*", re.ASCII)
NUMBER = re.compile(r"\d+(?:\.\d+)+|(?:(?<![\w.])|(?<=\bv))\d{1,3}(?![\w.])", re.ASCII)
LISTED = re.compile(r"(?:[\s,&/;]|\band\b)+")
LIKE_A_DAY = re.compile(r"\d\d?\.\d\d?\.\d{4}|\d{4}\.(?:0?[1-9]|1[0-2])\.(?:0?[1-9]|[12]\d|3[01])", re.ASCII)
LIKE_A_TIME = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d", re.ASCII)
# Of a package that shares the repository: “create-app@5.0.1”.
ANOTHER = re.compile(r"@?[\w./-]+@v?\d", re.ASCII)


class Kind(Enum):
    """What a text announces: NOTHING where no version and no unknown word is in it, OTHER where it is not about us."""

    STABLE = "stable"
    PRERELEASE = "prerelease"
    UNCLEAR = "unclear"
    NOTHING = "nothing"
    OTHER = "other"


def read_entry(title, tag, names=()):
    """The Kind of what an entry of a feed announces by its title and the last part of its address, and the versions."""
    (kind, found), (tagged, named) = read_title(title, names), read_title(tag, names)
    if Kind.OTHER in {kind, tagged}:
        return Kind.OTHER, []
    if Kind.PRERELEASE in {kind, tagged}:
        return Kind.PRERELEASE, found or named
    if kind is Kind.NOTHING:
        return tagged, named
    # A tag that is no sentence and yet says more than its version: “v6.2.0-wip”.
    says_more = tagged is Kind.UNCLEAR and any("." in number for number in named)
    if says_more or (tagged is Kind.STABLE and not set(map(numbers_of, named)) <= set(map(numbers_of, found))):
        return Kind.UNCLEAR, found or named
    return kind, found


def read_title(text, names):
    """The Kind of what one text announces, and the versions in it; ``names`` are what it may call its subject."""
    text, rest = text[:LONGEST_TITLE], text[LONGEST_TITLE:]
    text = without_names(re.sub(r"(?<=\d)_(?=\d)", ".", " ".join(text.lower().split())), names)
    if ANOTHER.match(text):
        return Kind.OTHER, []
    tokens = list(TOKEN.finditer(text))
    early = [token[0].lstrip("vr") for token in tokens if token["early"]]
    stable = [token for token in tokens if token["stable"]]
    if early and not stable:
        return Kind.PRERELEASE, early
    kind = Kind.UNCLEAR if early or rest else kind_of(text, tokens, stable)
    return kind, [token["version"] for token in stable] or NUMBER.findall(text)


def kind_of(text, tokens, stable):
    words = [token[0] for token in tokens if token.lastgroup in {"word", "odd"}]
    early = [word for word in words if EARLY_WORD.fullmatch(word)]
    versions = {token["version"] for token in stable}
    if not all(HARMLESS.fullmatch(word) or word in early for word in words):
        return Kind.UNCLEAR
    if early:
        return Kind.PRERELEASE if len(versions) < 2 else Kind.UNCLEAR
    if any(token["number"] for token in tokens) or (len(versions) > 1 and not is_enumeration(text, stable)):
        return Kind.UNCLEAR
    return Kind.STABLE if versions else Kind.NOTHING


def is_enumeration(text, stable):
    """Whether these versions follow each other as in “6.1.3, 6.0.9 and 5.2.17”, with no date among them."""
    between = [text[first.end() : second.start()] for first, second in pairwise(stable)]
    return all(map(LISTED.fullmatch, between)) and not any(LIKE_A_DAY.fullmatch(token["version"]) for token in stable)


def may_be_no_version(text, day, known):
    """Whether numbers may be a day, an address or a time instead: no release known, as numbers, looks like them.

    ``day`` is the ISO date of what announces them.
    """
    numbers = tuple(map(int, text.split(".")))
    first, second = numbers[:2]
    series = {(*release, 0)[:2] for release in known}
    if LIKE_A_DAY.fullmatch(text):
        return not any(LIKE_A_DAY.fullmatch(".".join(map(str, release))) for release in known)
    if len(numbers) == 4 and max(numbers) < 256:
        return (first, second) not in series and all(len(release) < 4 for release in known)
    year, month, date = (int(part) for part in (day[2:4], day[5:7], day[8:]))
    if numbers in {(date, month), (month, date), (date, month, year), (month, date, year), (year, month, date)}:
        return series.isdisjoint({(first, second), (first, second - 1), (first - 1, second)})
    return bool(known and LIKE_A_TIME.fullmatch(text)) and first > max(known)[0] + 1


def without_names(text, names):
    """The text without what it may call the technology; a name that is a word for prereleases stays in it."""
    for name in sorted(names, key=len, reverse=True):
        parts = re.findall(r"[^\s._-]+", name.lower())
        if parts and not all(map(EARLY_WORD.fullmatch, parts)):
            end = r"(?!\w|[.]\d)" if parts[-1][-1].isdigit() else r"(?![^\W\d_])"
            text = re.sub(rf"(?<![^\W_]){r'[\s._-]*'.join(map(re.escape, parts))}{end}", " ", text)
    return text
