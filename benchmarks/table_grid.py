"""How long the whole table of a comparison takes to open and to save at the desk, on SQLite and on PostgreSQL.

    .venv/bin/python benchmarks/table_grid.py

Six technologies by 200 rows and by 400; every cell has a note and a source, and all of it is changed in one save.
A time is that of the whole answer, without the network; it holds the history, the checks and the search of all facts.
Makes a database of its own for each and drops it afterwards; POSTGRES_URL names the server.
"""

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
POSTGRES_URL = os.environ.get("POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/postgres")
TECHNOLOGIES, ROWS, RUNS = 6, (200, 400), 3
NOTE = "What a reader should know besides, in a sentence or two, as long as they usually are in such a table."

sys.path.insert(0, str(ROOT))


def main():
    if sys.argv[1:] == ["--here"]:
        measure()
        return
    for url in ("", POSTGRES_URL):
        with tempfile.TemporaryDirectory() as folder:
            environment = {**os.environ, "DATABASE_URL": url, "DATA_DIR": folder, "DEBUG": "1"}
            subprocess.run([sys.executable, __file__, "--here"], env=environment, check=True)  # noqa: S603


def measure():
    os.environ["DJANGO_SETTINGS_MODULE"] = "hub.settings"
    import django
    from django.conf import settings

    is_sqlite = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    name = str(settings.DATA_DIR / "benchmark.sqlite3") if is_sqlite else "learning_hub_benchmark_grid"
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = name
    settings.DEBUG = False
    settings.ALLOWED_HOSTS = ["testserver"]
    django.setup()
    from django.db import connection

    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        for rows in ROWS:
            report(connection, make_comparison(rows), rows)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


# --- the data -----------------------------------------------------------------


def make_comparison(rows):
    from django.utils import timezone

    from comparisons.models import Comparison, Fact, Feature, FeatureGroup, Row, Source, Subject, Technology

    comparison = Comparison.objects.create(title=f"Six by {rows}", status="published", published_at=timezone.now())
    groups = [FeatureGroup.objects.create(name=f"Group {n} of {rows}", position=n) for n in range(8)]
    technologies = [Technology.objects.create(name=f"Technology {n} of {rows}") for n in range(TECHNOLOGIES)]
    features = Feature.objects.bulk_create(
        Feature(name=f"Feature {n} of {rows}", slug=f"feature-{n}-{rows}", group=groups[n * 8 // rows], position=n)
        for n in range(rows)
    )
    Subject.objects.bulk_create(Subject(article=comparison, technology=one) for one in technologies)
    Row.objects.bulk_create(Row(comparison=comparison, feature=one, position=n) for n, one in enumerate(features))
    check = {"verified_on": timezone.localdate(), "verified_version": "1.0"}
    facts = Fact.objects.bulk_create(
        Fact(technology=technology, feature=feature, level="yes", value="Built in since 2.0", note=NOTE, **check)
        for technology in technologies
        for feature in features
    )
    sources = (Source(fact=fact, title="The docs", url="https://example.org/docs", quote=NOTE) for fact in facts)
    Source.objects.bulk_create(sources)
    return comparison


# --- the times ------------------------------------------------------------------


def report(connection, comparison, rows):
    from django.test import Client

    from articles.models import User

    user = User.objects.filter(username="bench").first() or User.objects.create_superuser("bench", password="x" * 20)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    address = f"/admin/comparisons/comparison/{comparison.pk}/table/"
    opened, saved = [], []
    for run in range(RUNS):
        response = timed(opened, lambda: client.get(address))
        data = data_in(response)
        edit = json.dumps(edit_of(data, run))
        timed(saved, lambda edit=edit: client.post(address, edit, content_type="application/json"))
    queries = count_queries(connection, lambda: client.get(address))
    edit = json.dumps(edit_of(data_in(client.get(address)), RUNS))
    saving = count_queries(connection, lambda: client.post(address, edit, content_type="application/json"))
    opens, saves = statistics.median(opened), statistics.median(saved)
    size = f"{len(response.content) / 1e6:.1f} MB"
    print(  # noqa: T201
        f"{connection.vendor:10} 6 x {rows}: opens in {opens:.2f} s ({queries} queries, {size}), "
        f"saves {len(data['cells']):,} cells in {saves:.2f} s ({saving} queries)"
    )


def timed(times, ask):
    start = time.perf_counter()
    response = ask()
    times.append(time.perf_counter() - start)
    if response.status_code != 200:
        raise SystemExit(f"{response.status_code}: {response.content[:300]}")
    return response


def count_queries(connection, ask):
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        ask()
    return len(queries)


def data_in(response):
    """What the script of the page is given."""
    return json.loads(re.search(r'id="grid-data"[^>]*>(.*?)</script>', response.content.decode(), re.DOTALL)[1])


def edit_of(data, run):
    """Every cell changed in every part, as the script of the page sends it."""
    cells = []
    for key, cell in data["cells"].items():
        feature, technology = map(int, key.split("-"))
        was = cell["texts"]
        now = {
            **was,
            "level": "partial",
            "value": f"Since {run}",
            "note": f"{NOTE} {run}",
            "verified_version": f"{run}.1",
        }
        now["sources"] = [{**was["sources"][0], "title": f"The docs of {run}"}]
        cells.append({"technology": technology, "feature": feature, "was": was, "now": now})
    return {"cells": cells, "reason": "A new release"}


if __name__ == "__main__":
    main()
