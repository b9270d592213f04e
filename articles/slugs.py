"""Slugs: made from any title, unique, and followed when they change."""

import unicodedata

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import Http404
from django.utils.text import slugify

from articles.links import kinds_of

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
    """What was asked for by a former slug has another one now, or, where ``address`` is given, is of another kind."""

    def __init__(self, slug, address=""):
        super().__init__(slug)
        self.slug, self.address = slug, address


class Gone(Exception):
    """What was asked for was there to read once, and is withdrawn or deleted."""


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

    Raises Moved where the slug is a former one of an object in the queryset, Gone where its object is withdrawn or
    deleted, Http404 where it is none.
    """
    from articles.models import OldSlug

    found = queryset.filter(slug=slug).first()
    if found:
        return found
    owner = queryset.model._meta.get_field("slug").model
    content_type = ContentType.objects.get_for_model(owner)
    former = list(OldSlug.objects.filter(content_type=content_type, slug=slug).values_list("object_id", flat=True))
    present = queryset.filter(pk__in=former).values_list("slug", flat=True).first() if former else None
    if present:
        raise Moved(present)
    other = find_other_kind(owner, former) if former else None
    if other:
        raise Moved(other.slug, other.get_absolute_url())
    if is_gone(owner, slug, former):
        raise Gone(slug)
    raise Http404(f"No {queryset.model._meta.verbose_name} has the slug {slug!r}.")


def find_other_kind(owner, keys):
    """What readers find under one of these keys among all kinds of pages that share their slugs, or None."""
    kinds = kinds_of(owner)
    pages = (kind.readable().filter(pk__in=keys).first() for kind in kinds) if len(kinds) > 1 else ()
    return next(filter(None, pages), None)


def is_gone(owner, slug, former):
    """Whether the object with this slug is withdrawn, or deleted: then only its former slug is left of it."""
    asked = list(owner._base_manager.filter(Q(slug=slug) | Q(pk__in=former)))
    return all(thing.is_withdrawn for thing in asked) if asked else bool(former)
