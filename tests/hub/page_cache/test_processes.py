"""Two running sites on one database: what is committed is seen by both within a second, or what they send is marked."""

import re
import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from tests.hub.running_site import second_site, started

PROMISED = 1.0  # seconds
WRITERS = 3
SECONDS = 4


class Database:
    """Raw access to the database of the sites, behind their back."""

    def __init__(self, site):
        self.url = site.environment.get("DATABASE_URL")
        self.file = Path(site.environment["DATA_DIR"], "hub.sqlite3")

    def connect(self):
        if self.url:
            return closing(psycopg.connect(self.url, autocommit=True))
        return closing(sqlite3.connect(self.file, isolation_level=None, timeout=20))

    def execute(self, *statements):
        with self.connect() as connection:
            for statement in statements:
                connection.execute(statement)

    def fetch(self, statement):
        with self.connect() as connection:
            return connection.execute(statement).fetchall()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def sites(request, tmp_path):
    url = {"DATABASE_URL": request.getfixturevalue("prepared_database")} if request.param == "postgresql" else {}
    with started(tmp_path, WEB_CONCURRENCY="1", **url) as first, second_site(first) as second:
        yield [first, second]


@pytest.fixture
def database(sites):
    return Database(sites[0])


COUNT_RENDERINGS = {
    "sqlite": [
        """CREATE TRIGGER count_new AFTER INSERT ON hub_storedpage
        BEGIN INSERT INTO renderings VALUES (new.address); END""",
        """CREATE TRIGGER count_again AFTER UPDATE ON hub_storedpage
        BEGIN INSERT INTO renderings VALUES (new.address); END""",
    ],
    "postgresql": [
        """CREATE FUNCTION count_rendering() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN INSERT INTO renderings VALUES (new.address); RETURN NULL; END $$""",
        """CREATE TRIGGER count_renderings AFTER INSERT OR UPDATE ON hub_storedpage
        FOR EACH ROW EXECUTE FUNCTION count_rendering()""",
    ],
}


def pages_of(database):
    rows = database.fetch("SELECT id, slug FROM articles_article WHERE kind = 'article' ORDER BY id")
    return [(key, f"/articles/{slug}/") for key, slug in rows]


def eventually(condition, seconds=10):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


class Writer(threading.Thread):
    """Changes the title of one page again and again, every third time without committing it."""

    def __init__(self, database, key, until):
        super().__init__()
        self.database, self.key, self.until = database, key, until
        self.committed = []  # pairs of number and the moment after its commit

    def run(self):
        number = 0
        with self.database.connect() as connection:
            while time.monotonic() < self.until:
                number += 1
                regretted = number % 3 == 0
                title = "Regretted" if regretted else f"Number {number}."
                connection.execute("BEGIN")
                connection.execute(f"UPDATE articles_article SET title = '{title}' WHERE id = {self.key}")
                time.sleep(0.02 * (self.key % 3))
                connection.execute("ROLLBACK" if regretted else "COMMIT")
                if not regretted:
                    self.committed.append((number, time.monotonic()))
                time.sleep(0.1)

    def due(self, moment):
        """The number that everybody who asks at this moment must be shown, or a later one."""
        return max((number for number, at in self.committed if at < moment - PROMISED), default=0)


def test_both_sites_show_within_a_second_what_several_writers_commit(sites, database):
    until = time.monotonic() + SECONDS
    pages = pages_of(database)[:WRITERS]
    writers = [Writer(database, key, until) for key, _ in pages]
    for writer in writers:
        writer.start()
    seen, late = 0, []
    while time.monotonic() < until + PROMISED:
        for site in sites:
            for writer, (_, path) in zip(writers, pages, strict=True):
                asked_at = time.monotonic()
                answer = site.get(path)
                text = answer.body.decode()
                assert answer.status == 200
                assert "Regretted" not in text
                shown = re.search(r"<h1[^>]*>\s*Number (\d+)\.", text)
                number = int(shown[1]) if shown else 0
                seen = max(seen, number)
                if answer.headers["X-Cache"] != "stale" and number < writer.due(asked_at):
                    late.append((path, number, writer.due(asked_at)))
    for writer in writers:
        writer.join()
    assert late == []
    assert seen > 10


def test_a_scheduled_page_appears_and_a_withdrawn_one_is_gone_on_both_sites(sites, database):
    key, path = pages_of(database)[0]
    later = "now() + interval '2 seconds'" if database.url else "strftime('%Y-%m-%d %H:%M:%f', 'now', '+2 seconds')"
    assert [site.get(path).status for site in sites] == [200, 200]
    database.execute(f"UPDATE articles_article SET published_at = {later} WHERE id = {key}")
    moment = time.monotonic() + 2
    time.sleep(PROMISED)
    assert [site.get(path).status for site in sites] == [404, 404]
    time.sleep(max(0, moment + PROMISED - time.monotonic()))
    assert [site.get(path).status for site in sites] == [200, 200]
    database.execute(f"UPDATE articles_article SET status = 'withdrawn' WHERE id = {key}")
    time.sleep(PROMISED)
    assert [site.get(path).status for site in sites] == [410, 410]


def test_a_hundred_readers_of_an_expired_page_on_both_sites_cause_one_rendering(sites, database):
    key, path = pages_of(database)[0]
    statements = COUNT_RENDERINGS["postgresql" if database.url else "sqlite"]
    database.execute("CREATE TABLE renderings (address text)", *statements)
    for expiry in range(1, 6):
        before = renderings(database, path)
        database.execute(f"UPDATE articles_article SET title = 'Number {expiry}' WHERE id = {key}")
        time.sleep(PROMISED)  # in which one of the processes may make it before anybody asks
        with ThreadPoolExecutor(20) as readers:
            answers = list(readers.map(lambda site: site.get(path), sites * 50))
        assert all(f"Number {expiry}".encode() in answer.body for answer in answers)
        assert renderings(database, path) == before + 1


def renderings(database, path):
    """How often the page was stored, with which each rendering ends."""
    return database.fetch(f"SELECT count(*) FROM renderings WHERE address = '{path}'")[0][0]


@pytest.mark.postgresql
@pytest.mark.parametrize("sites", ["postgresql"], indirect=True)
def test_readers_go_on_getting_pages_while_the_database_is_away(sites, database):
    _, path = pages_of(database)[0]
    before = [site.get(path).body for site in sites]
    name = database.url.rpartition("/")[2]
    server = Database(sites[0])
    server.url = database.url.rpartition("/")[0] + "/postgres"
    server.execute(
        f"ALTER DATABASE {name} ALLOW_CONNECTIONS false",
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'",
    )
    eventually(lambda: all(site.get(path).headers["X-Cache"] == "stale" for site in sites))
    started_at = time.monotonic()
    assert [site.get(path).body for site in sites] == before
    assert time.monotonic() - started_at < 0.5
    server.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
    eventually(lambda: all(site.get(path).headers["X-Cache"] == "hit" for site in sites))
