"""What people typed, in forms of its own: on one line, and as slugs.

Those are made from any title in any script, unique among others, and one for every way of typing the same letters.
"""

import re
import unicodedata

from django.core.validators import RegexValidator, validate_unicode_slug
from django.db import models

# What would be dropped although it tells names apart: "C", "C++" and "C#" are three languages.
SPOKEN = {
    "c++": "c-plus-plus",
    "c#": "c-sharp",
    "f#": "f-sharp",
    ".net": "dot-net",
    "&": " and ",
    "+": "-plus",
    "#": "-sharp",
}
# Signs that belong to a letter: the vowels of Hindi, Tamil or Thai, and accents that no composed letter has. Not among
# them is what joins letters or says how an emoji looks, which nobody sees alone.
SELECTORS = "\u034f\u180b-\u180f\ufe00-\ufe0f\u20dd-\u20e4"
MARKS = "".join(
    sign
    for sign in map(chr, range(0x300, 0x1F000))
    if unicodedata.category(sign).startswith("M") and not re.match(f"[{SELECTORS}]", sign)
)
SLUG = rf"[-\w{MARKS}]+"
# Between the words of Hebrew and the syllables of Tibetan, and the hyphens of typesetters.
DASHES = "\u058a\u05be\u0f0b\u1806\u2010"
# Of these Unicode says that they are letters or symbols, but nobody sees them.
BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")


class UnicodeSlugField(models.SlugField):
    """A slug in any script, with the signs of its letters."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.validators[0] = RegexValidator(rf"^{SLUG}\Z", validate_unicode_slug.message)

    def deconstruct(self):
        """To the database and its migrations it is the field of Django's."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.SlugField", args, kwargs

    def formfield(self, **kwargs):
        return models.CharField.formfield(self, **kwargs)


def on_one_line(text):
    """A stranger's text, without what could not be stored or would steer a terminal."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in str(text)).split())


def usual_letters(text):
    """The text in small letters, in the one of several ways to write them that slugs have."""
    lower = unicodedata.normalize("NFKC", text).lower().replace("i\u0307", "i")  # which is what İ becomes
    return unicodedata.normalize("NFC", lower)


def make_slug(text, max_length=100):
    """The slug of a text in any script; empty where the text has no letter and no digit."""
    text = usual_letters(text)
    for sign, words in SPOKEN.items():
        text = text.replace(sign, words)
    text = re.sub(f"[{DASHES}./]", "-", text)
    text = re.sub(rf"[^-\s\w{MARKS}]|(?<![^\W_])(?<![{MARKS}])[{MARKS}]+", "", text)
    return re.sub(r"[-\s]+", "-", text)[:max_length].strip("-_")


def can_be_seen(text):
    """Whether a text has more in it than spaces, signs that control others, and signs of letters that are not there."""
    return any(unicodedata.category(sign)[0] not in "ZCM" and sign not in BLANKS for sign in text)


def unique_slug(text, taken, fallback, max_length=100):
    """The first of slug, slug-2, slug-3, … that ``taken(slug)`` does not claim."""
    stem = make_slug(text, max_length) or fallback
    slug, number = stem, 1
    while taken(slug):
        number += 1
        suffix = f"-{number}"
        slug = stem[: max_length - len(suffix)] + suffix
    return slug
