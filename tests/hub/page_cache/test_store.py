import tracemalloc

import pytest

from hub.page_cache.answers import OVERHEAD, CachedPage, WholeResponse
from hub.page_cache.memory import Store

PUBLIC = [(b"cache-control", b"public, max-age=0"), (b"content-type", b"text/html")]


def page(size=10_000):
    return CachedPage.of(WholeResponse(200, PUBLIC, b"x" * size), "1")


def test_the_memory_is_bounded_and_the_least_recently_read_leave_first():
    store = Store(400_000)  # 300,000 for pages without a query
    for number in range(40):
        store.put((f"/{number}/", b""), page())
        store.get(("/0/", b""))
    assert store.size <= 300_000
    assert store.get(("/0/", b""))
    assert store.get(("/39/", b""))
    assert store.get(("/1/", b"")) is None


def test_addresses_made_up_by_somebody_do_not_drive_out_the_pages():
    store = Store(400_000)
    store.put(("/", b""), page())
    for number in range(1000):
        store.put(("/", b"page=%d" % number), page())
    assert store.get(("/", b""))
    assert store.size <= 100_000 + 10_000 + OVERHEAD


def test_a_page_too_large_for_the_room_is_not_kept():
    store = Store(400_000)
    store.put(("/", b""), page(200_000))
    assert store.get(("/", b"")) is None
    assert store.size == 0


def test_an_encoding_that_is_added_counts():
    store, one = Store(400_000), page()
    store.put(("/", b""), one)
    before = store.size
    one.variants["gzip"] = one.encode("gzip")
    store.put(("/", b""), one)
    assert store.size == before + len(one.variants["gzip"].body) + OVERHEAD


def test_a_page_takes_about_as_much_memory_as_it_says():
    """The headers are as long as those that our pages have: a thousand bytes."""
    tracemalloc.start()
    pages = [
        CachedPage.of(WholeResponse(200, [*PUBLIC, (b"x-policy", b"x" * 900 + b"%d" % number)], b""), "1")
        for number in range(50)
    ]
    for one in pages:
        one.variants = {encoding: one.encode(encoding) for encoding in ("identity", "gzip", "br")}
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert taken / 2 < sum(one.size for one in pages) < taken * 2


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        (404, PUBLIC),
        (302, PUBLIC),
        (200, []),
        (200, [(b"cache-control", b"max-age=60")]),
        (200, [(b"cache-control", b"public, no-store")]),
        (200, [(b"cache-control", b"private")]),
        (200, [*PUBLIC, (b"set-cookie", b"a=b")]),
        (200, [*PUBLIC, (b"vary", b"Accept-Encoding, Cookie")]),
        (200, [*PUBLIC, (b"vary", b"*")]),
    ],
)
def test_what_is_not_for_everybody_is_not_public(status, headers):
    assert not WholeResponse(status, headers, b"").is_public


def test_what_is_found_and_said_to_be_public_is_public():
    assert WholeResponse(200, [*PUBLIC, (b"vary", b"Accept-Encoding")], b"").is_public
