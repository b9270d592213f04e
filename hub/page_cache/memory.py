"""The pages kept in the memory of a process, and what is sent while one is made anew or cannot be."""

import asyncio
import contextlib
from collections import OrderedDict

from hub.page_cache.answers import LATE, CachedPage, once, takedowns_in
from hub.page_cache.requests import HIT, STALE

DAY = 24 * 60 * 60
PATIENCE = 2.0  # seconds that readers wait for a page to be made anew before they get the one there was
LONGEST_WAIT = 10.0  # seconds, where there was none: a database that hangs would have them wait for as long as it does


class Memory:
    """A step of the page cache: ``pages``, the next one, is asked for what is not in memory, once for all who wait."""

    def __init__(self, pages, store, watch):
        self.pages = pages
        self.store = store
        self.watch = watch
        self.making = {}

    async def page(self, request):
        found = await self.find(request)
        if isinstance(found, CachedPage) and found.encoding_for(request.encoding) not in found.variants:
            await found.variant_in(request.encoding)
            if self.store.get(request.key) is found:
                self.store.put(request.key, found)  # it takes more room now
        return found

    async def find(self, request):
        page = self.store.get(request.key)
        if page is not None and page.version == request.version:
            request.status = HIT
            return page
        # Something was taken down since it was made: it may show that.
        if page is not None and takedowns_in(page.version) != takedowns_in(self.watch.latest):
            self.store.drop(request.key)
            page = None
        if page is not None and request.version is None and self.watch.silence < DAY:
            request.status = STALE
            return page
        made = None
        with contextlib.suppress(TimeoutError):
            making = once(self.making, (request.key, request.version), lambda: self.make(request))
            made = await asyncio.wait_for(making, PATIENCE if page else LONGEST_WAIT)
        if page is not None and not isinstance(made, CachedPage) and self.store.get(request.key) is page:
            request.status = STALE
            return page
        return made or LATE

    async def make(self, request):
        """Have the page made, and keep it under the version read before.

        Where the page is gone, forget it; where Django failed, keep what there was.
        """
        made = await self.pages.page(request)
        if isinstance(made, CachedPage):
            known = self.store.get(request.key)
            if known is not None and (known.digest, known.answer.headers) == (made.digest, made.answer.headers):
                made.variants = {**known.variants, **made.variants}
            if made.version is not None:
                self.store.put(request.key, made)
        elif made.status < 500:
            self.store.drop(request.key)
        return made


class Store:
    """Pages by their address. Those with a query have a share of their own, so that no crowd of made-up addresses
    can drive out the pages proper, of which there are only as many as were written."""

    def __init__(self, limit):
        """``limit``: bytes for all pages, a quarter of them for those with a query."""
        self.limits = {False: limit - limit // 4, True: limit // 4}
        self.sizes = {False: 0, True: 0}
        self.shelves = {False: OrderedDict(), True: OrderedDict()}  # pages with their sizes, the longest unread first

    @property
    def size(self):
        return sum(self.sizes.values())

    def get(self, key):
        shelf = self.shelves[bool(key[1])]
        if key not in shelf:
            return None
        shelf.move_to_end(key)
        return shelf[key][0]

    def put(self, key, page):
        """Keep a page, or weigh it anew. One that would take more than an eighth of the room is not kept."""
        self.drop(key)
        has_query, size = bool(key[1]), page.size
        if size > self.limits[has_query] // 8:
            return
        self.shelves[has_query][key] = page, size
        self.sizes[has_query] += size
        while self.sizes[has_query] > self.limits[has_query]:
            self.drop(next(iter(self.shelves[has_query])))

    def drop(self, key):
        has_query = bool(key[1])
        _, size = self.shelves[has_query].pop(key, (None, 0))
        self.sizes[has_query] -= size
