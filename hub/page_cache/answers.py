"""Answers of Django: as they are sent to one client, and as a page that is kept for all, in each encoding."""

import asyncio
import gzip
import hashlib
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache, partial
from http import HTTPStatus

import brotli
from django.utils.http import parse_header_parameters

from hub.models.page_cache import TAKEDOWNS

OVERHEAD = 3072  # bytes that a page, and each variant of it, takes beside its body: headers, lines, keys, objects
HASHED = 16  # bytes of a digest in an ETag
SMALLEST = 256  # bytes; less is sent as it is
# Any type that ends in +xml or +json gains by compression too.
COMPRESSED_TYPES = ("text/", "application/json", "application/xml", "application/javascript", "image/svg+xml")
# What a 304 repeats of the answer it stands for (RFC 9110, 15.4.5).
REPEATED = {b"cache-control", b"content-location", b"etag", b"expires", b"vary"}
IDENTITY = "identity"
COMPRESSORS = {
    "br": lambda body: brotli.compress(body, quality=6),
    "gzip": lambda body: gzip.compress(body, compresslevel=6, mtime=0),
    IDENTITY: lambda body: body,
}


@lru_cache(maxsize=512)
def negotiate(accepted):
    """The encoding to send to a client with this Accept-Encoding (bytes): the best of ours that it gives any weight."""
    weights = {}
    for part in accepted.decode("latin-1").split(","):
        with suppress(ValueError):  # what makes no sense is not asked for
            name, parameters = parse_header_parameters(part)
            weights[name] = float(parameters.get("q", 1))
    anything = weights.get("*", 0)
    weighed = {name: weights.get(name, anything) for name in ("br", "gzip")}
    best = max(weighed, key=weighed.get)  # of equals the first: brotli
    return best if weighed[best] > 0 and weighed[best] >= weights.get(IDENTITY, 0) else IDENTITY


@dataclass(frozen=True, slots=True)
class WholeResponse:
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

    @property
    def is_compressible(self):
        """Whether its body is worth to be compressed, and was not yet."""
        kind = self.header(b"content-type").decode("latin-1").partition(";")[0].strip().lower()
        gains = kind.startswith(COMPRESSED_TYPES) or kind.endswith(("+json", "+xml"))
        return gains and len(self.body) >= SMALLEST and not self.header(b"content-encoding")

    def encoded(self, encoding):
        """The answer compressed for its client, where that pays. Nothing secret is in a page that repeats what was
        sent: Django masks its tokens anew each time."""
        if not self.is_compressible:
            return self
        body = COMPRESSORS[encoding](self.body)
        return WholeResponse(self.status, self.headers_in(encoding, body), body)

    def headers_in(self, encoding, body):
        """Its headers with this body in this encoding, which might have been another."""
        headers = [pair for pair in self.headers if pair[0] not in {b"content-length", b"vary"}]
        varies = [part.strip() for part in self.header(b"vary").split(b",") if part.strip()]
        if b"accept-encoding" not in map(bytes.lower, varies):
            varies.append(b"Accept-Encoding")
        headers += [(b"vary", b", ".join(varies)), (b"content-length", str(len(body)).encode())]
        if encoding != IDENTITY:
            headers.append((b"content-encoding", encoding.encode()))
        return headers

    async def send(self, send, method):
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": b"" if method == "HEAD" else self.body})


PLAIN = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
AWAY_TEXT = (
    "The database of this site does not answer just now, so this is not shown or saved. Please try again in a moment. "
    "If you sent a form: go back, what you typed is still in it. Look whether it was saved before you send it again.\n"
)
AWAY = WholeResponse(503, [*PLAIN, (b"retry-after", b"5")], AWAY_TEXT.encode())
BUSY = WholeResponse(503, [*PLAIN, (b"retry-after", b"1")], b"Too many are asking at once. Please try again.\n")
LATE = WholeResponse(503, [*PLAIN, (b"retry-after", b"10")], b"This page takes too long just now. Please try again.\n")
TOO_LARGE = WholeResponse(413, [*PLAIN, (b"connection", b"close")], b"That is more than this site accepts.\n")


@dataclass(frozen=True, slots=True)
class Variant:
    """A page in one encoding, ready to be sent: what a hit and a 304 begin with."""

    etag: bytes
    body: bytes
    headers: list[tuple[bytes, bytes]]
    start: dict
    not_modified: dict


@dataclass(slots=True)
class CachedPage:
    """A public answer, the content version it was made under, and the encodings somebody asked for."""

    version: str
    answer: WholeResponse
    digest: str
    compressible: bool
    variants: dict[str, Variant] = field(default_factory=dict)
    encoding: dict[str, asyncio.Task] = field(default_factory=dict)

    @classmethod
    def of(cls, answer, version):
        digest = hashlib.blake2b(answer.body, digest_size=HASHED).hexdigest()
        return cls(version, answer, digest, answer.is_compressible)

    @property
    def size(self):
        """Bytes. The plain variant shares its body with the answer."""
        encoded = sum(len(variant.body) for name, variant in self.variants.items() if name != IDENTITY)
        return len(self.answer.body) + encoded + OVERHEAD * (1 + len(self.variants))

    def encoding_for(self, wanted):
        return wanted if self.compressible else IDENTITY

    async def variant_in(self, wanted):
        """The page in an encoding, made once however many wait, outside the threads that wait for the database."""
        encoding = self.encoding_for(wanted)
        if encoding not in self.variants:
            made = await once(self.encoding, encoding, partial(asyncio.to_thread, self.encode, encoding))
            self.variants.setdefault(encoding, made)
        return self.variants[encoding]

    def encode(self, encoding):
        """Make the variant of an encoding. Takes milliseconds: not for an event loop."""
        return self.variant(encoding, COMPRESSORS[encoding](self.answer.body))

    def variant(self, encoding, body):
        etag = f'"{self.digest}{"" if encoding == IDENTITY else "-" + encoding}"'.encode()
        headers = [pair for pair in self.answer.headers_in(encoding, body) if pair[0] != b"etag"]
        headers.append((b"etag", etag))
        return Variant(etag, body, headers, start(200, headers, b"hit"), not_modified(headers, b"hit"))


async def once(under_way, key, make):
    """What ``make`` gives, made once for all who ask by this key at once. Where they leave, it goes on."""
    if key not in under_way:
        under_way[key] = asyncio.create_task(make())
        under_way[key].add_done_callback(lambda _: under_way.pop(key))
    return await asyncio.shield(under_way[key])


def takedowns_in(version):
    return version.partition(TAKEDOWNS)[2]


def start(status, headers, news):
    """The message of ASGI that an answer begins with, and beside it, ``lines``, the text that it stands for."""
    headers = [*headers, (b"x-cache", news)]
    lines = [b"HTTP/1.1 %d %s\r\n" % (status, HTTPStatus(status).phrase.encode())]
    lines += [b"%s: %s\r\n" % pair for pair in headers]
    return {"type": "http.response.start", "status": status, "headers": headers, "lines": b"".join(lines)}


def not_modified(headers, news):
    return start(304, [(name, value) for name, value in headers if name in REPEATED], news)
