"""Which models have a page of their own, and which addresses of this site lead to one."""

from functools import cache
from urllib.parse import unquote, urlsplit

from django.apps import apps
from django.conf import settings
from django.urls import Resolver404, resolve


@cache
def page_models():
    """What has a page of its own, by the name of its address."""
    slugged = (model for model in apps.get_models() if hasattr(model, "slug_content_type"))
    return {f"{model._meta.model_name}-detail": model for model in slugged if hasattr(model, "get_absolute_url")}


def kinds_of(model):
    """The models that have pages and share the slugs of this one: an article and a comparison never have the same."""
    return [kind for kind in page_models().values() if kind.slug_owner() is model.slug_owner()]


def find_page(address):
    """The model and the slug of the page that an address of this site is about; None where it is about none.

    Raises Resolver404 where this site has no such address.
    """
    try:
        parts, site = urlsplit(address), urlsplit(settings.SITE_URL)
    except ValueError:
        return None
    is_here = (parts.scheme, parts.netloc) in {("", ""), (site.scheme, site.netloc)}
    if not is_here or not parts.path.startswith("/"):
        return None
    match = resolve(unquote(parts.path))
    model = page_models().get((match.url_name or "").partition(".")[0])
    return (model, match.kwargs["slug"]) if model and "slug" in match.kwargs else None


def find_pages(addresses):
    """Model and slug by address, for those that are about a page; and those that this site has not got."""
    found, unknown = {}, set()
    for address in set(addresses):
        try:
            found[address] = find_page(address)
        except Resolver404:
            unknown.add(address)
    return {address: page for address, page in found.items() if page}, unknown
