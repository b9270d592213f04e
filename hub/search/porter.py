"""The stem of an English word, as M. F. Porter's algorithm of 1980 finds it: “queries” and “query” share one."""

from functools import lru_cache

STEP_2 = {
    "ational": "ate",
    "tional": "tion",
    "enci": "ence",
    "anci": "ance",
    "izer": "ize",
    "bli": "ble",
    "alli": "al",
    "entli": "ent",
    "eli": "e",
    "ousli": "ous",
    "ization": "ize",
    "ation": "ate",
    "ator": "ate",
    "alism": "al",
    "iveness": "ive",
    "fulness": "ful",
    "ousness": "ous",
    "aliti": "al",
    "iviti": "ive",
    "biliti": "ble",
    "logi": "log",
}
STEP_3 = {"icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": ""}
STEP_4 = {"sion": "s", "tion": "t"} | dict.fromkeys(
    "al ance ence er ic able ible ant ement ment ent ou ism ate iti ous ive ize".split(),  # noqa: SIM905
    "",
)


@lru_cache(maxsize=50_000)
def stem(word):
    """The stem of a word in small letters; a word that is short or not English letters is its own stem."""
    if len(word) < 3 or not (word.isascii() and word.isalpha()):
        return word
    word = drop_past(drop_plural(word))
    if word.endswith("y") and "v" in shape(word[:-1]):
        word = word[:-1] + "i"
    for endings, measure in ((STEP_2, 1), (STEP_3, 1), (STEP_4, 2)):
        word = replace_ending(word, endings, measure)
    return drop_last(word)


def shape(word):
    """The word as v for vowels and c for consonants. A y after a consonant is a vowel."""
    letters = ""
    for letter in word:
        letters += "v" if letter in "aeiou" or (letter == "y" and letters.endswith("c")) else "c"
    return letters


def count_syllables(word):
    """Porter's measure: how often a vowel is followed by a consonant."""
    return shape(word).count("vc")


def ends_short(word):
    """Whether it ends like “hop”: dropping its ending took an e away."""
    return shape(word)[-3:] == "cvc" and word[-1] not in "wxy"


def drop_plural(word):
    if word.endswith(("sses", "ies")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def drop_past(word):
    if word.endswith("eed"):
        return word[:-1] if count_syllables(word[:-3]) else word
    ending = next((ending for ending in ("ed", "ing") if word.endswith(ending)), "")
    base = word.removesuffix(ending)
    return mend(base) if ending and "v" in shape(base) else word


def mend(base):
    """What stood before -ed or -ing: “hopp” was “hop”, “hop” was “hope”."""
    if base.endswith(("at", "bl", "iz")):
        return base + "e"
    if base[-2:-1] == base[-1] and shape(base)[-1] == "c":
        return base if base[-1] in "lsz" else base[:-1]
    return base + "e" if count_syllables(base) == 1 and ends_short(base) else base


def replace_ending(word, endings, measure):
    """Replace the longest of the endings, where what stands before it has the measure."""
    ending = max((ending for ending in endings if word.endswith(ending)), key=len, default="")
    base = word.removesuffix(ending) + endings.get(ending, "")
    kept = base if ending in ("sion", "tion") else word.removesuffix(ending)
    return base if ending and count_syllables(kept) >= measure else word


def drop_last(word):
    if word.endswith("e"):
        measure = count_syllables(word[:-1])
        if measure > 1 or (measure == 1 and not ends_short(word[:-1])):
            word = word[:-1]
    return word[:-1] if word.endswith("ll") and count_syllables(word[:-1]) > 1 else word
