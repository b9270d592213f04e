"""What stands around an answer is read as it is meant: what was sent ahead of it, what its bytes are said to be."""

from functools import partial

import pytest

from comparisons.freshness import fetching
from comparisons.freshness.fetching import FetchError
from comparisons.freshness.release_feeds import parse_feed
from tests.local_site import local_site

fetch = partial(fetching.fetch, allowed=lambda address: True)


@pytest.fixture
def site():
    with local_site() as site:
        yield site


EARLY = ["100 Continue", "102 Processing", "103 Early Hints\r\nLink: </a.css>", "104 Upload", "199 Odd"]


@pytest.mark.parametrize("early", EARLY)
@pytest.mark.parametrize("count", [1, 5000])
def test_what_a_site_sends_ahead_of_its_answer_is_read_over(site, early, count):
    head = f"HTTP/1.1 {early}\r\n\r\n" * count + "HTTP/1.1 404 Gone\r\n\r\nNo."
    site.answers["/"] = lambda handler: handler.wfile.write(head.encode())
    answer = fetch(f"{site.url}/")
    assert (answer.status, answer.body) == (404, b"No.")


@pytest.mark.parametrize("code", ["identity", "Identity", "", "none", "UTF-8", "aws-chunked", "7bit"])
def test_an_answer_that_is_not_compressed_is_read_whatever_it_calls_that(site, code):
    assert fetch(site.add("/", "Plain", Content_Encoding=code)).body == b"Plain"


@pytest.mark.parametrize("code", ["gzip", "x-gzip", "BR", "deflate", "zstd", "identity, gzip", "compress"])
def test_an_answer_that_is_compressed_is_refused_and_not_unpacked(site, code):
    with pytest.raises(FetchError, match="compressed, which nobody asked for"):
        fetch(site.add("/", b"\x1f\x8b", Content_Encoding=code))


@pytest.mark.parametrize("address", ["", "https://example.org/feed"])
@pytest.mark.parametrize("link", ["http://[", "//[x", "http://\u2100/", "http://a:99999999999/", "javascript:1"])
def test_an_odd_link_is_no_reason_to_refuse_a_feed(link, address):
    entries = f"<item><title>Django 6.1</title><link>{link}</link></item><item><title>Django 6.2</title></item>"
    found = parse_feed(f"<rss><channel>{entries}</channel></rss>".encode(), address=address, names={"Django"})
    assert [release.version for release in found] == ["6.1", "6.2"]
