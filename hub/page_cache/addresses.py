"""Which requests are for a public page, and what of their address makes it that page."""

from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.http.request import split_domain_port, validate_host
from django.urls import Resolver404, resolve

from articles.public_pages import ANYTHING

LONGEST_QUERY = 1_000  # bytes
MOST_PARAMETERS = 50


@lru_cache(maxsize=1024)
def is_ours(host):
    """Whether the site answers to this name. Pages take their own addresses from SITE_URL, so all names share them."""
    domain, _ = split_domain_port(host.decode("latin-1"))
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


@lru_cache(maxsize=1024)
def address_of(path, query):
    """The path and the part of the query that its view knows, put in order; None for what is no public page.

    What the view does not know is left out: such an address gets the page without it, and none of its own.
    """
    known = known_query_at(path)
    if known is None or not query:
        return None if known is None else (path, b"")
    if known == ANYTHING or len(query) > LONGEST_QUERY:
        return None
    try:
        pairs = parse_qsl(query.decode("ascii"), keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
    except ValueError:
        return None
    pairs = sorted((pair for pair in pairs if pair[0] in known), key=lambda pair: pair[0])
    return path, urlencode(pairs).encode()


@lru_cache(maxsize=1024)
def needs_database(path):
    """Whether answering may ask the database; a view that does not says ``without_database = True``."""
    if path.startswith(settings.STATIC_URL):
        return False
    try:
        return not getattr(resolve(path).func, "without_database", False)
    except Resolver404:
        return True  # the page that says so asks what else there is


def known_query_at(path):
    """The names that the view of this path reads from a query; None where it is no public page."""
    if path.startswith(settings.STATIC_URL):
        return frozenset()
    try:
        view = resolve(path).func
    except Resolver404:
        return None
    return getattr(view, "known_query", None)
