"""A page is taken down, then the database and the sites are lost: for a minute nobody is shown it, from anywhere."""

import sys
import time
from collections import Counter

import psycopg
import pytest

from tests.hub.test_takedown import FINAL, SHOWING, SLUG, shown_at, sites, statuses_at  # noqa: F401

pytestmark = pytest.mark.postgresql
LOST = 60  # seconds
GONE = {410, 503}


def test_what_was_taken_down_stays_away_while_everything_is_lost(sites, prepared_database):  # noqa: F811
    relay, machines, caches = sites
    everywhere = [*machines, *caches]
    for _ in range(2):
        assert len(shown_at(everywhere)) > 0
    with psycopg.connect(prepared_database) as database:
        database.execute("UPDATE articles_article SET status = 'withdrawn' WHERE slug = %s", [SLUG])
    time.sleep(FINAL)
    relay.cut()
    told, ends = Counter(), time.monotonic() + LOST
    while time.monotonic() < ends:
        assert shown_at(everywhere) == []
        told.update(statuses_at(caches))
        if time.monotonic() > ends - LOST / 2 and machines[0].pid_file.exists():
            for site in machines:
                site.stop()
            everywhere = caches
        time.sleep(1)
    sys.stdout.write(
        f"\ntaken down, then all lost for {LOST} s: {dict(told)} at {len(SHOWING)} addresses, never the page\n"
    )
    assert set(told) <= GONE
