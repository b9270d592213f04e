"""What a site tells of itself where it is watched."""

import json
import os
import re
import socket
import time

import pytest

from hub.operation import metrics as figures
from hub.operation.metrics import FIGURES, Reporter
from tests.factories import make_article
from tests.hub.running_site import started

TOKEN = "a-token-for-tests-0123456789"
OPEN = {"Authorization": f"Bearer {TOKEN}"}
LINE = re.compile(r'([a-z_]+)\{((?:[a-z]+="[^"\\\n]*",?)*)\} (\d[\d.e-]*)')


@pytest.fixture(autouse=True)
def own_metrics(settings, tmp_path):
    settings.METRICS_TOKEN, settings.DATA_DIR = TOKEN, tmp_path
    (tmp_path / "metrics").mkdir()
    return tmp_path / "metrics"


def read(text):
    """The values by name and labels; whatever is no line of the format fails."""
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {(found[1], found[2]): float(found[3]) for found in map(LINE.fullmatch, lines)}


def test_who_does_not_know_the_token_is_told_nothing(client, settings):
    for given in ({}, {"Authorization": "Bearer "}, {"Authorization": f"Bearer {TOKEN}x"}, {"Authorization": "é"}):
        assert client.get("/metrics", headers=given).status_code == 403
    assert client.get("/metrics", headers=OPEN).status_code == 200
    settings.METRICS_TOKEN = ""
    for given in ({}, {"Authorization": "Bearer "}, OPEN):
        assert client.get("/metrics", headers=given).status_code == 403


def write(folder, name, *figures, age=0.0):
    file = folder / f"{name}.json"
    file.write_text(json.dumps(figures))
    os.utime(file, (time.time() - age,) * 2)
    return file


def test_each_process_of_the_machine_is_told_and_what_has_ended_goes(client, own_metrics):
    host = socket.gethostname()
    write(own_metrics, f"{host}-1", ["hub_requests_total", {"kind": "home", "outcome": "hit"}, 5])
    write(own_metrics, f"{host}-2", ["hub_requests_total", {"kind": "home", "outcome": "hit"}, 7])
    ended = write(own_metrics, f"{host}-3", ["hub_queue_requests", {}, 9], age=60)
    elsewhere = write(own_metrics, "elsewhere-4", ["hub_queue_requests", {}, 9], age=60)
    answer = client.get("/metrics", headers=OPEN)
    assert answer["Content-Type"].startswith("text/plain; version=0.0.4")
    assert "no-store" in answer["Cache-Control"]
    assert read(answer.content.decode()) == {
        ("hub_requests_total", 'kind="home",outcome="hit",process="1"'): 5,
        ("hub_requests_total", 'kind="home",outcome="hit",process="2"'): 7,
    }
    assert answer.content.decode().count("# TYPE") == len(FIGURES)
    assert (ended.exists(), elsewhere.exists()) == (False, True)


@pytest.mark.django_db
def test_requests_are_counted_by_kind_and_by_what_became_of_them(keen_reader, monkeypatch):
    asked, spent = type(figures.asked)(), type(figures.spent)()
    monkeypatch.setattr("hub.operation.seen.asked", asked)
    monkeypatch.setattr("hub.operation.seen.spent", spent)
    make_article(title="Kept")
    for address in ("/articles/kept/", "/articles/kept/", "/nowhere/", "/nowhere/x", "/admin/", "/healthz"):
        keen_reader.get(address)
    assert dict(asked) == {
        ("article-detail", b"miss"): 1,
        ("article-detail", b"hit"): 1,
        ("nowhere", 404): 2,
        ("admin", 302): 1,
        ("healthz", 200): 1,
    }
    assert set(spent) == {"article-detail", "nowhere", "admin", "healthz"}
    assert all(seconds > 0 for seconds in spent.values())


class StillWatch:
    latest, took, silence = "1", 0.002, 0.3


class Waiting:
    waiting = 4


def test_what_only_the_database_knows_is_left_out_while_it_is_away():
    reporter = Reporter(Waiting, StillWatch())
    told = {name: value for name, _, value in reporter.figures()}
    assert told["hub_queue_requests"] == 4
    assert (told["hub_database_seconds"], told["hub_content_version_age_seconds"]) == (0.002, 0.3)
    assert "hub_checks_due" not in told
    reporter.checks_due = 7
    assert ("hub_checks_due", {}, 7) in list(reporter.figures())


def test_a_site_on_https_tells_its_figures_to_who_asks_it_without_a_proxy(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/search/").status_code == 301
    assert client.get("/metrics", headers=OPEN).status_code == 200


@pytest.mark.parametrize("database", ["", pytest.param("prepared_database", marks=pytest.mark.postgresql)])
def test_a_running_site_tells_of_all_its_processes(request, tmp_path, database):
    name = {"DATABASE_URL": request.getfixturevalue(database)} if database else {}
    with started(tmp_path / "site", METRICS_TOKEN=TOKEN, **name) as site:
        site.get("/")

        def told():
            answer = site.get("/metrics", **OPEN)
            return read(answer.body.decode())

        site.until(lambda: len({labels for (name, labels) in told() if name == "hub_queue_requests"}) == 2)
        site.until(lambda: any('kind="home"' in labels for _, labels in told()))
        names = {name for name, _ in told()}
        pool = {"hub_pool_connections", "hub_pool_waiting"}
        assert names == set(FIGURES) - (set() if database else pool)
        assert site.log.read_text() == "" or "Traceback" not in site.log.read_text()
