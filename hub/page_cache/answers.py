"""Answers of Django: as they are sent to one client, and as a page that is kept for all, in each encoding."""

import asyncio
import hashlib
from dataclasses import dataclass, field
from http import HTTPStatus

from hub.models.page_cache import TAKEDOWNS
from hub.page_cache.encodings import IDENTITY, compress, is_compressible

OVERHEAD = 3072  # bytes that a page, and each variant of it, takes beside its body: headers, lines, keys, objects
HASHED = 16  # bytes of a digest in an ETag
# What a 304 repeats of the answer it stands for (RFC 9110, 15.4.5).
REPEATED = {b"cache-control", b"content-location", b"etag", b"expires", b"vary"}


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

    def encoded(self, encoding):
        """The answer compressed for its client, where that pays. Nothing secret is in a page that repeats what was
        sent: Django masks its tokens anew each time."""
        content_type = self.header(b"content-type").decode()
        if self.header(b"content-encoding") or not is_compressible(content_type, self.body):
            return self
        body = compress(self.body, encoding)
        headers = [pair for pair in self.headers if pair[0] not in {b"content-length", b"vary"}]
        varies = [part.strip() for part in self.header(b"vary").split(b",") if part.strip()]
        if b"accept-encoding" not in map(bytes.lower, varies):
            varies.append(b"Accept-Encoding")
        headers += [(b"vary", b", ".join(varies)), (b"content-length", str(len(body)).encode())]
        if encoding != IDENTITY:
            headers.append((b"content-encoding", encoding.encode()))
        return WholeResponse(self.status, headers, body)

    async def send(self, send, method):
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": b"" if method == "HEAD" else self.body})


PLAIN = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
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

    def has_variant(self, wanted):
        return self.encoding_for(wanted) in self.variants

    async def variant_in(self, wanted):
        """The page in an encoding, made once however many wait, outside the threads that wait for the database."""
        encoding = self.encoding_for(wanted)
        if encoding not in self.variants:
            if encoding not in self.encoding:
                self.encoding[encoding] = asyncio.create_task(asyncio.to_thread(self.encode, encoding))
                self.encoding[encoding].add_done_callback(lambda _: self.encoding.pop(encoding))
            self.variants.setdefault(encoding, await asyncio.shield(self.encoding[encoding]))
        return self.variants[encoding]

    def encode(self, encoding):
        """Make the variant of an encoding. Takes milliseconds: not for an event loop."""
        return self.variant(encoding, compress(self.answer.body, encoding))

    def variant(self, encoding, body):
        etag = f'"{self.digest}{"" if encoding == IDENTITY else "-" + encoding}"'.encode()
        replaced = {b"etag", b"content-length", b"content-encoding", b"vary"}
        headers = [(name, value) for name, value in self.answer.headers if name not in replaced]
        headers += [(b"etag", etag), (b"vary", b"Accept-Encoding"), (b"content-length", str(len(body)).encode())]
        if encoding != IDENTITY:
            headers.append((b"content-encoding", encoding.encode()))
        return Variant(etag, body, headers, start(200, headers, b"hit"), not_modified(headers, b"hit"))


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
