"""A takedown is final within two seconds: in each process, and in the caches before the sites, whatever stops then."""

import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.conftest import require
from tests.hub.page_cache.test_processes import eventually
from tests.hub.relay import Relay
from tests.hub.running_site import ROOT, Site, free_port, second_site, started
from tests.hub.test_many_machines import nginx_before

pytestmark = pytest.mark.postgresql
FINAL = 2.0  # seconds
SLUG = "django-vs-fastapi"
PAGE = f"/comparisons/{SLUG}/"
SHOWING = [PAGE, f"/comparisons/{SLUG}.json", "/", "/comparisons/", "/feeds/rss.xml", "/technologies/django/"]
SHOWING += ["/authors/the-learning-hub-editors/", "/sitemap-comparisons.xml", "/llms.txt", "/search/?q=fastapi"]


@contextmanager
def varnish_before(folder, site):
    """Varnish as deploy/varnish.vcl has it, with the address of the site on this machine."""
    varnish = shutil.which("varnishd") or shutil.which("varnishd", path="/usr/sbin")
    require(varnish, "Varnish is not installed: apt-get install varnish")
    front = Site(free_port(), {}, "", folder / "varnish-log")
    text = (ROOT / "deploy/varnish.vcl").read_text().replace('.host = "site-1"', '.host = "127.0.0.1"')
    text = text.replace('"site-1";', '"127.0.0.2";').replace("8000", str(site.port))
    file = folder / "site.vcl"
    file.write_text(text)
    address = f"127.0.0.1:{front.port}"
    command = [
        varnish,
        "-F",
        "-j",
        "none",
        "-n",
        str(folder / "varnish"),
        "-a",
        address,
        "-f",
        str(file),
        "-s",
        "malloc,64m",
    ]
    with front.log.open("w") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        front.wait(process)
        yield front
    finally:
        process.terminate()
        process.wait(timeout=60)


@pytest.fixture
def sites(prepared_database, tmp_path):
    """Two sites that reach their database through a relay, nginx before both, Varnish before the first."""
    url = urlsplit(prepared_database)
    with Relay(url.hostname, url.port or 5432) as relay:
        through = url._replace(netloc=url.netloc.rpartition("@")[0] + f"@127.0.0.1:{relay.port}").geturl()
        with (
            started(tmp_path, DATABASE_URL=through, WEB_CONCURRENCY="1", PROXY_COUNT="1") as first,
            second_site(first) as second,
            nginx_before(tmp_path, first, second) as nginx,
            varnish_before(tmp_path, first) as varnish,
        ):
            yield relay, [first, second], [nginx, varnish]


def shown_at(doors):
    """Where something of the page can still be read."""
    asked = [(door, address) for door in doors for address in SHOWING]
    with ThreadPoolExecutor(len(asked)) as readers:
        return [found for found in readers.map(lambda pair: what_shows(*pair), asked) if found]


def statuses_at(doors):
    """What each of these addresses is answered with, by each door."""
    asked = [(door, address) for door in doors for address in SHOWING]
    with ThreadPoolExecutor(len(asked)) as readers:
        return list(readers.map(lambda pair: pair[0].get(pair[1]).status, asked))


def what_shows(door, address):
    try:
        answer = door.get(address)
    except OSError:
        return None
    if SLUG.encode() in answer.body and answer.status != 410:
        return door.port, address, answer.status, answer.headers["X-Cache"]
    return None


def test_what_was_taken_down_is_shown_nowhere_whatever_stops_two_seconds_later(sites, prepared_database):
    relay, sites, caches = sites
    everywhere = [*sites, *caches]
    for _ in range(2):
        assert len(shown_at(everywhere)) >= 4 * (len(SHOWING) - 2)
    eventually(lambda: all(site.get(PAGE).headers["X-Cache"] == "hit" for site in sites))
    with psycopg.connect(prepared_database) as database:
        database.execute("UPDATE articles_article SET status = 'withdrawn' WHERE slug = %s", [SLUG])
    time.sleep(FINAL)  # nobody asks meanwhile
    relay.cut()
    assert shown_at(caches) == []
    assert shown_at(sites) == []
    for site in sites:
        site.stop()
    assert shown_at(caches) == []
