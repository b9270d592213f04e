"""Content encodings: which one a client is sent, and making it."""

import gzip
from functools import lru_cache

import brotli

IDENTITY = "identity"
SMALLEST = 256  # bytes; less is sent as it is
COMPRESSED_TYPES = ("text/", "application/json", "application/xml", "application/javascript", "image/svg+xml")

COMPRESSORS = {
    "br": lambda body: brotli.compress(body, quality=6),
    "gzip": lambda body: gzip.compress(body, compresslevel=6, mtime=0),
}


def is_compressible(content_type, body):
    """Whether a body of this type gains by compression; any type that ends in +xml or +json does."""
    kind = content_type.partition(";")[0].strip().lower()
    return len(body) >= SMALLEST and (kind.startswith(COMPRESSED_TYPES) or kind.endswith(("+json", "+xml")))


def compress(body, encoding):
    return COMPRESSORS[encoding](body) if encoding in COMPRESSORS else body


@lru_cache(maxsize=512)
def negotiate(accepted):
    """The encoding to send to a client with this Accept-Encoding (bytes): the best of ours that it gives any weight."""
    weights = {}
    for part in accepted.decode("latin-1").lower().split(","):
        name, _, parameters = part.partition(";")
        weights[name.strip()] = weight(parameters)
    anything = weights.get("*", 0)
    weighed = [(weights.get(name, anything), name) for name in COMPRESSORS]
    best, name = max(weighed, key=lambda pair: pair[0])  # of equals the first: brotli
    return name if best > 0 and best >= weights.get(IDENTITY, 0) else IDENTITY


def weight(parameters):
    """The q of a part of Accept-Encoding: 1 where none is given, 0 where it makes no sense."""
    name, _, value = parameters.strip().partition("=")
    if not name:
        return 1.0
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0
