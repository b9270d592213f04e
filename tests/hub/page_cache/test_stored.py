"""Pages kept in the database: made once for all processes, read in one query, never of another version."""

import gzip
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier

import pytest
from django.db import OperationalError, connection

from articles.models import Article
from hub.models import StoredPage
from hub.page_cache import stored
from hub.page_cache.answers import CachedPage, WholeResponse
from hub.page_cache.stored import StoredPages
from tests.factories import hours_ago, make_article
from tests.reader import Reader

pytestmark = pytest.mark.django_db
PAGE = "/articles/kept/"


@pytest.fixture(autouse=True)
def article():
    return make_article(title="Kept", body="Words upon words. " * 50)


@pytest.fixture(autouse=True)
def one_connection(monkeypatch):
    """The test and the page cache share a connection, which has to stay open between them."""
    monkeypatch.setattr(stored, "close_old_connections", lambda: None)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def make_reader(watch):
    """A reader of one of several processes, which keeps nothing in its own memory."""
    reader = Reader(watch)
    reader.application.pages = StoredPages(reader.django)
    return reader


@pytest.fixture
def first(watch):
    reader = make_reader(watch)
    reader.first_answer = reader.get(PAGE, headers={"Accept-Encoding": "gzip"})
    return reader


def test_what_one_process_made_another_reads_in_one_query(first, watch, django_assert_num_queries):
    second = make_reader(watch)
    with django_assert_num_queries(1):
        answer = second.get(PAGE, headers={"Accept-Encoding": "gzip"})
    assert answer.headers == first.first_answer.headers
    assert gzip.decompress(answer.content) == gzip.decompress(first.first_answer.content)
    assert second.get(PAGE).content == gzip.decompress(answer.content)
    assert second.django.asked == []


def test_a_page_of_another_version_is_never_shown(first, watch):
    Article.objects.update(title="Changed")
    watch.version = "2"
    second = make_reader(watch)
    assert b"Changed" in second.get(PAGE).content
    assert b"Changed" in first.get(PAGE).content
    assert StoredPage.objects.count() == 1


def test_a_page_made_by_other_code_is_never_shown(first, watch, monkeypatch):
    monkeypatch.setattr(stored, "code_version", lambda: "other")
    second = make_reader(watch)
    second.get(PAGE)
    assert second.django.asked == [PAGE]


def test_the_code_counts_whatever_file_of_it_changes(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    (tmp_path / "templates").mkdir()
    template = tmp_path / "templates/base.html"
    versions = set()
    for text in ("one", "two"):
        template.write_text(text)
        versions.add(stored.code_version())
    settings.SITE_URL = "https://other.example"
    versions.add(stored.code_version())
    assert len(versions) == 3


@pytest.mark.parametrize("address", ["/comparisons/?page=1", "/articles/nowhere/", "/admin/login/", "/search/?q=kept"])
def test_only_whole_public_pages_are_stored(watch, address):
    reader = make_reader(watch)
    reader.get(address)
    assert not StoredPage.objects.exists()


def test_nothing_is_stored_while_the_version_is_unknown(watch):
    watch.version = None
    reader = make_reader(watch)
    assert reader.get(PAGE).status_code == 200
    assert not StoredPage.objects.exists()


def make_page():
    return CachedPage.of(WholeResponse(200, [(b"content-type", b"text/html")], b"x" * 500), "1")


@pytest.mark.django_db(transaction=True)
def test_an_import_that_is_under_way_holds_no_reader_up():
    if connection.vendor == "postgresql":
        return  # where nobody waits for another who writes
    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None, uri=True)) as importing:
        importing.execute("BEGIN IMMEDIATE")
        asked_at = time.monotonic()
        page = StoredPages().make_once(PAGE, "1", make_page)
        assert time.monotonic() - asked_at < 2
        importing.execute("ROLLBACK")
    connection.close()
    assert page.answer.body == b"x" * 500
    assert not StoredPage.objects.exists()


def test_a_page_that_cannot_be_stored_is_shown_all_the_same(monkeypatch):
    monkeypatch.setattr(StoredPage.objects, "bulk_create", fail)
    assert StoredPages().make_once(PAGE, "1", make_page).answer.body == b"x" * 500


def fail(*args, **fields):
    raise OperationalError("The disk is full.")


def in_processes(count, make):
    """What ``make`` gives to so many processes that want the same page at once."""

    def ask(_):
        begin.wait()
        try:
            return StoredPages().make_once(PAGE, "1", make)
        finally:
            connection.close()

    begin = Barrier(count)
    with ThreadPoolExecutor(count) as threads:
        return list(threads.map(ask, range(count)))


@pytest.mark.django_db(transaction=True)
def test_of_processes_that_want_a_page_at_once_one_makes_it():
    made = []

    def make_slowly():
        made.append(1)
        time.sleep(0.3)
        return make_page()

    pages = in_processes(4, make_slowly)
    assert {page.answer.body for page in pages} == {b"x" * 500}
    assert len(made) == 1


@pytest.mark.django_db(transaction=True)
def test_who_waits_too_long_for_anothers_turn_makes_the_page(monkeypatch):
    monkeypatch.setattr(stored, "PATIENCE", 0.1)
    together = Barrier(2, timeout=10)  # broken, and an error, where one waits for the other

    def make():
        together.wait()
        return make_page()

    assert len(in_processes(2, make)) == 2


def test_what_nobody_made_for_a_month_is_forgotten(first):
    StoredPage.objects.forget_old()
    assert StoredPage.objects.exists()
    StoredPage.objects.update(stored_at=hours_ago(31 * 24))
    StoredPage.objects.forget_old()
    assert not StoredPage.objects.exists()
