"""Slugs: made from any title, unique, and followed when they change."""

import unicodedata

from django.contrib.contenttypes.models import ContentType
from django.http import Http404
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


class Moved(Exception):
    """What was asked for by a former slug now has another one."""

    def __init__(self, slug):
        super().__init__(slug)
        self.slug = slug


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


def get_by_slug(queryset, slug):
    """The one object of the queryset with this slug.

    Raises Moved where the slug is a former one of an object in the queryset, Http404 where it is none.
    """
    from articles.models import OldSlug

    found = queryset.filter(slug=slug).first()
    if found:
        return found
    owner = ContentType.objects.get_for_model(queryset.model._meta.get_field("slug").model)
    former = OldSlug.objects.filter(content_type=owner, slug=slug).values("object_id")
    present = queryset.filter(pk__in=former).values_list("slug", flat=True).first()
    if present:
        raise Moved(present)
    raise Http404(f"No {queryset.model._meta.verbose_name} has the slug {slug!r}.")
