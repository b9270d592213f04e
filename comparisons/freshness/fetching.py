"""Asking other sites, with care: what they answer is bounded in time and size, and no private address is ever asked.

A name is resolved once, every address it has is checked, and the connection goes to an address that was checked: a
name that points elsewhere a moment later gains nothing. Every hop of a redirect is checked the same way.
"""

import datetime
import http.client
import ipaddress
import logging
import re
import socket
import ssl
import time
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http.cookiejar import CookieJar
from threading import Thread
from urllib.parse import quote_from_bytes, urljoin, urlsplit
from urllib.request import Request

from django.conf import settings
from django.utils.encoding import iri_to_uri

from articles.slugify import on_one_line

logger = logging.getLogger(__name__)

REDIRECTS = {301, 302, 303, 307, 308}
MOST_REDIRECTS = 10
MOST_BYTES = 2 * 1024 * 1024
TIMEOUT = 10  # seconds for a connection, or for the next bytes
DEADLINE = 30  # seconds with all redirects: a site that sends a byte now and then does not hold us up
CHUNK = 64 * 1024
MOST_ADDRESSES = 4
MOST_COOKIES = 8 * 1024  # bytes: more than that sites refuse themselves
LONGEST_REASON = 150
UNIVERSAL = re.compile(" ?(?:Z|UTC|GMT)$")
NO_DAY = re.compile(r" 00\d\d(?= |$)|W\d\d$")  # in RFC 822, 26 is 2026 but 0026 a mistake; a week is no day either
COMPRESSED = re.compile("gzip|deflate|br|zstd|compress", re.IGNORECASE)  # not “none” or “utf-8”, which some sites write
ASCII_SIGNS = bytes(range(0x21, 0x7F))
NAT64 = ipaddress.ip_network("64:ff9b::/96")
IPV4_COMPATIBLE = ipaddress.ip_network("::/96")


class FetchError(Exception):
    """No answer that can be used; the message says why, for an editor."""

    def __init__(self, message):
        super().__init__(on_one_line(message))


@dataclass(frozen=True)
class Response:
    """``url`` is the address that answered in the end; ``headers`` have small letters; ``body`` is empty for HEAD."""

    url: str
    status: int
    headers: dict
    body: bytes = b""


def is_public(address):
    """Whether an IP address, given as text, belongs to the open internet, whatever it is wrapped in."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if ip in NAT64:
        ip = ipaddress.ip_address(int(ip) & 0xFFFFFFFF)
    ip = getattr(ip, "ipv4_mapped", None) or ip
    refused = ip.is_multicast or ip in IPV4_COMPATIBLE or getattr(ip, "is_site_local", False)
    return ip.is_global and not refused


def fetch(url, *, method="GET", limit=MOST_BYTES, deadline=DEADLINE, allowed=is_public):
    """The answer of an address after at most MOST_REDIRECTS redirects, whatever its status. Raises FetchError.

    Of the body ``limit`` bytes are read at most, and more are an error; with a limit of 0 none are read. Cookies that a
    site sets go back to it with the next redirect, as many want that, and are forgotten at the end.
    """
    cookies, end = CookieJar(), time.monotonic() + deadline
    with reading(url):
        for _ in range(MOST_REDIRECTS + 1):
            answer = ask(url, method, limit, end, allowed, cookies)
            target = answer.headers.get("location")
            if answer.status not in REDIRECTS or not target:
                return answer
            try:
                url = urljoin(url, decoded(target))
            except ValueError:  # such as http://[
                raise FetchError("It redirects to what is no address.") from None
        raise FetchError(f"It redirects more than {MOST_REDIRECTS} times.")


def decoded(target):
    """Where a Location leads whose bytes http.client took for Latin-1: they are UTF-8, or are sent back as they are."""
    sent = target.encode("latin-1")
    try:
        return sent.decode()
    except UnicodeDecodeError:
        return quote_from_bytes(sent, safe=ASCII_SIGNS)


@contextmanager
def reading(address):
    """Reads what strangers wrote: whatever a library makes of that is the fault of this address alone, a FetchError.

    What is no usual trouble of a network is logged, because it may be a mistake of ours.
    """
    try:
        yield
    except FetchError:
        raise
    except TimeoutError:
        raise FetchError("It did not answer in time.") from None
    except Exception as error:
        if not isinstance(error, OSError | http.client.HTTPException | ValueError):
            logger.exception("%s cannot be read", address)
        raise FetchError(f"It cannot be read: {error_words(error)}.") from error


def parse_moment(text):
    """The moment that a stranger wrote as in HTTP and RSS, or as in ISO 8601; None where it cannot be told."""
    text = " ".join(text.split())
    if NO_DAY.search(text):
        return None
    iso = UNIVERSAL.sub("+00:00", text.upper())
    for reader, form in (
        (datetime.datetime.fromisoformat, iso),
        (parsedate_to_datetime, text),
        (parsedate_to_datetime, f"{text} 00:00:00"),
    ):
        # Beside ValueError: OverflowError for a year of twenty digits, and IndexError or TypeError in the past.
        with suppress(Exception):
            return reader(form)
    return None


def ask(url, method, limit, end, allowed, cookies):
    """One request and its answer, without following a redirect. Raises whatever a network and a stranger can cause."""
    parts = urlsplit(url.strip())
    connection = connection_to(parts, end, allowed)
    path = iri_to_uri((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
    # Who asks, and where to complain.
    asker = f"LearningHub (+{settings.SITE_URL})"
    # For its cookies only: the connection above is of a scheme that was checked.
    request = Request(url.strip(), headers={"User-Agent": asker, "Accept": "*/*"})  # noqa: S310
    cookies.add_cookie_header(request)
    with closing(connection):
        told = {name: value for name, value in request.header_items() if len(value) <= MOST_COOKIES}
        connection.request(method, path, headers=told)
        with connection.getresponse() as response:
            cookies.extract_cookies(response, request)
            headers = {name.lower(): value for name, value in response.getheaders()}
            has_body = limit and method != "HEAD" and response.status not in REDIRECTS
            if has_body and COMPRESSED.search(headers.get("content-encoding", "")):
                raise FetchError("Its answer is compressed, which nobody asked for.")
            body = read_body(response, limit) if has_body else b""
            return Response(url, response.status, headers, body)


def error_words(error):
    """What went wrong, on one line that can be stored and shown: a site may have put anything into it."""
    return on_one_line(str(error))[:LONGEST_REASON].rstrip(".") or type(error).__name__


def read_body(response, limit):
    """The body, of at most ``limit`` bytes. Raises FetchError."""
    body = bytearray()
    while chunk := response.read1(CHUNK):
        body += chunk
        if len(body) > limit:
            raise FetchError(f"Its answer is larger than {limit // 1024} kB.")
    if response.length:
        raise FetchError("Its answer ended too early.")
    return bytes(body)


def connection_to(parts, end, allowed):
    """A connection, not open yet, to an address that was checked. Raises FetchError, or ValueError for a wrong port."""
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username is not None:
        raise FetchError("Only plain http and https addresses are asked.")
    kind = SecureConnection if parts.scheme == "https" else PlainConnection
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return kind(parts.hostname, port, addresses=resolve(parts.hostname, port, allowed, end), end=end)


def resolve(host, port, allowed, end):
    """What getaddrinfo knows of a host, if each of its addresses is allowed. Raises FetchError, or TimeoutError."""
    found = []
    # A name server that is silent holds up a thread: no timeout of ours ends the wait for it.
    asking = Thread(target=look_up, args=(host, port, found), daemon=True)
    asking.start()
    asking.join(seconds_left(end))
    if asking.is_alive():
        raise TimeoutError
    if not found:
        raise FetchError(f"There is no site {host}.")
    if not all(allowed(address[4][0]) for address in found):
        raise FetchError(f"{host} is a private address, which is never asked.")
    return found[:MOST_ADDRESSES]


def look_up(host, port, found):
    with suppress(OSError, UnicodeError):
        found += socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)


class FinalResponse(http.client.HTTPResponse):
    """Reads over everything that a site sends ahead of its answer, such as 103, as http.client does over 100 alone."""

    def _read_status(self):
        version, status, reason = super()._read_status()
        return version, http.client.CONTINUE if status < 200 else status, reason


def seconds_left(end):
    """How long to wait for the next step of what has to be over at ``end``. Raises TimeoutError where it should be."""
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return min(left, TIMEOUT)


class TimedSocket(socket.socket):
    """All that is read of it comes before its ``end``; a timeout alone begins anew with each byte."""

    def recv_into(self, *buffer):
        self.settimeout(seconds_left(self.end))
        return super().recv_into(*buffer)


class SecureTimedSocket(TimedSocket, ssl.SSLSocket):
    pass


class PlainConnection(http.client.HTTPConnection):
    """Connects to addresses that were resolved and checked before, and never resolves a name itself."""

    response_class = FinalResponse

    def __init__(self, host, port, *, addresses, end):
        super().__init__(host, port)
        self.addresses, self.end = addresses, end

    def connect(self):
        problem = None
        for family, kind, protocol, _, address in self.addresses:
            self.sock = TimedSocket(family, kind, protocol)
            self.sock.end = self.end
            self.sock.settimeout(seconds_left(self.end))
            try:
                return self.sock.connect(address)
            except OSError as error:
                self.sock.close()
                problem = error
        raise problem


class SecureConnection(PlainConnection):
    default_port = http.client.HTTPS_PORT

    def connect(self):
        super().connect()
        context = ssl.create_default_context()
        context.sslsocket_class = SecureTimedSocket
        self.sock.settimeout(seconds_left(self.end))
        self.sock = context.wrap_socket(self.sock, server_hostname=self.host)
        self.sock.end = self.end
