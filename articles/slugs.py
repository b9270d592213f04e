"""What stands under a slug: the thing itself, the way to where it is now, or that it is gone."""

import re
import unicodedata

from django.db.models import Q
from django.http import Http404

from articles.models import Article, OldSlug
from articles.routes import kinds_of
from articles.slugify import usual_letters

MAX_ADDRESS = OldSlug._meta.get_field("slug").max_length


class Moved(Exception):
    """What was asked for by a former slug has another one now, or, where ``address`` is given, is of another kind.

    An address with a query is the whole address; any other takes along the query that was asked.
    """

    def __init__(self, slug, address=""):
        super().__init__(slug)
        self.slug, self.address = slug, address


class Gone(Exception):
    """What was asked for was there to read once, and is withdrawn or deleted."""


def get_by_slug(queryset, slug):
    """The one object of the queryset with this slug.

    Raises Moved where the slug is a former one of an object in the queryset, Gone where its object is withdrawn or
    deleted, Http404 where it is none.
    """
    found = queryset.filter(slug=slug).first()
    if found:
        return found
    model, former = queryset.model, former_owners(queryset.model, slug)
    page = find_readable(model, former) if former else None
    if page:
        raise Moved(page.slug, "" if type(page) is model else page.get_absolute_url())
    usual = usual_letters(slug)
    if usual != slug and not former:
        raise Moved(get_by_slug(queryset, usual).slug)
    if is_gone(model, slug, former):
        raise Gone(slug)
    raise Http404(f"We have no {model._meta.verbose_name} “{slug}”.")


def find_by_slug(queryset, slug):
    """The one object of the queryset with this slug, present or former. Raises Gone and Http404 as ``get_by_slug``."""
    try:
        return get_by_slug(queryset, slug)
    except Moved as moved:
        return get_by_slug(queryset, moved.slug)


def find_by_slugs(queryset, slugs):
    """What of the queryset stands under each of these slugs, present or former. A query; where one is former, three."""
    slugs = {slug for slug in slugs if "\0" not in slug}  # PostgreSQL refuses the very question
    found = {thing.slug: thing for thing in queryset.filter(slug__in=slugs)} if slugs else {}
    if missing := slugs - found.keys():
        former = OldSlug.objects.of(queryset.model).filter(slug__in=missing)
        keys = dict(former.values_list("slug", "object_id"))
        things = {thing.pk: thing for thing in queryset.filter(pk__in=keys.values())} if keys else {}
        found |= {slug: things[key] for slug, key in keys.items() if key in things}
    return found


def get_by_address(path):
    """What once stood under a whole address elsewhere. Raises as ``get_by_slug`` does: it never stands there itself."""
    address = bare_path(path)
    former = former_owners(Article, address)
    page = find_readable(Article, former) if former else None
    if page:
        raise Moved(page.slug, page.get_absolute_url())
    if is_gone(Article, address, former):
        raise Gone(address)
    raise Http404(f"Nothing has the address {path!r}.")


def bare_path(path):
    """The path of an address as those of other sites are kept: in one form, whatever stands at its end."""
    path = re.sub(r"[?#].*|(?:^|/)index\.html?$|/+$", "", unicodedata.normalize("NFC", path.strip()))
    path = path.replace("\0", "")  # which PostgreSQL refuses to look for
    return f"/{re.sub(r'/+$', '', path).lstrip('/')}"


def former_owners(model, slug):
    """The keys of what once had this slug, among all that share their slugs with the model."""
    return list(OldSlug.objects.of(model).filter(slug=slug).values_list("object_id", flat=True))


def find_readable(model, keys):
    """What readers find under one of these keys among all kinds of pages that share their slugs, or None."""
    pages = (kind.readable().filter(pk__in=keys).first() for kind in kinds_of(model))
    return next(filter(None, pages), None)


def is_gone(model, slug, former):
    """Whether the object with this slug is withdrawn, or deleted: then only its former slug is left of it."""
    asked = list(model.slug_owner()._base_manager.filter(Q(slug=slug) | Q(pk__in=former)))
    return all(thing.is_withdrawn for thing in asked) if asked else bool(former)
