"""Caches before the site are told of a change once, after every process has seen it, and again until they took it."""

import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from hub.page_cache import purge
from hub.page_cache.purge import Purger


@contextmanager
def cache(statuses):
    """A cache that answers with these statuses in turn, and notes what it was sent."""
    told = []

    class Handler(BaseHTTPRequestHandler):
        def do_PURGE(self):
            told.append((self.path, self.headers["Surrogate-Key"]))
            self.send_response(statuses.pop(0) if statuses else 200)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", told
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def purger(settings, watch, monkeypatch):
    monkeypatch.setattr(purge, "TRUSTED", 0)

    def make(url):
        settings.PURGE = f"varnish {url}"
        return Purger(watch)

    return make


def test_each_version_is_purged_once_by_one_process_of_a_machine(purger, watch, settings, tmp_path):
    settings.DATA_DIR, watch.stopped = tmp_path, threading.Event()
    with cache([]) as (url, told):
        processes = [threading.Thread(target=purger(url).follow) for _ in range(2)]
        for process in processes:
            process.start()
        for watch.version, times in (("1", 1), ("2", 2)):
            deadline = time.monotonic() + 10
            while len(told) < times and time.monotonic() < deadline:
                time.sleep(0.05)
        time.sleep(3 * purge.PAUSE)
        watch.stopped.set()
        for process in processes:
            process.join()
    assert told == [("/", "content")] * 2


def test_a_cache_that_failed_is_asked_again_after_a_pause(purger):
    with cache([503]) as (url, told):
        process = purger(url)
        process.look("1")
        process.look("1")
        assert len(told) == 1
        process.due = 0
        process.look("1")
        process.due = 0
        process.look("1")
        assert len(told) == 2


def test_a_cache_that_is_away_stops_nothing_and_the_next_version_is_tried_at_once(purger):
    process = purger("http://127.0.0.1:1/")
    process.look("1")
    assert process.done is None
    with cache([]) as (url, told):
        process.addresses = [url]
        process.look("2")
    assert (len(told), process.done) == (1, "2")


def test_a_change_is_purged_only_when_every_process_must_have_seen_it(purger, monkeypatch):
    monkeypatch.setattr(purge, "TRUSTED", 60)
    with cache([]) as (url, told):
        process = purger(url)
        process.look("1")
        process.look("1")
    assert told == []


def test_nothing_is_purged_while_the_version_is_unknown(purger):
    with cache([]) as (url, told):
        purger(url).look(None)
    assert told == []


def test_every_cache_that_is_named_is_told(purger):
    with cache([]) as (first, told), cache([]) as (second, also_told):
        purger(f"{first} {second}").look("1")
    assert (len(told), len(also_told)) == (1, 1)


@pytest.mark.django_db
def test_every_public_page_names_the_keys_it_is_purged_by(client):
    assert client.get("/articles/")["Surrogate-Key"] == "content /articles/"
    assert "Surrogate-Key" not in client.get("/admin/login/")
