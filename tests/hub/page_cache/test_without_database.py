"""What readers get while the database is away, hangs, or fails."""

import asyncio

import brotli
import pytest
from django.db import OperationalError

from articles.models import Article
from tests.factories import make_article

pytestmark = pytest.mark.django_db
PAGE = "/articles/kept/"


@pytest.fixture(autouse=True)
def article():
    return make_article(title="Kept", body="Words upon words. " * 50)


def test_without_the_database_readers_get_what_was_there_and_it_says_so(keen_reader, watch, monkeypatch):
    kept = keen_reader.get(PAGE)
    watch.version, watch.silence = None, 60 * 60
    stale = keen_reader.get(PAGE, headers={"Accept-Encoding": "br"})
    assert stale["X-Cache"] == "stale"
    assert brotli.decompress(stale.content) == kept.content
    assert keen_reader.get(PAGE, headers={"If-None-Match": kept["ETag"]})["X-Cache"] == "stale"
    assert keen_reader.django.asked.count(PAGE) == 1
    watch.silence = 25 * 60 * 60
    assert keen_reader.get(PAGE)["X-Cache"] == "miss"


def test_a_page_that_cannot_be_made_anew_stays_as_it_was(keen_reader, watch, monkeypatch):
    kept = keen_reader.get(PAGE)
    watch.version = "2"
    monkeypatch.setattr(Article.objects, "for_page", fail)
    answer = keen_reader.get(PAGE)
    assert (answer["X-Cache"], answer.content) == ("stale", kept.content)


def test_after_a_takedown_nothing_made_before_it_is_shown_even_without_the_database(keen_reader, watch, monkeypatch):
    watch.version = watch.latest = "1 takedowns 0"
    for address in (PAGE, "/"):
        assert keen_reader.get(address).status_code == 200
    monkeypatch.setattr(Article.objects, "for_page", fail)
    monkeypatch.setattr(Article.objects, "for_lists", fail)
    watch.version, watch.silence = None, 5
    assert {keen_reader.get(address)["X-Cache"] for address in (PAGE, "/")} == {"stale"}
    watch.latest = "2 takedowns 1"
    for address in (PAGE, "/"):
        answer = keen_reader.get(address)
        assert answer.status_code == 503
        assert b"Kept" not in answer.content
    watch.version, watch.silence = "2 takedowns 1", 0
    assert keen_reader.get(PAGE).status_code == 503


def fail(*args, **kwargs):
    raise OperationalError("The database went away.")


@pytest.mark.parametrize("query", ["", "?utm_source=mail"])
def test_who_asks_a_database_that_hangs_for_a_page_of_which_there_is_none_is_told_to_come_again(
    keen_reader, monkeypatch, query
):
    monkeypatch.setattr("hub.page_cache.memory.LONGEST_WAIT", 0.1)
    monkeypatch.setattr(keen_reader.django, "page", lambda *args: asyncio.sleep(60))
    answer = keen_reader.get(PAGE + query)
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "10", "no-store")


def test_nothing_is_kept_while_the_version_is_unknown(keen_reader, watch):
    watch.version, watch.silence = None, float("inf")
    for _ in range(2):
        assert keen_reader.get(PAGE)["X-Cache"] == "miss"
    assert keen_reader.store.size == 0
