"""A database that accepts and then says nothing is worse than one that is away: whoever asks it waits."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

import psycopg
import pytest

from tests.hub.page_cache.test_processes import eventually
from tests.hub.relay import Relay
from tests.hub.running_site import started

pytestmark = pytest.mark.postgresql
PAGES = ["/", "/comparisons/django-vs-fastapi/", "/technologies/django/"]
# None of them is in memory, and each asks the database.
OTHERS = [
    "/search/?q=django",
    "/choose/",
    "/articles/?topic=frameworks",
    "/features/orm/",
    "/readyz",
    "/nowhere/",
]
WITHIN = 5.0  # seconds
RECOVERED = 2.0
FEW = 12  # lines of a log


@contextmanager
def site_behind_relay(database, folder):
    url = urlsplit(database)
    with Relay(url.hostname, url.port or 5432) as relay:
        through = url._replace(netloc=url.netloc.rpartition("@")[0] + f"@127.0.0.1:{relay.port}").geturl()
        with started(folder, DATABASE_URL=through, WEB_CONCURRENCY="1") as site:
            eventually(lambda: all(site.get(path).headers["X-Cache"] == "hit" for path in PAGES))
            yield site, relay


def sign_in(site):
    """The answer to a form that is sent to the desk."""
    body = urlencode({"username": "erin", "password": "typed", "csrfmiddlewaretoken": "x" * 32})
    cookies = f"csrftoken={'x' * 32}; sessionid={'s' * 32}"
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookies}
    connection = HTTPConnection("127.0.0.1", site.port, timeout=30)
    connection.request("POST", "/admin/login/", body, headers | {"Origin": f"http://127.0.0.1:{site.port}"})
    return connection.getresponse()


def open_desk(site):
    return site.get("/admin/", Cookie=f"sessionid={'s' * 32}")


def timed(function, *args):
    asked_at = time.monotonic()
    answer = function(*args)
    return answer, time.monotonic() - asked_at


def ask_everything(site):
    with ThreadPoolExecutor(20) as pool:
        answers = [pool.submit(timed, site.get, path) for path in OTHERS * 2]
        answers += [pool.submit(timed, sign_in, site), pool.submit(timed, open_desk, site)]
        return [answer.result() for answer in answers]


def check_outage(site):
    """Whoever asks is told within seconds to come again, those who come first and those who come later."""
    for _ in range(3):
        answers = ask_everything(site)
        assert [(answer.status, answer.headers["Location"]) for answer, _ in answers] == [(503, None)] * len(answers)
        assert all(int(answer.headers["Retry-After"]) > 0 for answer, _ in answers)
        assert max(took for _, took in answers) < WITHIN
        assert [site.get(path).headers["X-Cache"] for path in PAGES] == ["stale"] * 3
        assert site.get("/healthz").status == 200
    assert len(site.log.read_text().splitlines()) <= FEW, site.log.read_text()


def check_recovery(site):
    back_at = time.monotonic()
    while {site.get(path).status for path in ("/readyz", "/search/?q=django", "/choose/")} != {200}:
        assert time.monotonic() - back_at < RECOVERED
    assert site.get("/admin/login/").status == 200
    assert len(site.log.read_text().splitlines()) <= FEW


def test_nobody_waits_for_a_database_that_says_nothing_and_pages_in_memory_are_shown(prepared_database, tmp_path):
    with site_behind_relay(prepared_database, tmp_path) as (site, relay):
        relay.hold()
        check_outage(site)
        relay.release()
        check_recovery(site)


def test_nobody_gets_an_error_from_a_database_that_has_stopped(prepared_database, tmp_path):
    with site_behind_relay(prepared_database, tmp_path) as (site, relay):
        relay.cut()
        check_outage(site)
        assert not re.search(r"Traceback|Internal Server Error", site.log.read_text())
        relay.mend()
        check_recovery(site)


@contextmanager
def held(database, *tables):
    """What a migration or somebody with psql does: nobody else can even read these tables."""
    with psycopg.connect(database) as holder:
        holder.execute(f"LOCK TABLE {', '.join(tables)} IN ACCESS EXCLUSIVE MODE")
        yield


def send_much_to_the_desk(site):
    """The answer to more than anybody may send who is not signed in."""
    connection = HTTPConnection("127.0.0.1", site.port, timeout=30)
    connection.request("POST", "/admin/markdown/upload/", b"x" * 5_000_000, {"Cookie": f"sessionid={'s' * 32}"})
    return connection.getresponse()


def test_nobody_waits_for_a_table_that_somebody_holds(prepared_database, tmp_path):
    with started(tmp_path, DATABASE_URL=prepared_database) as site:
        with held(prepared_database, "django_session", "comparisons_fact"), ThreadPoolExecutor(9) as pool:
            asked = [pool.submit(timed, site.get, path) for path in ("/choose/", "/features/orm/") * 3]
            asked += [pool.submit(timed, function, site) for function in (open_desk, send_much_to_the_desk)]
            answers = [answer.result() for answer in asked]
            assert [answer.status for answer, _ in answers] == [503] * len(answers)
            assert all(int(answer.headers["Retry-After"]) > 0 for answer, _ in answers)
            assert max(took for _, took in answers) < WITHIN
        assert site.get("/features/orm/").status == 200
        with held(prepared_database, "hub_storedpage"):
            answer, took = timed(site.get, "/articles/")
            assert (answer.status, took < WITHIN) == (200, True)
