"""The pages kept in the memory of a process: bounded in bytes, the least recently read leave first."""

import hashlib
from collections import OrderedDict
from dataclasses import dataclass, field
from http import HTTPStatus

from hub.models.page_cache import TAKEDOWNS
from hub.page_cache.encodings import IDENTITY, compress, compress_tightly, is_compressible, is_tightest

OVERHEAD = 3072  # bytes that a page, and each variant of it, takes beside its body: headers, lines, keys, objects
HASHED = 16  # bytes of a digest in an ETag
# What a 304 repeats of the answer it stands for (RFC 9110, 15.4.5).
REPEATED = {b"cache-control", b"content-location", b"etag", b"expires", b"vary"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What Django answered, whole: status, headers with names in lower case, body not encoded."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes

    def header(self, name):
        return next((value for key, value in self.headers if key == name), b"")

    @property
    def is_for_one(self):
        """Whether it brings a cookie, or varies by more than the encoding."""
        varies = {part.strip() for part in self.header(b"vary").lower().split(b",")} - {b"", b"accept-encoding"}
        return bool(varies or self.header(b"set-cookie"))

    @property
    def is_public(self):
        """Whether anybody may be sent this from memory: it was found, and says that it is public."""
        control = {part.strip() for part in self.header(b"cache-control").lower().split(b",")}
        forbidden = control & {b"private", b"no-store", b"no-cache"}
        return self.status == 200 and b"public" in control and not forbidden and not self.is_for_one

    @property
    def is_shareable(self):
        """Whether everybody who asked for an address at the same moment may be told this: it is gone, or it failed."""
        return self.status >= 400 and not self.is_for_one


@dataclass(frozen=True, slots=True)
class Variant:
    """A page in one encoding, ready to be sent: what a hit and a 304 begin with.
    ``is_tight``: it cannot be made smaller."""

    etag: bytes
    body: bytes
    headers: list[tuple[bytes, bytes]]
    start: dict
    not_modified: dict
    is_tight: bool


@dataclass(slots=True)
class Page:
    """A public answer, the content version it was made under, and the encodings somebody asked for."""

    version: str
    answer: Answer
    digest: str
    compressible: bool
    variants: dict[str, Variant] = field(default_factory=dict)

    def is_taken_down_by(self, version):
        """Whether something was taken down between the version it was made under and this one: it may show that."""
        return takedowns_in(self.version) != takedowns_in(version)

    @classmethod
    def of(cls, answer, version):
        digest = hashlib.blake2b(answer.body, digest_size=HASHED).hexdigest()
        content_type = answer.header(b"content-type").decode("latin-1")
        return cls(version, answer, digest, is_compressible(content_type, answer.body))

    @property
    def size(self):
        """Bytes. The plain variant shares its body with the answer."""
        encoded = sum(len(variant.body) for name, variant in self.variants.items() if name != IDENTITY)
        return len(self.answer.body) + encoded + OVERHEAD * (1 + len(self.variants))

    def is_same_as(self, other):
        return self.digest == other.digest and self.answer.headers == other.answer.headers

    def encoding_for(self, wanted):
        return wanted if self.compressible else IDENTITY

    def encode(self, encoding):
        """Make the variant of an encoding. Takes milliseconds: not for an event loop."""
        body = self.answer.body
        return self.variant(encoding, compress(body, encoding), is_tight=is_tightest(body, encoding))

    def tighten(self):
        """Put a smaller variant in the place of the one in brotli. Takes a tenth of a second and more."""
        self.variants["br"] = self.variant("br", compress_tightly(self.answer.body), "br-tight")

    def variant(self, encoding, body, name="", *, is_tight=True):
        etag = f'"{self.digest}{"" if encoding == IDENTITY else "-" + (name or encoding)}"'.encode()
        replaced = {b"etag", b"content-length", b"content-encoding", b"vary"}
        headers = [(name, value) for name, value in self.answer.headers if name not in replaced]
        headers += [(b"etag", etag), (b"vary", b"Accept-Encoding"), (b"content-length", str(len(body)).encode())]
        if encoding != IDENTITY:
            headers.append((b"content-encoding", encoding.encode()))
        return Variant(etag, body, headers, start(200, headers, b"hit"), not_modified(headers, b"hit"), is_tight)


def takedowns_in(version):
    return version.partition(TAKEDOWNS)[2]


def start(status, headers, news):
    """The message of ASGI that an answer begins with, and beside it, ``ready``, the lines that it stands for."""
    headers = [*headers, (b"x-cache", news)]
    lines = [b"HTTP/1.1 %d %s\r\n" % (status, HTTPStatus(status).phrase.encode())]
    lines += [b"%s: %s\r\n" % pair for pair in headers]
    return {"type": "http.response.start", "status": status, "headers": headers, "ready": b"".join(lines)}


def not_modified(headers, news):
    return start(304, [(name, value) for name, value in headers if name in REPEATED], news)


class Store:
    """Pages by their address. Those with a query have a share of their own, so that no crowd of made-up addresses
    can drive out the pages proper, of which there are only as many as were written."""

    def __init__(self, limit):
        """``limit``: bytes for all pages, a quarter of them for those with a query."""
        self.shelves = {False: Shelf(limit - limit // 4), True: Shelf(limit // 4)}

    def get(self, key):
        return self.shelves[bool(key[1])].get(key)

    def put(self, key, page):
        self.shelves[bool(key[1])].put(key, page)

    def drop(self, key):
        self.shelves[bool(key[1])].drop(key)

    @property
    def size(self):
        return sum(shelf.size for shelf in self.shelves.values())


class Shelf:
    def __init__(self, limit):
        self.limit = limit
        self.size = 0
        self.pages = OrderedDict()
        self.sizes = {}

    def get(self, key):
        page = self.pages.get(key)
        if page is not None:
            self.pages.move_to_end(key)
        return page

    def put(self, key, page):
        """Keep a page, or weigh it anew. One that would take more than an eighth of the room is not kept."""
        self.drop(key)
        size = page.size
        if size > self.limit // 8:
            return
        self.pages[key] = page
        self.sizes[key] = size
        self.size += size
        while self.size > self.limit:
            oldest = next(iter(self.pages))
            self.drop(oldest)

    def drop(self, key):
        if self.pages.pop(key, None) is not None:
            self.size -= self.sizes.pop(key)
