"""The first step: reads what a client asks for, has public pages found, and leaves all else to Django."""

import asyncio
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.http.request import split_domain_port, validate_host
from django.urls import Resolver404, ResolverMatch, resolve

from hub.operation.seen import Seen
from hub.page_cache import PREPARED
from hub.page_cache.answers import LATE, CachedPage, negotiate, not_modified, start

LONGEST_QUERY = 1_000  # bytes
MOST_PARAMETERS = 50
HIT, MISS, STALE = b"hit", b"miss", b"stale"
# Whoever sends one of these is not anonymous, or asks for something else than the page.
NOT_ANONYMOUS = {b"cookie", b"authorization", b"content-length", b"transfer-encoding", b"range"}


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


class PageCache:
    """The ASGI application. ``pages`` is the next step on the way to a public page, and asks the one after it.

    ``django`` is the last of them, and answers all other requests. Without a ``watch`` no page is kept anywhere.
    ``parts`` have threads of their own, which start with the process.
    """

    def __init__(self, django, pages, watch=None, parts=()):
        self.django = django
        self.pages = pages
        self.watch = watch
        self.parts = parts
        self.scheme = "https" if settings.HTTPS else "http"

    async def __call__(self, scope, receive, send):
        if scope["type"] == "http":
            seen = scope["seen"] = Seen(scope["headers"])
            seen.done(scope, *await self.answer(scope, receive, send))
        elif scope["type"] == "lifespan":
            await self.live(receive, send)
        else:
            await send({"type": "websocket.close"})

    async def live(self, receive, send):
        """Follow the content version from the start of a process to its end."""
        await receive()
        for part in self.parts:
            part.start()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        if self.watch:
            self.watch.stop()
        await send({"type": "lifespan.shutdown.complete"})

    async def answer(self, scope, receive, send):
        """Answer a request. Return the status, and what was found in memory, where that was looked for."""
        accepted, kept, host = b"", None, b""
        anonymous = (scope["method"] == "GET" or scope["method"] == "HEAD") and scope["scheme"] == self.scheme
        for name, value in scope["headers"]:
            if name == b"accept-encoding":
                accepted = value
            elif name == b"host":
                host = value
            elif name == b"if-none-match":
                kept = value
            elif name in NOT_ANONYMOUS:
                anonymous = False
        address = scope["address"] = resolve_address(scope["path"], scope["query_string"])
        if not (anonymous and address.key and is_ours(host)):
            return await self.django(scope, receive, send), None
        request = PageRequest(scope, address.key, self.watch and self.watch.version, negotiate(accepted))
        found = await self.pages.page(request)
        if isinstance(found, CachedPage):
            variant = await found.variant_in(request.encoding)
            return await send_variant(scope, send, variant, kept, request.status), request.status
        if found.is_shareable and (found is LATE or address.key[1] == scope["query_string"]):
            answer = await asyncio.to_thread(found.encoded, request.encoding)
            await answer.send(send, scope["method"])
            return answer.status, None
        return await self.django(scope, receive, send), None


@dataclass(frozen=True, slots=True)
class Address:
    """What an address leads to, found once for all steps.

    ``match``: the view and its arguments; None for a static file, and where nothing is.
    ``key``: of a public page, the path and the part of the query that its view knows, in order; else None. What the
    view does not know is left out: such an address gets the page without it, and none of its own.
    ``kind``: the name of the view, or of the site of views that it belongs to.
    ``needs_database``: whether answering may ask the database; a view that does not says ``without_database = True``.
    """

    match: ResolverMatch | None
    key: tuple[str, bytes] | None
    needs_database: bool = True
    kind: str = "nowhere"


@lru_cache(maxsize=1024)
def resolve_address(path, query):
    if path.startswith(settings.STATIC_URL):
        return Address(None, (path, b""), needs_database=False, kind="static")
    try:
        match = resolve(path)
    except Resolver404:
        return Address(None, None)  # the page that says so asks what else there is
    known = known_part(query, getattr(match.func, "known_query", None))
    key = None if known is None else (path, known)
    kind = match.namespace or match.url_name or "other"
    return Address(match, key, not getattr(match.func, "without_database", False), kind)


def known_part(query, names):
    """The part of a query that has these names, in order; None where the page of it is not kept."""
    if names is None or not query:
        return None if names is None else b""
    if len(query) > LONGEST_QUERY:
        return None
    try:
        pairs = parse_qsl(query.decode("ascii"), keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
    except ValueError:
        return None
    return urlencode(sorted((pair for pair in pairs if pair[0] in names), key=lambda pair: pair[0])).encode()


@lru_cache(maxsize=1024)
def is_ours(host):
    """Whether the site answers to this name. Pages take their own addresses from SITE_URL, so all names share them."""
    domain, _ = split_domain_port(host.decode("latin-1"))
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


async def send_variant(scope, send, variant, kept, news):
    """The page, or 304 to who has it; return which. A hit, which is nearly always, is sent as it lies there."""
    if kept is not None and matches(kept, variant.etag):
        head, body = variant.not_modified if news is HIT else not_modified(variant.headers, news), b""
    else:
        head = variant.start if news is HIT else start(200, variant.headers, news)
        body = b"" if scope["method"] == "HEAD" else variant.body
    write = scope.get("extensions", {}).get(PREPARED)
    if write is None or not write(send, head["lines"], body):
        await send(head)
        await send({"type": "http.response.body", "body": body})
    return head["status"]


def matches(if_none_match, etag):
    """Whether a client has it already: by weak comparison, as RFC 9110 (13.1.2) asks for."""
    if if_none_match == etag or if_none_match.strip() == b"*":
        return True
    return etag in {tag.strip().removeprefix(b"W/") for tag in if_none_match.split(b",")}
