"""What is asked for: an address, resolved once for all steps, and the request for a public page that they hand on."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.http.request import split_domain_port, validate_host
from django.urls import Resolver404, ResolverMatch, resolve

from articles.public_pages import ANYTHING

LONGEST_QUERY = 1_000  # bytes
MOST_PARAMETERS = 50
HIT, MISS, STALE = b"hit", b"miss", b"stale"


@dataclass(frozen=True, slots=True)
class Address:
    """What an address leads to.

    ``match``: the view and its arguments; None for a static file, and where nothing is.
    ``key``: of a public page, the path and the part of the query that its view knows, in order; else None. What the
    view does not know is left out: such an address gets the page without it, and none of its own.
    ``needs_database``: whether answering may ask the database; a view that does not says ``without_database = True``.
    """

    match: ResolverMatch | None
    key: tuple[str, bytes] | None
    needs_database: bool = True


@dataclass(slots=True)
class PageRequest:
    """A public page that is wanted by somebody of whom nothing is known; each step of the cache is asked by one.

    ``version`` is that of the content, or None where it is not known; ``status`` says in the end where it came from.
    """

    scope: dict
    key: tuple[str, bytes]
    version: str | None
    encoding: str
    status: bytes = MISS


@lru_cache(maxsize=1024)
def is_ours(host):
    """Whether the site answers to this name. Pages take their own addresses from SITE_URL, so all names share them."""
    domain, _ = split_domain_port(host.decode("latin-1"))
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


@lru_cache(maxsize=1024)
def resolve_address(path, query):
    if path.startswith(settings.STATIC_URL):
        return Address(None, (path, b""), needs_database=False)
    try:
        match = resolve(path)
    except Resolver404:
        return Address(None, None)  # the page that says so asks what else there is
    known = known_part(query, getattr(match.func, "known_query", None))
    key = None if known is None else (path, known)
    return Address(match, key, not getattr(match.func, "without_database", False))


def known_part(query, names):
    """The part of a query that has these names, in order; None where the page of it is not kept."""
    if names is None or not query:
        return None if names is None else b""
    if names == ANYTHING or len(query) > LONGEST_QUERY:
        return None
    try:
        pairs = parse_qsl(query.decode("ascii"), keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
    except ValueError:
        return None
    return urlencode(sorted((pair for pair in pairs if pair[0] in names), key=lambda pair: pair[0])).encode()
