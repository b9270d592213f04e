"""Varnish before the site, with the configuration of the repository."""

import pytest

from tests.hub.running_site import started
from tests.hub.test_takedown import varnish_before

HTTPS = {"X_Forwarded_Proto": "https"}


@pytest.fixture
def front(tmp_path):
    with (
        started(tmp_path, SITE_URL="https://127.0.0.1", WEB_CONCURRENCY="1") as site,
        varnish_before(tmp_path, site) as front,
    ):
        yield front


def test_visits_by_http_and_by_https_do_not_get_each_others_answers(front):
    for _ in range(2):
        led = front.get("/articles/", X_Forwarded_Proto="http")
        assert (led.status, led.headers["Location"]) == (301, f"https://127.0.0.1:{front.port}/articles/")
        assert front.get("/articles/").status == 301
        assert front.get("/articles/", **HTTPS).status == 200
    # What is there no more, or not yet, is never kept.
    assert {front.get("/articles/never/", **HTTPS).headers["X-Varnish"].count(" ") for _ in range(2)} == {0}
    assert front.get("/articles/", **HTTPS).headers["X-Varnish"]
    purged = front.get("/", method="PURGE", Surrogate_Key="content", **HTTPS)
    assert purged.status == 405
