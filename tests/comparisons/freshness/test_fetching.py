"""Other sites are asked with care: bounded in time and size, and never at a private address."""

import socket
import time
from contextlib import suppress
from functools import partial

import pytest
from django.utils.encoding import iri_to_uri

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
    with pytest.raises(FetchError, match="redirects more than 10 times"):
        fetch(loop)
    assert len(site.asked) == 3 + 11


@pytest.mark.parametrize("hops", [6, 7, 8, 9, 10])
def test_six_to_ten_redirects_are_no_reason_to_call_a_page_gone(site, hops):
    for number in range(hops):
        site.add(f"/{number}", status=302, Location=f"/{number + 1}")
    end = site.add(f"/{hops}", "Here")
    assert fetch(f"{site.url}/0").url == end


def test_all_redirects_together_have_the_time_of_one_request(site):
    def slow(handler):
        time.sleep(0.1)
        handler.wfile.write(b"HTTP/1.0 302 x\r\nLocation: /slow\r\n\r\n")

    site.answers["/slow"] = slow
    with pytest.raises(FetchError, match="did not answer in time"):
        fetch(f"{site.url}/slow", deadline=0.35)
    assert len(site.asked) < 6


# “Å” and “х” hold the byte 85, which some take for a line end.
@pytest.mark.parametrize("place", ["/café", "/Åland", "/документы/хлеб", "/日本?q=東#京", "/a b/größe", "/50%25/é"])
@pytest.mark.parametrize("origin", ["", "http://127.0.0.1:{port}"])
def test_a_redirect_in_raw_bytes_is_followed_as_browsers_do(site, place, origin):
    location = (origin.format(port=site.url.rpartition(":")[2]) + place).encode()
    site.answers["/start"] = redirect(location)
    asked = iri_to_uri(place.partition("#")[0])
    site.add(asked, "Here")
    assert fetch(f"{site.url}/start").body == b"Here"
    assert site.asked[-1] == ("GET", asked)


@pytest.mark.parametrize(
    ("location", "asked"),
    [
        (b"/caf\xe9", "/caf%E9"),
        (b"/stra\xdfe?a=\xfc#\xe4", "/stra%DFe?a=%FC"),
        (b"/\xff\xfe", "/%FF%FE"),
        (b"/\x93\xfa", "/%93%FA"),
    ],
)
def test_a_redirect_in_bytes_of_another_encoding_is_sent_back_byte_by_byte(site, location, asked):
    site.answers["/start"] = redirect(location)
    site.add(asked, "Here")
    assert fetch(f"{site.url}/start").body == b"Here"


def redirect(location):
    head = b"HTTP/1.0 301 Moved\r\nLocation: " + location + b"\r\n\r\n"
    return lambda handler: handler.wfile.write(head)


def wants(site, path, cookie, answer):
    """An address that gives this answer to whoever shows a cookie, and sets it with a redirect for all others."""

    def asked(handler):
        shown = [part.strip() for part in handler.headers.get("Cookie", "").split(";")]
        status, headers = (
            answer if cookie.partition(";")[0] in shown else (302, f"Set-Cookie: {cookie}\r\nLocation: {path}")
        )
        handler.wfile.write(f"HTTP/1.0 {status} x\r\n{headers}\r\n\r\n".encode())

    site.answers[path] = asked
    return site.url + path


@pytest.mark.parametrize(
    "cookie",
    [
        *("seen=1", "seen=1; Path=/", "seen=", "__cf_bm=a.b-c_d=; HttpOnly; SameSite=None"),
        *("seen=1; Max-Age=60; Version=1", "seen=1; Expires=Fri, 01 Jan 99999999999999999999 00:00:00 GMT"),
    ],
)
def test_a_redirect_that_wants_the_cookie_it_set_gets_it_within_one_check_only(site, cookie):
    page = wants(site, "/page", cookie, (200, "X: y"))
    assert fetch(page).status == 200
    assert fetch(page).status == 200
    assert len(site.asked) == 4


@pytest.mark.parametrize(
    "cookie", ["seen=1; Secure", "seen=1; Domain=example.org", "seen=1; Max-Age=0", "a=" + "x" * 9000]
)
def test_a_cookie_that_is_not_for_this_address_or_is_too_large_does_not_go_back(site, cookie, monkeypatch):
    resolve_to(monkeypatch, "127.0.0.1")  # which by itself counts for as good as secure
    page = wants(site, "/page", cookie, (200, "X: y")).replace("127.0.0.1", "one.example")
    with pytest.raises(FetchError, match="redirects more than 10 times"):
        fetch(page)


def resolve_to(monkeypatch, *addresses):
    """Let every name have these addresses."""
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)


def test_no_other_site_gets_a_cookie(site):
    elsewhere = site.url.replace("127.0.0.1", "localhost") + "/end"
    page = wants(site, "/page", "seen=1", (302, f"Location: {elsewhere}"))
    site.answers["/end"] = lambda handler: handler.wfile.write(
        f"HTTP/1.0 200 x\r\nX-Got: {handler.headers.get('Cookie')}\r\n\r\n".encode()
    )
    assert fetch(page).headers["x-got"] == "None"


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
    resolve_to(monkeypatch, "93.184.215.14", "127.0.0.1")
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


@pytest.mark.parametrize(
    "head", [b"HTTP/1.0 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n", b"HTTP/1.1 200 "]
)
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


def test_a_second_address_of_a_site_gets_no_time_of_its_own(site, monkeypatch):
    def drip(handler):
        with suppress(OSError):
            handler.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n")
            while True:
                handler.wfile.write(b"x")
                time.sleep(0.05)

    site.answers["/"], port = drip, int(site.url.rpartition(":")[2])
    with socket.socket() as full, socket.socket() as first, socket.socket() as second:
        full.bind(("127.0.0.2", port))
        full.listen(0)  # and it accepts nobody: whoever comes third waits
        for waiting in (first, second):
            waiting.setblocking(False)
            waiting.connect_ex(("127.0.0.2", port))
        resolve_to(monkeypatch, "127.0.0.2", "127.0.0.1")
        start = time.monotonic()
        with pytest.raises(FetchError, match="did not answer in time"):
            fetch(f"http://two.example:{port}/", deadline=0.3)
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
