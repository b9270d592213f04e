"""Links from a text to pages of the hub itself: where they lead now, and whether they lead anywhere."""

from collections import defaultdict
from functools import cache, reduce
from operator import or_
from urllib.parse import unquote, urlsplit

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import Resolver404, resolve, reverse

A_KIND = 4  # pages offered of each kind


@cache
def page_models():
    """What has a page of its own, by the name of its address."""
    from articles.models import SluggedModel

    models = (model for model in apps.get_models() if issubclass(model, SluggedModel))
    return {f"{model._meta.model_name}-detail": model for model in models if hasattr(model, "get_absolute_url")}


def kinds_of(owner):
    """The models that have pages and share the slugs of this one: an article and a comparison never have the same."""
    return [model for model in page_models().values() if model._meta.get_field("slug").model is owner]


def addresses_under(owner, slugs):
    """Every address of a page that one of these slugs makes."""
    return [reverse(f"{kind._meta.model_name}-detail", args=[slug]) for kind in kinds_of(owner) for slug in slugs]


def own_parts(address):
    """The parts of an address on this site, or None for one elsewhere, a fragment or nonsense."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    site = urlsplit(settings.SITE_URL)
    here = (parts.scheme, parts.netloc) in {("", ""), (site.scheme, site.netloc)}
    return parts if here and parts.path.startswith("/") else None


def find_page(address):
    """The match of an address of this site and the model of its page, each None where there is none.

    Raises Resolver404 where this site has no such address.
    """
    parts = own_parts(address)
    if parts is None:
        return None, None
    match = resolve(unquote(parts.path))
    return match, page_models().get((match.url_name or "").partition(".")[0])


def page_at(address):
    """What readers find at an address of this site, or are led to from there; None where that is no page."""
    from articles.models import OldSlug

    found = find_pages([address])
    if not found:
        return None
    ((match, model),) = found.values()
    slug, content_type = match.kwargs["slug"], model.slug_content_type()
    former = OldSlug.objects.filter(content_type=content_type, slug=slug).values("object_id")
    kinds = kinds_of(model._meta.get_field("slug").model)
    led_to = (kind.readable().filter(pk__in=former).first() for kind in kinds)
    return model.readable().filter(slug=slug).first() or next(filter(None, led_to), None)


def find_pages(addresses):
    """Match and model by address, for those that lead to the page of something."""
    found = {}
    for address in set(addresses):
        try:
            match, model = find_page(address)
        except Resolver404:
            continue
        if model and "slug" in match.kwargs:
            found[address] = match, model
    return found


# --- links that follow what they lead to ---


def moved(addresses):
    """The present address of each of these whose page has another slug by now. No query where none leads to a page."""
    from articles.models import OldSlug

    found = find_pages(addresses)
    if not found:
        return {}
    former = list(OldSlug.objects.filter(slug__in={match.kwargs["slug"] for match, _ in found.values()}))
    pages = {(old.content_type_id, old.slug): page for old, page in zip(former, led_to(former), strict=True) if page}
    present = {address: present_address(address, *asked, pages) for address, asked in found.items()}
    return {address: new for address, new in present.items() if new}


def led_to(former):
    """What each of these former slugs leads to, or None; a query for each of the tables that own them."""
    models.prefetch_related_objects(former, "content_object")
    return [old.content_object for old in former]


def present_address(address, match, model, pages):
    """Where the page of this address stands now, or None where it stands there or nowhere. ``pages`` by former slug."""
    page = pages.get((model.slug_content_type().pk, match.kwargs["slug"]))
    if not page:
        return None
    path = page.get_absolute_url()
    if path == reverse(f"{model._meta.model_name}-detail", args=[page.slug]):
        path = reverse(match.view_name, kwargs={**match.kwargs, "slug": page.slug})
    return urlsplit(address)._replace(path=path).geturl()


# --- links that lead nowhere ---


def dead_links(addresses):
    """Those of the addresses that should lead to a page of this site and lead to none. Two queries a kind of page."""
    wanted, dead = defaultdict(dict), set()
    for address in addresses:
        try:
            match, model = find_page(address)
        except Resolver404:
            dead.add(address)
        else:
            if model and "slug" in match.kwargs:
                wanted[model].setdefault(match.kwargs["slug"], set()).add(address)
    for model, asked in wanted.items():
        gone = set(asked) - readable_slugs(model, set(asked))
        dead |= {address for slug in gone for address in asked[slug]}
    return dead


def readable_slugs(model, slugs):
    """Those of the slugs under which readers find something, or are led to it."""
    from articles.models import OldSlug

    owner = model._meta.get_field("slug").model
    shown = [Q(object_id__in=kind.readable().values("pk")) for kind in kinds_of(owner)]
    former = OldSlug.objects.filter(reduce(or_, shown), content_type=model.slug_content_type(), slug__in=slugs)
    present = model.readable().filter(slug__in=slugs)
    return {*present.values_list("slug", flat=True), *former.values_list("slug", flat=True)}


# --- finding what to link to ---


def find_by_name(words):
    """What readers can open and whose name holds these words, names that begin with them first. A query a kind."""
    found = []
    for model in page_models().values():
        name = model.name_field
        named = model.readable().filter(**{f"{name}__icontains": words})
        found += named.annotate(begins=Q(**{f"{name}__istartswith": words})).order_by("-begins", name)[:A_KIND]
    return sorted(found, key=lambda page: not page.begins)
