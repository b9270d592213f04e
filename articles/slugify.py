"""Slugs: made from any title in any script, and unique among others."""

import unicodedata

from django.utils.text import slugify

# What slugify would drop although it tells names apart: "C", "C++" and "C#" are three languages.
SPOKEN = {
    "c++": "c-plus-plus",
    "c#": "c-sharp",
    "f#": "f-sharp",
    ".net": "dot-net",
    "&": " and ",
    "+": "-plus",
    "#": "-sharp",
}


def make_slug(text, max_length=100):
    """The slug of a text in any script; empty where the text has no letter and no digit."""
    text = unicodedata.normalize("NFKC", text).lower()
    for sign, words in SPOKEN.items():
        text = text.replace(sign, words)
    text = text.replace(".", "-").replace("/", "-")
    return slugify(text, allow_unicode=True)[:max_length].strip("-_")


def unique_slug(text, taken, fallback, max_length=100):
    """The first of slug, slug-2, slug-3, … that ``taken(slug)`` does not claim."""
    stem = make_slug(text, max_length) or fallback
    slug, number = stem, 1
    while taken(slug):
        number += 1
        suffix = f"-{number}"
        slug = stem[: max_length - len(suffix)] + suffix
    return slug
