"""An outage of the database ends with the outage."""

import time
from urllib.parse import urlsplit

import pytest

from tests.hub.relay import Relay
from tests.hub.running_site import started

pytestmark = pytest.mark.postgresql
OUTAGE = 20  # seconds: by then a pool that doubles its pause pauses for sixteen
RECOVERED = 2.0


def test_the_site_works_again_within_two_seconds_of_its_database(prepared_database, tmp_path):
    url = urlsplit(prepared_database)
    with Relay(url.hostname, url.port or 5432) as relay:
        through = url._replace(netloc=url.netloc.rpartition("@")[0] + f"@127.0.0.1:{relay.port}").geturl()
        with started(tmp_path, DATABASE_URL=through, WEB_CONCURRENCY="1") as site:
            assert site.get("/readyz").status == 200
            relay.cut()
            lost_at = time.monotonic()
            while time.monotonic() - lost_at < OUTAGE:
                assert site.get("/readyz").status == 503
                time.sleep(0.2)
            relay.mend()
            back_at = time.monotonic()
            while site.get("/readyz").status != 200:
                assert time.monotonic() - back_at < RECOVERED
            assert site.get("/search/?q=django").status == 200
            assert site.get("/admin/login/").status == 200
