"""Asking other sites, with care: what they answer is bounded in time and size, and no private address is ever asked.

A name is resolved once, every address it has is checked, and libcurl connects to those alone: a name that points
elsewhere a moment later gains nothing. Every hop of a redirect is checked the same way.
"""

import datetime
import ipaddress
import logging
import math
import re
import socket
import ssl
import time
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from threading import Thread
from urllib.parse import urlsplit

import pycurl
from django.conf import settings
from django.utils.encoding import iri_to_uri

from articles.slugify import on_one_line

logger = logging.getLogger(__name__)

REDIRECTS = {301, 302, 303, 307, 308}
MOST_REDIRECTS = 10
MOST_BYTES = 2 * 1024 * 1024
TIMEOUT = 10  # seconds for a connection, or for the next bytes
DEADLINE = 30  # seconds with all redirects: a site that sends a byte now and then does not hold us up
LONGEST_REASON = 150
UNIVERSAL = re.compile(" ?(?:Z|UTC|GMT)$")
NO_DAY = re.compile(r" 00\d\d(?= |$)|W\d\d$")  # in RFC 822, 26 is 2026 but 0026 a mistake; a week is no day either
COMPRESSED = re.compile("gzip|deflate|br|zstd|compress", re.IGNORECASE)  # not “none” or “utf-8”, which some sites write
HOST = re.compile(r"[\w.:-]+", re.ASCII)
NAT64 = ipaddress.ip_network("64:ff9b::/96")
IPV4_COMPATIBLE = ipaddress.ip_network("::/96")


class FetchError(Exception):
    """No answer that can be used; the message says why, for an editor."""

    def __init__(self, message):
        super().__init__(on_one_line(message))


class Unreachable(FetchError):
    """Nothing came back at all: the site is away, or the way to it."""


@dataclass
class Response:
    """``url`` is the address that answered in the end; ``headers`` have small letters; ``body`` is empty for HEAD."""

    url: str
    status: int = 0
    headers: dict = field(default_factory=dict)
    body: bytes = b""

    def read_header(self, line):
        """Take a line of a head from libcurl. What a site sends ahead of its answer, such as 103, has a head too."""
        name, _, value = line.decode("latin-1").partition(":")
        if line.startswith(b"HTTP/"):
            self.headers = {}
        elif value:
            self.headers[name.strip().lower()] = value.strip()


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
    end = time.monotonic() + deadline
    with reading(url), closing(asker(method == "HEAD")) as curl:
        for _ in range(MOST_REDIRECTS + 1):
            answer = ask(curl, url, limit, end, allowed)
            if answer.status not in REDIRECTS or "location" not in answer.headers:
                return answer
            url = curl.getinfo(pycurl.REDIRECT_URL)
            if not url:
                raise FetchError("It redirects to what is no address.")
        raise FetchError(f"It redirects more than {MOST_REDIRECTS} times.")


def asker(is_head):
    """What asks: it keeps cookies, uses no proxy, and says who asks and where to complain."""
    curl, certificates = pycurl.Curl(), ssl.get_default_verify_paths()
    curl.setopt(pycurl.USERAGENT, f"LearningHub (+{settings.SITE_URL})")
    curl.setopt(pycurl.NOBODY, is_head)
    curl.setopt(pycurl.COOKIEFILE, "")
    curl.setopt(pycurl.PROXY, "")
    curl.setopt(pycurl.CONNECTTIMEOUT_MS, int(1000 * TIMEOUT))
    curl.setopt(pycurl.LOW_SPEED_LIMIT, 1)
    curl.setopt(pycurl.LOW_SPEED_TIME, math.ceil(TIMEOUT))
    for option, place in ((pycurl.CAINFO, certificates.cafile), (pycurl.CAPATH, certificates.capath)):
        if place:
            curl.setopt(option, place)
    return curl


def ask(curl, url, limit, end, allowed):
    """One request and its answer, without following a redirect. Raises whatever a network and a stranger can cause."""
    answer, body = Response(url), bytearray()

    def keep(chunk):
        body.extend(chunk)
        return len(chunk) if len(body) <= limit else 0  # which ends it

    curl.setopt(pycurl.URL, point(curl, urlsplit(url.strip()), end, allowed))
    curl.setopt(pycurl.TIMEOUT_MS, max(1, int(1000 * (end - time.monotonic()))))
    curl.setopt(pycurl.HEADERFUNCTION, answer.read_header)
    curl.setopt(pycurl.WRITEFUNCTION, keep)
    try:
        curl.perform()
    except pycurl.error as error:
        code, words = error.args
        if code == pycurl.E_OPERATION_TIMEDOUT:
            raise TimeoutError from None
        if code != pycurl.E_WRITE_ERROR:
            raise ConnectionError(words) from None
        if limit:
            raise FetchError(f"Its answer is larger than {limit // 1024} kB.") from None
    answer.status = curl.getinfo(pycurl.RESPONSE_CODE)
    if limit and answer.status not in REDIRECTS:
        if COMPRESSED.search(answer.headers.get("content-encoding", "")):
            raise FetchError("Its answer is compressed, which nobody asked for.")
        answer.body = bytes(body)
    return answer


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
        raise Unreachable("It did not answer in time.") from None
    except Exception as error:
        if not isinstance(error, OSError | ValueError):
            logger.exception("%s cannot be read", address)
        kind = Unreachable if isinstance(error, OSError) else FetchError
        raise kind(f"It cannot be read: {error_words(error)}.") from error


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


def error_words(error):
    """What went wrong, on one line that can be stored and shown: a site may have put anything into it."""
    return on_one_line(str(error))[:LONGEST_REASON].rstrip(".") or type(error).__name__


def point(curl, parts, end, allowed):
    """Let it connect to checked addresses alone. Returns the address to ask. Raises FetchError or ValueError."""
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username is not None:
        raise FetchError("Only plain http and https addresses are asked.")
    host, port = (
        parts.hostname.rstrip(".").encode("idna").decode(),
        parts.port or (443 if parts.scheme == "https" else 80),
    )
    if not HOST.fullmatch(host):  # libcurl would take %61 for an a, and ask for a name that nobody has looked at
        raise FetchError("Its address names no site.")
    places = ",".join(address[4][0] for address in resolve(parts.hostname, port, allowed, end))
    curl.setopt(pycurl.RESOLVE, [f"{host}:{port}:{places}"])
    path = iri_to_uri((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
    return f"{parts.scheme}://{f'[{host}]' if ':' in host else host}:{port}{path}"


def resolve(host, port, allowed, end):
    """What getaddrinfo knows of a host, if each of its addresses is allowed. Raises FetchError, or TimeoutError."""
    found = []
    # A name server that is silent holds up a thread: no timeout of ours ends the wait for it.
    asking = Thread(target=look_up, args=(host, port, found), daemon=True)
    asking.start()
    asking.join(max(0, end - time.monotonic()))
    if asking.is_alive():
        raise TimeoutError
    if not found:
        raise Unreachable(f"There is no site {host}.")
    if not all(allowed(address[4][0]) for address in found):
        raise FetchError(f"{host} is a private address, which is never asked.")
    return found


def look_up(host, port, found):
    with suppress(OSError, UnicodeError):
        found += socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
