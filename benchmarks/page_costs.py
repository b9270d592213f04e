"""``python -m benchmarks.page_costs``: what one page of each kind costs, in the database that the site is run with.

Queries; milliseconds to make it from its rows, to read it as it was stored, to answer it from memory; bytes, plain and
compressed. Times are the best of five, without network.
"""

import asyncio
import contextlib
import os
import time
from dataclasses import dataclass
from urllib.parse import unquote, urlencode

import django
from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, get_resolver, reverse

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings")
    django.setup()

from articles.models import Article, Author, Topic
from benchmarks.report import say
from comparisons.models import Comparison, Feature, Technology
from hub.page_cache.answers import CachedPage, WholeResponse
from hub.page_cache.memory import Memory, Store
from hub.page_cache.requests import PageCache, resolve_address
from hub.page_cache.stored import ENCODING, StoredPages
from hub.page_cache.threads import DjangoInThreads, headers_of

HEADINGS = ("page", "queries", "made", "stored", "memory", "bytes", "gzip")
LAYOUT = "{:<60} {:>7} {:>8} {:>8} {:>8} {:>9} {:>8}"
ROUNDS = 5
HITS = 200
VERSION = "costs"
# Whose slug stands in an address whose name begins so.
NAMED = {
    "article": Article.objects.published().filter(kind=Article.Kind.ARTICLE),
    "comparison": Comparison.objects.published(),
    "technology": Technology.objects.filter(facts__isnull=False),
    "feature": Feature.objects.filter(facts__isnull=False),
    "topic": Topic.objects.with_work(),
    "author": Author.objects.with_work(),
}


def main():
    say(LAYOUT.format(*HEADINGS))
    for cost in filter(None, map(measure, addresses())):
        stored = "-" if cost.stored is None else f"{cost.stored:.2f}"
        times = (f"{cost.made:.2f}", stored, f"{cost.memory:.3f}")
        say(LAYOUT.format(cost.address, cost.queries, *times, cost.size, cost.compressed))


@dataclass(frozen=True)
class Cost:
    """Times in milliseconds, sizes in bytes; ``stored`` is None for what is not kept in the database."""

    address: str
    queries: int
    made: float
    stored: float | None
    memory: float
    size: int
    compressed: int


def addresses():
    """An address for each public view of which there is a page."""
    for pattern in get_resolver().url_patterns:
        if hasattr(pattern.callback, "known_query") and (address := example(pattern.name)):
            yield address


def example(name):
    page = NAMED.get(name.partition("-")[0], Article.objects.none()).order_by("pk").first()
    for kwargs in ({}, {"slug": page.slug if page else ""}, {"section": "articles"}):
        with contextlib.suppress(NoReverseMatch):
            return reverse(name, kwargs=kwargs) + query_of(name)
    return None


def query_of(name):
    """What an address needs to show anything: two technologies where any can be compared."""
    if name.partition(".")[0] != "compare":
        return ""
    slugs = Technology.objects.order_by("pk").values_list("slug", flat=True)[:2]
    return "?" + urlencode([("t", slug) for slug in slugs])


def measure(address):
    """The cost of one page, or None where there is none."""
    client = Client(headers={"host": settings.SITE_URL.partition("://")[2]})
    response = client.get(address, secure=settings.HTTPS)  # whatever is loaded once, is loaded now
    if response.status_code != 200:
        return None
    with CaptureQueriesContext(connection) as queries:
        client.get(address, secure=settings.HTTPS)
    count = len(queries)  # at once: the next request empties the log
    made = best(lambda: client.get(address, secure=settings.HTTPS))
    page = CachedPage.of(whole(response), VERSION)
    page.variants[ENCODING] = page.encode(page.encoding_for(ENCODING))
    return Cost(
        address,
        count,
        made,
        time_stored(address, page),
        time_memory(address, page),
        len(page.answer.body),
        len(page.variants[ENCODING].body),
    )


def whole(response: HttpResponse):
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return WholeResponse(200, headers_of(response), body)


def best(function):
    """The shortest of some runs: the others say what else the machine was doing."""
    times = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        function()
        times.append((time.perf_counter() - begin) * 1000)
    return min(times)


def time_stored(address, page):
    if page.encoding_for(ENCODING) != ENCODING or "?" in address:
        return None
    pages = StoredPages()
    with transaction.atomic():
        pages.write(address, page)
        shortest = best(lambda: pages.find(address, VERSION))
        transaction.set_rollback(True)
    return shortest


class Unchanged:
    """A watch of content that stays as it is."""

    version = VERSION


def time_memory(address, page):
    store = Store(settings.PAGE_CACHE_BYTES)
    path, _, query = address.partition("?")
    key = resolve_address(unquote(path), query.encode()).key
    store.put(key, page)
    django_in_threads = DjangoInThreads(1)
    pages = Memory(django_in_threads, store, Unchanged())
    return asyncio.run(ask(PageCache(django_in_threads, pages, Unchanged()), *key))


async def ask(application, path, query):
    scope = {
        "type": "http",
        "method": "GET",
        "scheme": application.scheme,
        "path": path,
        "query_string": query,
        "headers": [(b"host", settings.SITE_URL.partition("://")[2].encode()), (b"accept-encoding", b"gzip")],
    }

    async def send(message):
        pass

    begin = time.perf_counter()
    for _ in range(HITS):
        await application(scope, None, send)
    return (time.perf_counter() - begin) * 1000 / HITS


if __name__ == "__main__":
    main()
