import gzip

import brotli
import pytest

from hub.page_cache.answers import COMPRESSORS, WholeResponse, negotiate


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
    assert brotli.decompress(COMPRESSORS["br"](body)) == body
    assert gzip.decompress(COMPRESSORS["gzip"](body)) == body
    assert COMPRESSORS["identity"](body) == body


def answer(kind, size):
    return WholeResponse(200, [(b"content-type", kind.encode())], b"x" * size)


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "application/feed+json", "image/svg+xml", "text/css"])
def test_text_is_compressed(kind):
    assert answer(kind, 1000).is_compressible
    assert not answer(kind, 100).is_compressible


@pytest.mark.parametrize("kind", ["image/png", "font/woff2", "application/octet-stream", ""])
def test_what_is_compressed_already_is_left_alone(kind):
    assert not answer(kind, 1000).is_compressible
