"""The ASGI application: a public page from memory where that is right, everything else from Django."""

import asyncio
import contextlib
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings

from hub.page_cache import READY
from hub.page_cache.addresses import address_of, is_ours
from hub.page_cache.encodings import negotiate
from hub.page_cache.store import Page, not_modified, start
from hub.page_cache.threads import LATE, encoded, send_answer

DAY = 24 * 60 * 60
PATIENCE = 2.0  # seconds that readers wait for a page to be made anew before they get the one there was
LONGEST_WAIT = 10.0  # seconds, where there was none: a database that hangs would have them wait for as long as it does
# Whoever sends one of these is not anonymous, or asks for something else than the page.
NOT_ANONYMOUS = {b"cookie", b"authorization", b"content-length", b"transfer-encoding", b"range"}
HIT, MISS, STALE = b"hit", b"miss", b"stale"


class PageCache:
    """``django`` answers what is not in memory. Without a ``store`` or a ``watch`` no page is kept there.
    ``parts`` have threads of their own, which start with the process."""

    def __init__(self, django, store, watch=None, parts=()):
        self.django = django
        self.store = store
        self.watch = watch
        self.parts = parts
        self.scheme = "https" if settings.HTTPS else "http"
        self.making = {}
        self.encoding = {}
        self.tightener = ThreadPoolExecutor(1, thread_name_prefix="tightener")
        self.tightening = None

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
        key = address_of(scope["path"], scope["query_string"]) if anonymous and is_ours(host) else None
        found, news = await self.find(key, scope) if key else (None, MISS)
        if isinstance(found, Page):
            encoding = found.encoding_for(negotiate(accepted))
            variant = found.variants.get(encoding) or await self.encode(key, found, encoding)
            await send_variant(scope, send, variant, kept, news)
            if news is HIT and not variant.is_tight:
                self.tighten(found)
        elif found and found.is_shareable and (found is LATE or key[1] == scope["query_string"]):
            await send_answer(send, await asyncio.to_thread(encoded, found, negotiate(accepted)), scope["method"])
        else:
            await self.django(scope, receive, send)

    async def find(self, key, scope):
        """What is at an address, from memory or made now, and which of them it was.

        A Page; or, where there is none, what Django said instead to somebody of whom it knew nothing.
        """
        version = self.watch and self.watch.version
        if self.store is None:
            return await self.make(key, version, scope), MISS
        page = self.store.get(key)
        if page is not None and page.version == version:
            return page, HIT
        if page is not None and page.is_taken_down_by(self.watch.latest):
            self.store.drop(key)
            page = None
        if page is not None and version is None and self.watch.silence < DAY:
            return page, STALE
        made = await self.make_once(key, version, scope, PATIENCE if page else LONGEST_WAIT)
        if page is not None and not isinstance(made, Page) and self.store.get(key) is page:
            return page, STALE
        return made or LATE, MISS

    async def make_once(self, key, version, scope, patience):
        """What ``make`` returns, made once for everybody who asks for it now; None if ``patience`` ends before."""
        making = self.making.get((key, version))
        if making is None:
            making = self.making[key, version] = asyncio.create_task(self.make(key, version, scope))
            making.add_done_callback(lambda _: self.making.pop((key, version)))
        with contextlib.suppress(TimeoutError):
            return await asyncio.wait_for(asyncio.shield(making), patience)

    async def make(self, key, version, scope):
        """Have Django make the page, with nothing of whoever asked, and keep it under the version read before.

        Where the page is gone, forget it; where Django failed, keep what there was.
        """
        headers = [(name, value) for name, value in scope["headers"] if name == b"host"]
        scope = {**scope, "method": "GET", "query_string": key[1], "headers": headers}
        made = await self.django.make(scope, version)
        if self.store is not None:
            self.keep(key, made)
        return made

    def keep(self, key, made):
        if not isinstance(made, Page):
            if made.status < 500:
                self.store.drop(key)
            return
        known = self.store.get(key)
        if known is not None and known.is_same_as(made):
            made.variants = {**known.variants, **made.variants}
        if made.version is not None:
            self.store.put(key, made)

    async def encode(self, key, page, encoding):
        """Compress a page, once however many wait for it, and outside the threads that wait for the database."""
        wanted = id(page), encoding
        if wanted not in self.encoding:
            self.encoding[wanted] = asyncio.create_task(asyncio.to_thread(page.encode, encoding))
            self.encoding[wanted].add_done_callback(lambda _: self.encoding.pop(wanted))
        variant = await asyncio.shield(self.encoding[wanted])
        if encoding not in page.variants:
            page.variants[encoding] = variant
            if self.store is not None and self.store.get(key) is page:
                self.store.put(key, page)  # it takes more room now
        return variant

    def tighten(self, page):
        """Make a page that is read again as small as it gets, which saves who comes first to the site a turn of the
        network. One at a time, beside the answers; the next reader of another page sees to that one."""
        if self.tightening is None or self.tightening.done():
            self.tightening = self.tightener.submit(page.tighten)


async def send_variant(scope, send, variant, kept, news):
    """The page, or 304 to who has it. A hit, which is nearly always, is sent as it lies there."""
    if kept is not None and matches(kept, variant.etag):
        head, body = variant.not_modified if news is HIT else not_modified(variant.headers, news), b""
    else:
        head = variant.start if news is HIT else start(200, variant.headers, news)
        body = b"" if scope["method"] == "HEAD" else variant.body
    write = scope.get("extensions", {}).get(READY)
    if write is None or not write(send, head["ready"], body):
        await send(head)
        await send({"type": "http.response.body", "body": body})


def matches(if_none_match, etag):
    """Whether a client has it already: by weak comparison, as RFC 9110 (13.1.2) asks for."""
    if if_none_match == etag or if_none_match.strip() == b"*":
        return True
    return etag in {tag.strip().removeprefix(b"W/") for tag in if_none_match.split(b",")}
