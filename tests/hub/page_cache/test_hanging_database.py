"""A database that accepts and then says nothing is worse than one that is away: whoever asks it waits."""

import time
from urllib.parse import urlsplit

import pytest

from tests.hub.page_cache.test_processes import eventually
from tests.hub.relay import Relay
from tests.hub.running_site import started

pytestmark = pytest.mark.postgresql
PAGES = ["/", "/comparisons/django-vs-fastapi/", "/technologies/django/"]


def test_readers_go_on_getting_pages_while_the_database_says_nothing(prepared_database, tmp_path):
    url = urlsplit(prepared_database)
    with Relay(url.hostname, url.port or 5432) as relay:
        through = url._replace(netloc=url.netloc.rpartition("@")[0] + f"@127.0.0.1:{relay.port}").geturl()
        with started(tmp_path, DATABASE_URL=through, WEB_CONCURRENCY="1") as site:
            eventually(lambda: all(site.get(path).headers["X-Cache"] == "hit" for path in PAGES))
            before = [site.get(path).body for path in PAGES]
            relay.hold()
            eventually(lambda: all(site.get(path).headers["X-Cache"] == "stale" for path in PAGES))
            asked_at = time.monotonic()
            for _ in range(10):
                assert [site.get(path).body for path in PAGES] == before
                assert site.get("/healthz").status == 200
            assert time.monotonic() - asked_at < 5
            relay.release()
            eventually(lambda: all(site.get(path).headers["X-Cache"] == "hit" for path in PAGES))
            assert site.get("/articles/").status == 200
