import gzip

import brotli
import pytest

from hub.page_cache.encodings import compress, is_compressible, negotiate


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        (b"", "identity"),
        (b"gzip", "gzip"),
        (b"gzip, deflate, br, zstd", "br"),
        (b"BR", "br"),
        (b"gzip;q=0", "identity"),
        (b"gzip;q=0, br;q=0", "identity"),
        (b"br;q=0.5, gzip;q=0.8", "gzip"),
        (b"br;q=0, *", "gzip"),
        (b"*", "br"),
        (b"*;q=0", "identity"),
        (b"identity, gzip;q=0.5", "identity"),
        (b"deflate", "identity"),
        (b"gzip;q=lots", "identity"),
        (b",;,=\xff", "identity"),
    ],
)
def test_a_client_is_sent_the_best_encoding_it_accepts(accepted, encoding):
    assert negotiate(accepted) == encoding


def test_what_was_compressed_comes_out_as_it_went_in():
    body = b"The same words again. " * 100
    assert brotli.decompress(compress(body, "br")) == body
    assert gzip.decompress(compress(body, "gzip")) == body
    assert compress(body, "identity") == body


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "application/feed+json", "image/svg+xml", "text/css"])
def test_text_is_compressed(kind):
    assert is_compressible(kind, b"x" * 1000)
    assert not is_compressible(kind, b"x" * 100)


@pytest.mark.parametrize("kind", ["image/png", "font/woff2", "application/octet-stream", ""])
def test_what_is_compressed_already_is_left_alone(kind):
    assert not is_compressible(kind, b"x" * 1000)
