"""Both commands that ask other sites, against sites that mean no good: one of them never spoils it for the others."""

import gzip
import io
import re
import time
from contextlib import suppress
from functools import partial
from itertools import repeat

import pytest
from django.core.management import CommandError, call_command

from comparisons import fetching
from comparisons.models import LinkCheck, Release, Source
from tests.factories import make_fact, make_feature, make_release, make_technology
from tests.local_site import local_site

pytestmark = pytest.mark.django_db
SECONDS = 1
fetch = partial(fetching.fetch, allowed=lambda address: not address.startswith("10."), deadline=SECONDS)
GOOD = b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>Good 2.0</title></entry></feed>"


def entry(link="/2.0", title="Nasty 2.0", date="2026-01-01"):
    item = f"<entry><title>{title}</title><link href='{link}'/><updated>{date}</updated></entry>"
    return f"<feed xmlns='http://www.w3.org/2005/Atom'>{item}</feed>".encode()


def plain(body, status=200, **headers):
    return status, {name.replace("_", "-"): value for name, value in headers.items()}, body


def hang(handler):
    time.sleep(SECONDS * 2)


def raw(handler, *parts):
    """Write these bytes, as long as somebody reads them."""
    with suppress(OSError):
        for part in parts:
            handler.wfile.write(part)


def drip(handler):
    headers = (f"X-{number}: y\r\n".encode() for number in range(99))
    raw(handler, b"HTTP/1.1 200 OK\r\n", *(time.sleep(0.05) or header for header in headers))


def endless(handler):
    raw(handler, b"HTTP/1.1 200 OK\r\n\r\n", *repeat(b"<feed>" * 10_000, 1000))


def writes(data):
    return lambda handler: raw(handler, data)


NASTY = {
    "redirect to a private address": plain(b"", 302, Location="http://10.0.0.1/latest/meta-data"),
    "redirect to nonsense": plain(b"", 302, Location="http://[::1"),
    "redirect to a bad port": plain(b"", 302, Location="http://example.org:99999/"),
    "redirect to a file": plain(b"", 301, Location="file:///etc/passwd"),
    "redirect in bytes": plain(b"", 301, Location="/\xff\xfe"),
    "hang": hang,
    "drip": drip,
    "endless": endless,
    "no HTTP": writes(b"SSH-2.0 \x00\x1b[31m\r\n"),
    "a status that is none": writes(b"HTTP/1.1 9999 Odd\r\n\r\n"),
    "a thousand headers": writes(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 1000 + b"\r\n"),
    "a header without an end": writes(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000),
    "chunks that lie": writes(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffff\r\nx"),
    "a length that is none": writes(b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n" + b"<x>"),
}
NO_FEED = {
    "a bomb": plain(gzip.compress(b"<feed>" * 10_000_000), Content_Encoding="gzip"),
    "not modified": plain(b"", 304),
    "too many requests": plain(b"", 429, Retry_After="120"),
    "invalid XML": plain(b"<feed><entry></feed>"),
    "an unknown encoding": plain(b"<?xml version='1.0' encoding='no-such'?><feed/>"),
    "another encoding": plain("<?xml version='1.0' encoding='utf-8'?><feed>ä</feed>".encode("latin-1")),
    "nothing": plain(b""),
    "a link too long": plain(entry(link="/" + "x" * 3000)),
    "a version too long": plain(entry(link="/", title="Nasty 2." + "9" * 150)),
    "entities": plain(b"<!DOCTYPE f [<!ENTITY a 'aaaa'>]><feed>&a;</feed>"),
}
ODD = {"a link that is none": entry(link="http://["), "a date that is none": entry(date="9999-99-99")}


@pytest.fixture
def site():
    with local_site() as site:
        yield site


def make_feeds(site, answer):
    """Two technologies: the feed of the first gives this answer, that of the second is as it should be."""
    site.answers |= {"/nasty": answer, "/good": plain(GOOD)}
    for name in ("Nasty", "Good"):
        make_release(make_technology(name=name, releases_url=f"{site.url}/{name.lower()}"), "1.0")


def news():
    return set(Release.objects.filter(version="2.0").values_list("technology__name", flat=True))


@pytest.mark.parametrize("trick", [*NASTY, *NO_FEED])
def test_a_nasty_feed_gets_a_sentence_and_the_next_technology_is_read(site, trick):
    make_feeds(site, {**NASTY, **NO_FEED}[trick])
    err, start = io.StringIO(), time.monotonic()
    with pytest.raises(CommandError, match="Failed: Nasty"):
        call_command("fetch_releases", "nasty", "good", stdout=io.StringIO(), stderr=err, fetch=fetch)
    assert time.monotonic() - start < SECONDS * 5
    assert re.fullmatch(r"Nasty: [A-Z0-9].{9,250}\.\n", err.getvalue())
    assert err.getvalue().strip().isprintable()
    assert news() == {"Good"}


@pytest.mark.parametrize("oddity", ODD)
def test_a_release_is_read_in_spite_of_what_is_odd_about_its_entry(site, oddity):
    make_feeds(site, plain(ODD[oddity]))
    call_command("fetch_releases", stdout=io.StringIO(), fetch=fetch)
    assert news() == {"Nasty", "Good"}


@pytest.mark.parametrize("trick", NASTY)
def test_a_nasty_source_is_noted_and_the_next_one_asked(site, trick):
    fact = make_fact(make_technology(), make_feature(), sources=0)
    site.answers |= {"/a-nasty": NASTY[trick], "/b-good": plain(b"")}
    for path in ("/a-nasty", "/b-good"):
        Source.objects.create(fact=fact, title="Docs", url=site.url + path)
    start = time.monotonic()
    call_command("check_links", stdout=io.StringIO(), fetch=fetch, pause=0)
    assert time.monotonic() - start < SECONDS * 8
    assert LinkCheck.objects.get(url=f"{site.url}/b-good").failures == 0
    assert LinkCheck.objects.get(url=f"{site.url}/a-nasty").answer.isprintable()
