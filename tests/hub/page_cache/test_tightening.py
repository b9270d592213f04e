"""A page that is read again is compressed once more, as small as it gets."""

import brotli
import pytest

from tests.factories import make_article

pytestmark = pytest.mark.django_db
PAGE = "/articles/kept/"
BROTLI = {"Accept-Encoding": "br"}


@pytest.fixture(autouse=True)
def article():
    return make_article(title="Kept", body="Some words.\n\n## And more\n\n" + "Words upon words. " * 50)


def test_a_page_that_is_read_again_is_made_smaller_meanwhile(keen_reader):
    first, second = keen_reader.get(PAGE, headers=BROTLI), keen_reader.get(PAGE, headers=BROTLI)
    keen_reader.application.tightening.result()
    third = keen_reader.get(PAGE, headers=BROTLI)
    assert len(third.content) < len(second.content) == len(first.content)
    assert brotli.decompress(third.content) == brotli.decompress(first.content)
    assert third["ETag"] != first["ETag"] == second["ETag"]
    assert third["Content-Length"] == str(len(third.content))
    assert keen_reader.django.asked.count(PAGE) == 1


def test_what_was_made_smaller_stays_so_where_a_change_leaves_the_page_alone(keen_reader, watch):
    for _ in range(2):
        keen_reader.get(PAGE, headers=BROTLI)
    keen_reader.application.tightening.result()
    watch.version = "2"
    assert "tight" in keen_reader.get(PAGE, headers=BROTLI)["ETag"]


def test_a_page_that_nobody_reads_again_is_left_as_it_was_made(keen_reader):
    keen_reader.get(PAGE, headers=BROTLI)
    assert keen_reader.application.tightening is None
