"""Both frameworks are measured alike, and the article about a run says all of it."""

from pathlib import Path

import pytest

from benchmarks.article import make_article
from benchmarks.loads import FRAMEWORK_LOADS
from benchmarks.servers import Site, framework_commands

RECORD = {
    "schema": 1,
    "date": "2026-11-20",
    "hardware": {"cores": 2, "memory_gib": 24, "load_before": 0.1},
    "versions": {
        "python": "3.13.0",
        "django": "6.1.3",
        "gunicorn": "27.0.1",
        "fastapi": "0.165.0",
        "uvicorn": "0.54.0",
        "postgresql": "15.14",
        "wrk": "4.1.0",
    },
    "conditions": {"workers": 2, "rounds": 3, "seconds": 5},
}


def test_both_frameworks_are_measured_under_the_same_loads_and_by_the_same_command():
    loads = {framework: [] for framework in ("django", "fastapi")}
    for load in FRAMEWORK_LOADS:
        framework, _, server = load.server.partition("_")
        loads[framework].append((load.case, server, load.connections))
    assert loads["django"] == loads["fastapi"]
    commands = framework_commands(Site(Path("/nowhere"), "postgres://", 8120))
    for server in ("uvicorn", "gunicorn"):
        (_, *django), _ = commands[f"django_{server}"]
        (_, *fastapi), _ = commands[f"fastapi_{server}"]
        different = [(one, other) for one, other in zip(django, fastapi, strict=True) if one != other]
        assert all(":" in one or one.isdecimal() for one, _ in different), different


@pytest.mark.parametrize("kind", ["site", "frameworks"])
def test_the_article_about_a_run_has_every_figure_and_its_conditions(kind):
    figure = {"case": "hot", "connections": 1000, "title": "our site", "requests_per_second": 12_345.6, "p50": 1.25}
    figure |= {"p99": 20.4, "memory": 150 * 2**20, "errors": 0, "rounds": [1.0, 2.0]}
    versions = dict.fromkeys(["psycopg", "starlette", "uvloop", "httptools", "sqlalchemy", "asyncpg", "jinja2"], "1.0")
    record = {
        **RECORD,
        "kind": kind,
        "versions": {**RECORD["versions"], **versions, "nginx": "1.22"},
        "hardware": {**RECORD["hardware"], "processor": "CPU", "system": "Debian", "load_before": 0.5},
        "figures": [figure],
        "start_seconds": dict.fromkeys(["ours", "fastapi", "django_uvicorn", "fastapi_uvicorn"], 1.5),
    }
    article = make_article(record)
    assert "| hot | 1,000 | our site | 12,346 | 1.2 | 20.4 | 150 | 0 |" in article
    assert "the median of 2 rounds" in article
    assert "load average before the run was 0.5" in article
    assert "FastAPI 0.165.0" in article
