"""Both commands that ask other sites, against sites that mean no good: one of them never spoils it for the others."""

import gzip
import io
import re
import time
from contextlib import suppress
from functools import partial
from html import escape
from itertools import repeat

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comparisons.freshness import fetching, link_checks
from comparisons.models import LinkCheck, Release, Source, Technology
from tests.budgets import budget
from tests.factories import make_fact, make_feature, make_release, make_technology
from tests.local_site import local_site

pytestmark = pytest.mark.django_db
SECONDS = 1
fetch = partial(fetching.fetch, allowed=lambda address: not address.startswith("10."), deadline=SECONDS)


def entry(link="/2.0", title="Nasty 2.0", date="2026-01-01"):
    item = f"<entry><title>{title}</title><link href='{link}'/><updated>{date}</updated></entry>"
    return f"<feed xmlns='http://www.w3.org/2005/Atom'>{item}</feed>".encode()


GOOD = entry(link="/good", title="Good 2.0")


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


def ahead(handler):
    raw(handler, *repeat(b"HTTP/1.1 100 Continue\r\n\r\n" * 100, 100_000))


def one_byte_a_chunk(handler):
    raw(handler, b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", *repeat(b"1\r\n<\r\n" * 1000, 10_000))


def trailers(handler):
    raw(handler, b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", *repeat(b"X: y\r\n" * 1000, 100_000))


def announces(count, title, day="2026-01-01"):
    entries = "".join(
        f"<entry><title>{title.format(number)}</title><updated>{day}</updated></entry>" for number in range(count)
    )
    return plain(f"<feed xmlns='http://www.w3.org/2005/Atom'>{entries}</feed>".encode())


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
    "a hundred Continue without an end": ahead,
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
    "chunks of one byte": one_byte_a_chunk,
    "trailers without an end": trailers,
    "more releases than a project makes": announces(201, "Nasty 2.{}"),
    "entries without an end": plain(b"<rss>" + b"<item/>" * 30_000 + b"</rss>"),
    "a redirect that grows": plain(b"", 302, Location="/nasty" + "a" * 60_000),
    "the end of the head is missing": writes(b"HTTP/1.1 200 OK\r\nX: y\r\n"),
    "a version of HTTP that is none": writes(b"HTTP/2 200\r\n\r\n"),
    "a codec that is no encoding": plain(b"<?xml version='1.0' encoding='zlib'?><feed/>"),
    "an encoding of several bytes": plain(b"<?xml version='1.0' encoding='shift_jis'?><feed/>"),
    "a control character": plain(entry(title="Nasty \x0b 2.0")),
    "a reference to nothing": plain(entry(title="Nasty &#0; 2.0")),
    "invalid XML": plain(b"<feed><entry></feed>"),
    "an unknown encoding": plain(b"<?xml version='1.0' encoding='no-such'?><feed/>"),
    "another encoding": plain("<?xml version='1.0' encoding='utf-8'?><feed>ä</feed>".encode("latin-1")),
    "nothing": plain(b""),
    "entities": plain(b"<!DOCTYPE f [<!ENTITY a 'aaaa'>]><feed>&a;</feed>"),
}
ODD = {"a link that is none": entry(link="http://["), "an identifier as link": entry(link="urn:x:y")}
ODDER = {
    "an address with a blank": entry(link="http://a b/"),
    "an address without a host": entry(link="https:///2.0"),
    "a port that is none": entry(link="http://a.example:999999/2.0"),
    "a link too long": entry(link="/" + "x" * 3000),
    "a version too long": entry(link="/", title="Nasty 2.0" + "9" * 150),
    "an old year in words": entry(date="Thu, 01 Jan 0026 00:00:00 GMT"),
}
DATES = ["9999-99-99", "Mon, 01 Jan 99999999999999999999 00:00:00 GMT", "1 1", ", ,,", "0001-01-01T00:00:00+14:00"]


@pytest.fixture(autouse=True)
def _short_of_time(monkeypatch):
    monkeypatch.setattr(link_checks, "DEADLINE", SECONDS)


@pytest.fixture
def site():
    with local_site() as site:
        yield site


def make_feeds(site, answer):
    """Two technologies: the feed of the first gives this answer, that of the second is as it should be."""
    site.answers |= {"/nasty": answer, "/good": plain(GOOD)}
    for name in ("Nasty", "Good"):
        make_release(make_technology(name=name, releases_url=f"{site.url}/{name.lower()}"), "1.0")


def make_sources(site, answer):
    """Two sources of a fact: the first gives this answer."""
    fact = make_fact(make_technology(), make_feature(), sources=0)
    site.answers |= {"/a-nasty": answer, "/b-good": plain(b"")}
    for url in (f"{site.url}/a-nasty", good_source(site)):
        Source.objects.create(fact=fact, title="Docs", url=url)


def good_source(site):
    """By another name, so that it is a site of its own: one that asks for time is left alone as a whole."""
    return site.url.replace("127.0.0.1", "localhost") + "/b-good"


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


@pytest.mark.parametrize("oddity", ODDER)
def test_an_entry_that_is_no_release_is_left_to_an_editor_and_the_others_of_its_feed_are_read(site, oddity):
    item = b"<entry><title>Nasty 1.5</title><link href='/1.5'/><updated>2026-01-01</updated></entry></feed>"
    make_feeds(site, plain(ODDER[oddity].replace(b"</feed>", item)))
    call_command("fetch_releases", stdout=(out := io.StringIO()), fetch=fetch)
    assert "Nasty: 1.5\nNasty: left to an editor: “Nasty 2.0" in out.getvalue()
    assert news() == {"Good"}
    assert Release.objects.filter(version="1.5").count() == 1


@pytest.mark.parametrize("date", DATES)
def test_a_release_whose_day_cannot_be_told_is_left_to_an_editor_and_the_next_technology_is_read(site, date):
    make_feeds(site, plain(entry(date=date)))
    call_command("fetch_releases", stdout=(out := io.StringIO()), fetch=fetch)
    assert "Nasty: left to an editor: “Nasty 2.0”" in out.getvalue()
    assert news() == {"Good"}


@pytest.mark.parametrize("wait", [*DATES, "9" * 5000, "-" + "9" * 20, "²"])
def test_a_wait_that_cannot_be_told_is_an_hour_at_most_a_week_and_the_next_source_is_asked(site, wait):
    make_sources(site, plain(b"", 429, Retry_After=wait.encode().decode("latin-1")))
    call_command("check_links", stdout=io.StringIO(), fetch=fetch, pause=0)
    check = LinkCheck.objects.get(url=f"{site.url}/a-nasty")
    assert (check.failures, check.answer) == (0, "status 429, asked us to wait")
    assert LinkCheck.objects.filter(answer__startswith="status").count() == 2


def test_what_a_library_raises_is_kept_with_the_address_and_logged_and_the_next_one_is_asked(site, caplog):
    def breaking(url, **options):
        if "nasty" in url:
            raise RecursionError("too \0 deep")
        return fetch(url, **options)

    make_sources(site, plain(b""))
    make_feeds(site, plain(GOOD))
    call_command("check_links", stdout=io.StringIO(), fetch=breaking, pause=0)
    with pytest.raises(CommandError, match="Failed: Nasty"):
        call_command("fetch_releases", stdout=io.StringIO(), stderr=(err := io.StringIO()), fetch=breaking)
    assert err.getvalue() == "Nasty: It cannot be read: too deep.\n"
    assert LinkCheck.objects.get(url=f"{site.url}/a-nasty").answer == "It cannot be read: too deep."
    assert LinkCheck.objects.get(url=good_source(site)).answer == "status 200"
    assert news() == {"Good"}
    assert [record.exc_info[0] for record in caplog.records if record.name == "comparisons.freshness.fetching"] == [
        RecursionError,
        RecursionError,
    ]


SIGNS = st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=30)
NUMBERS = st.integers(-(10**25), 10**25).map(str)
MOMENTS = st.builds(
    "{}, {} {} {} {}:00:00 {}".format, SIGNS, NUMBERS, st.sampled_from(["Jan", "Oct"]), NUMBERS, NUMBERS, SIGNS
)
VALUES = (
    SIGNS
    | NUMBERS
    | MOMENTS
    | st.sampled_from(["gzip", "chunked", "0", "/", "http://[", "//\x80", "text/xml; charset=x"])
)
NAMES = st.sampled_from(
    ["Retry-After", "Location", "Set-Cookie", "Content-Length", "Content-Encoding", "Transfer-Encoding", "Date"]
)
SIZES = st.sampled_from([0, 0, 0, 64 * 1024, fetching.MOST_BYTES + 1])
ENCODINGS = st.sampled_from(["utf-8", "latin-1", "utf-16", "utf-7", "cp037"])


@st.composite
def answers(draw):
    """The bytes that a site writes before it closes: a head, and often a feed, in any encoding, cut anywhere."""
    title, date = draw(SIGNS | st.just("Nasty 2.0")), draw(VALUES)
    code = draw(ENCODINGS)
    feed = entry(title=escape(title), date=escape(date)).decode()
    body = f"<?xml version='1.0' encoding='{draw(ENCODINGS)}'?>{feed}{' ' * draw(SIZES)}".encode(code)
    status = draw(st.sampled_from([200, 200, 200, 204, 301, 304, 403, 404, 429, 503]) | st.integers(0, 10**6))
    head = "".join(f"{name}: {value}\r\n" for name, value in draw(st.dictionaries(NAMES, VALUES, max_size=3)).items())
    written = f"HTTP/1.1 {status} x\r\n{head}\r\n".encode("latin-1") + body
    return written[: draw(st.just(None) | st.integers(0, len(written)))]


@settings(max_examples=budget(40), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=answers())
def test_whatever_a_site_writes_the_others_are_asked_and_read(site, written):
    for model in (LinkCheck, Source, Technology):
        model.objects.all().delete()
    make_sources(site, writes(written))
    make_feeds(site, writes(written))
    quick = partial(fetching.fetch, allowed=lambda address: address in {"127.0.0.1", "::1"}, deadline=SECONDS)
    call_command("check_links", stdout=io.StringIO(), fetch=quick, pause=0)
    with suppress(CommandError):
        call_command("fetch_releases", stdout=(out := io.StringIO()), stderr=out, fetch=quick)
    assert LinkCheck.objects.get(url=f"{site.url}/a-nasty").answer.isprintable()
    assert LinkCheck.objects.get(url=good_source(site)).answer == "status 200"
    assert "Good: 2.0\n" in out.getvalue()
    assert out.getvalue().replace("\n", "").isprintable()


@pytest.mark.parametrize("trick", NASTY)
def test_a_nasty_source_is_noted_and_the_next_one_asked(site, trick):
    make_sources(site, NASTY[trick])
    start = time.monotonic()
    call_command("check_links", stdout=io.StringIO(), fetch=fetch, pause=0)
    assert time.monotonic() - start < SECONDS * 8
    assert LinkCheck.objects.get(url=good_source(site)).failures == 0
    assert LinkCheck.objects.get(url=f"{site.url}/a-nasty").answer.isprintable()
