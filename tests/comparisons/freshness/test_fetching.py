"""Other sites are asked with care: bounded in time and size, and never at a private address."""

import socket
import time
from functools import partial

import pytest

from comparisons.freshness import fetching
from comparisons.freshness.fetching import FetchError
from tests.local_site import local_site

fetch = partial(fetching.fetch, allowed=lambda address: True)


@pytest.fixture
def site():
    with local_site() as site:
        yield site


def test_an_answer_has_its_address_status_headers_and_body(site, settings):
    settings.SITE_URL = "https://hub.example.org"
    url = site.add("/feed?a=b", "Hello", ETag="x")
    answer = fetch(url)
    assert (answer.url, answer.status, answer.body, answer.headers["etag"]) == (url, 200, b"Hello", "x")
    assert site.agents == {"LearningHub (+https://hub.example.org)"}
    assert fetch(url, method="HEAD").body == b""
    assert fetch(site.url + "/größe").status == 404


def test_redirects_are_followed_a_few_times(site):
    site.add("/start", status=302, Location="/next")
    site.add("/next", status=301, Location=f"{site.url}/end")
    end = site.add("/end", "Here")
    assert fetch(f"{site.url}/start").url == end
    loop = site.add("/loop", status=302, Location="/loop")
    with pytest.raises(FetchError, match="redirects more than 5 times"):
        fetch(loop)
    assert len(site.asked) == 3 + 6


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
        *("224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1", "::127.0.0.1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2001::1"),
    ],
)
def test_private_addresses_are_known_in_every_disguise(address):
    assert not fetching.is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:4700::1111", "::ffff:93.184.215.14", "64:ff9b::5db8:d70e"])
def test_public_addresses_are_not_refused(address):
    assert fetching.is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1"])
def test_by_default_no_private_address_is_asked(site, host):
    site.add("/", "Secret")
    port = site.url.rpartition(":")[2]
    with pytest.raises(FetchError, match="private address"):
        fetching.fetch(f"http://{host}:{port}/")
    assert site.asked == []


def test_a_redirect_to_a_private_address_is_not_followed(site):
    secret = site.add("/secret", "Secret")
    start = site.add("/", status=302, Location=secret.replace("127.0.0.1", "localhost"))
    answers = iter([True, False, False])
    with pytest.raises(FetchError, match="localhost is a private address"):
        fetching.fetch(start, allowed=lambda address: next(answers))
    assert site.asked == [("GET", "/")]


def test_one_private_address_of_a_name_is_enough_to_refuse_it(monkeypatch):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("93.184.215.14", "127.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)
    with pytest.raises(FetchError, match="private address"):
        fetching.fetch("http://both.example/")


def test_a_name_that_changes_its_address_after_the_check_gains_nothing(site, monkeypatch):
    """The connection goes to the address that was checked; the name is resolved once."""
    site.add("/", "Secret")
    port = int(site.url.rpartition(":")[2])
    asked = []

    def rebinding(host, *args, **kwargs):
        asked.append(host)
        address = "192.0.2.1" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(fetching, "TIMEOUT", 0.2)
    with pytest.raises(FetchError):
        fetching.fetch(f"http://rebinding.example:{port}/", allowed=lambda address: address == "192.0.2.1")
    assert (asked, site.asked) == (["rebinding.example"], [])


def test_an_answer_that_is_too_large_is_refused_whatever_it_claims(site):
    url = site.add("/big", b"x" * 5000)
    with pytest.raises(FetchError, match="larger than 4 kB"):
        fetch(url, limit=4096)
    assert fetch(url, limit=5000).body == b"x" * 5000
    assert fetch(url, limit=0).body == b""
    site.answers["/endless"] = endless
    with pytest.raises(FetchError, match="larger than 100 kB"):
        fetch(f"{site.url}/endless", limit=100 * 1024)


def endless(handler):
    handler.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n")
    try:
        while True:
            handler.wfile.write(b"x" * 10_000)
    except OSError:
        return


@pytest.mark.parametrize("head", [b"HTTP/1.0 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n", b""])
def test_a_site_that_sends_a_byte_now_and_then_does_not_hold_us_up(site, head):
    def drip(handler):
        try:
            handler.wfile.write(head)
            for _ in range(100):
                handler.wfile.write(b"x")
                time.sleep(0.05)
        except OSError:
            return

    site.answers["/slow"] = drip
    start = time.monotonic()
    with pytest.raises(FetchError, match="did not answer in time"):
        fetch(f"{site.url}/slow", deadline=0.3)
    assert time.monotonic() - start < 2


def test_an_answer_that_breaks_off_is_no_answer(site):
    url = site.add("/short", "Half", Content_Length="400")
    site.answers["/none"] = lambda handler: handler.connection.close()
    for address in (url, f"{site.url}/none"):
        with pytest.raises(FetchError):
            fetch(address, deadline=3)


@pytest.mark.parametrize(
    "url",
    [
        *("file:///etc/passwd", "ftp://example.org/", "gopher://example.org/", "//example.org/", "example.org", ""),
        *("http://user@example.org/", "http://", "http://[::1", "http://example.org:99999/", "http://a..b/"),
        *("http://no-such-site.invalid/", "http://example.org:x/"),
    ],
)
def test_what_is_no_plain_address_is_refused_with_a_sentence(url):
    with pytest.raises(FetchError, match=r"\.$"):
        fetch(url)


def test_nobody_listening_is_said(site):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        with pytest.raises(FetchError, match="It cannot be read"):
            fetch(f"http://127.0.0.1:{unused.getsockname()[1]}/")


def test_a_secure_site_must_prove_its_name(site):
    with pytest.raises(FetchError, match="It cannot be read"):
        fetch(site.url.replace("http:", "https:"))
