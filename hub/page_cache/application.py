"""The ASGI application: public pages by way of the page cache, everything else straight from Django."""

import asyncio

from django.conf import settings

from hub.page_cache import PREPARED
from hub.page_cache.answers import LATE, CachedPage, not_modified, start
from hub.page_cache.encodings import negotiate
from hub.page_cache.requests import HIT, PageRequest, is_ours, resolve_address

# Whoever sends one of these is not anonymous, or asks for something else than the page.
NOT_ANONYMOUS = {b"cookie", b"authorization", b"content-length", b"transfer-encoding", b"range"}


class PageCache:
    """``pages`` is the first step on the way to a public page; each step has a method ``page``, and asks the next one.

    ``django`` is the last of them, and answers all other requests. Without a ``watch`` no page is kept anywhere.
    ``parts`` have threads of their own, which start with the process.
    """

    def __init__(self, django, pages=None, watch=None, parts=()):
        self.django = django
        self.pages = pages or django
        self.watch = watch
        self.parts = parts
        self.scheme = "https" if settings.HTTPS else "http"

    async def __call__(self, scope, receive, send):
        if scope["type"] == "http":
            await self.answer(scope, receive, send)
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
            await self.django(scope, receive, send)
            return
        request = PageRequest(scope, address.key, self.watch and self.watch.version, negotiate(accepted))
        found = await self.pages.page(request)
        if isinstance(found, CachedPage):
            await send_variant(scope, send, await found.variant_in(request.encoding), kept, request.status)
        elif found.is_shareable and (found is LATE or address.key[1] == scope["query_string"]):
            answer = await asyncio.to_thread(found.encoded, request.encoding)
            await answer.send(send, scope["method"])
        else:
            await self.django(scope, receive, send)


async def send_variant(scope, send, variant, kept, news):
    """The page, or 304 to who has it. A hit, which is nearly always, is sent as it lies there."""
    if kept is not None and matches(kept, variant.etag):
        head, body = variant.not_modified if news is HIT else not_modified(variant.headers, news), b""
    else:
        head = variant.start if news is HIT else start(200, variant.headers, news)
        body = b"" if scope["method"] == "HEAD" else variant.body
    write = scope.get("extensions", {}).get(PREPARED)
    if write is None or not write(send, head["lines"], body):
        await send(head)
        await send({"type": "http.response.body", "body": body})


def matches(if_none_match, etag):
    """Whether a client has it already: by weak comparison, as RFC 9110 (13.1.2) asks for."""
    if if_none_match == etag or if_none_match.strip() == b"*":
        return True
    return etag in {tag.strip().removeprefix(b"W/") for tag in if_none_match.split(b",")}
