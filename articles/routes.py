"""Which models have a page of their own, and which addresses of this site lead to one."""

from functools import cache
from urllib.parse import unquote, urlsplit

from django.apps import apps
from django.conf import settings
from django.urls import Resolver404, resolve, reverse


@cache
def page_models():
    """What has a page of its own, by the name of its address."""
    slugged = (model for model in apps.get_models() if hasattr(model, "slug_content_type"))
    return {f"{model._meta.model_name}-detail": model for model in slugged if hasattr(model, "get_absolute_url")}


def kinds_of(model):
    """The models that have pages and share the slugs of this one: an article and a comparison never have the same."""
    return [kind for kind in page_models().values() if kind.slug_owner() is model.slug_owner()]


def addresses_under(model, slugs):
    """Every address of a page that one of these slugs makes."""
    return [reverse(f"{kind._meta.model_name}-detail", args=[slug]) for kind in kinds_of(model) for slug in slugs]


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
