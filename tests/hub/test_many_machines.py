"""Two sites on one PostgreSQL behind nginx with the configuration of the repository, as on several machines."""

import os
import shutil
import subprocess
import threading
import time
from contextlib import contextmanager

import psycopg
import pytest

from tests.conftest import require
from tests.hub.running_site import ROOT, Site, free_port, second_site, started

pytestmark = pytest.mark.postgresql
PAGE = "/comparisons/django-vs-fastapi/"
# A second each: until a site knows, while nginx keeps the page, while it asks for the next.
SEEN_WITHIN = 3


@contextmanager
def nginx_before(folder, *sites, behind="172.16.0.0/12"):
    """nginx as deploy/nginx.conf has it, with the addresses of this machine; ``behind`` which proxies."""
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    require(nginx, "nginx is not installed: apt-get install nginx-light")
    front = Site(free_port(), {}, "", folder / "nginx-log")
    text = (ROOT / "deploy/nginx.conf").read_text().replace("listen 8080 ", f"listen 127.0.0.1:{front.port} ")
    for number, site in enumerate(sites, start=1):
        text = text.replace(f"site-{number}:8000", f"127.0.0.1:{site.port}")
    text = text.replace("set_real_ip_from 172.16.0.0/12;", f"set_real_ip_from {behind};")
    own_files = text.replace("/tmp/nginx", f"{folder}/nginx")
    file = folder / "nginx.conf"
    file.write_text(("user root;\n" if os.geteuid() == 0 else "") + own_files)
    with front.log.open("w") as log:
        command = [nginx, "-p", str(folder), "-c", str(file), "-g", "daemon off;"]
        process = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        front.wait(process)
        yield front
    finally:
        process.terminate()
        process.wait(timeout=60)


@pytest.fixture
def machines(prepared_database, tmp_path):
    """The two sites and nginx before them."""
    environment = {"DATABASE_URL": prepared_database, "WEB_CONCURRENCY": "1", "PROXY_COUNT": "1"}
    with (
        started(tmp_path, **environment) as first,
        second_site(first) as second,
        nginx_before(tmp_path, first, second) as front,
    ):
        yield first, second, front


class Readers(threading.Thread):
    """Ask for pages without a pause until told to stop, and remember what was not answered with 200."""

    def __init__(self, site, *paths):
        super().__init__()
        self.site, self.paths = site, paths
        self.ended = threading.Event()
        self.failures, self.count = [], 0

    def run(self):
        while not self.ended.is_set():
            for path in self.paths:
                try:
                    status = self.site.get(path).status
                except OSError as error:
                    status = error
                self.count += 1
                if status != 200:
                    self.failures.append((path, status))

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *error):
        self.ended.set()
        self.join()


def test_machines_behind_nginx_are_one_site(machines, prepared_database):
    first, second, front = machines
    pages = [front.get(PAGE, Accept_Encoding=encoding) for encoding in ("", "gzip", "gzip, br", "br;q=0, gzip", "br")]
    encodings = [page.headers["Content-Encoding"] for page in pages]
    assert encodings == [None, "gzip", "br", "gzip", "br"]
    assert front.get(PAGE, Accept_Encoding="gzip").headers["X-Proxy-Cache"] == "HIT"
    assert front.get(PAGE, Cookie="a=b").headers["X-Proxy-Cache"] == "BYPASS"
    assert front.get("/admin/login/").headers["X-Proxy-Cache"] == "MISS"
    assert front.get("/admin/login/").headers["X-Proxy-Cache"] == "MISS"

    with psycopg.connect(prepared_database) as database:
        database.execute("UPDATE articles_article SET title = 'Changed' WHERE slug = 'django-vs-fastapi'")
    time.sleep(SEEN_WITHIN)
    for site in (first, second, front):
        assert b"Changed" in site.get(PAGE).body

    with Readers(front, PAGE, "/", "/healthz") as readers:
        first.renew()
        second.renew()
    assert readers.count > 10
    assert readers.failures == []

    with Readers(front, PAGE, "/healthz") as readers:
        second.stop()
        time.sleep(1)
    assert readers.failures == []


def test_nginx_shows_nothing_of_before_when_no_site_answers(machines):
    first, second, front = machines
    assert front.get(PAGE).status == 200
    for site in (first, second):
        site.stop()
    time.sleep(SEEN_WITHIN)
    answer = front.get(PAGE)
    assert (answer.status, answer.headers["Retry-After"], answer.headers["Cache-Control"]) == (503, "5", "no-store")
