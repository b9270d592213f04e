"""How the processes of a site fare, as Prometheus reads it.

Whichever process is asked tells of all on its machine: none can ask another, so each writes what it knows into a file
every few seconds, and the files of those that have ended go.
"""

import json
import os
import socket
import threading
import time
from contextlib import suppress

from django.conf import settings
from django.db import Error, connections
from django.http import HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from comparisons.models import Fact
from hub.operation.housekeeping import write_whole
from hub.operation.seen import asked, spent
from hub.page_cache.watch import own_connection

INTERVAL = 2.0  # seconds
COUNTING = 60.0  # seconds until the facts to check are counted again, which takes longer than the rest
OLD = 30.0  # seconds after which a process that says nothing has ended
FIGURES = {
    "hub_requests_total": "counter Requests by what they asked for, and how the page cache or else a status answered.",
    "hub_request_seconds_total": "counter Seconds in which these were answered.",
    "hub_queue_requests": "gauge Requests that wait for one of the threads of Django, or are in one.",
    "hub_pool_connections": "gauge Connections to the database, by state.",
    "hub_pool_waiting": "gauge Threads that wait for a connection.",
    "hub_database_seconds": "gauge How long the database took to answer the last question for the content version.",
    "hub_content_version_age_seconds": "gauge How long ago it was asked for the version that is known.",
    "hub_checks_due": "gauge Facts to check again.",
}


class Reporter:
    """A part of a process that writes its figures; ``django`` answers its requests, ``watch`` follows its database."""

    def __init__(self, django, watch):
        self.django, self.watch = django, watch
        self.folder = settings.DATA_DIR / "metrics"
        self.checks_due = None

    def start(self):
        for work in (self.follow, self.count_checks):  # one of which may wait for a database that says nothing
            threading.Thread(target=work, name="metrics", daemon=True).start()

    def count_checks(self):
        own = connections["default"] = own_connection()
        while True:
            try:
                self.checks_due = Fact.objects.to_recheck().count()
            except Error:
                self.checks_due = None
                own.close()
            time.sleep(COUNTING)

    def follow(self):
        file = self.folder / f"{socket.gethostname()}-{os.getpid()}.json"
        while True:
            with suppress(OSError):  # such as a full disk
                self.folder.mkdir(exist_ok=True)
                write_whole(file, json.dumps(list(self.figures())).encode())
            time.sleep(INTERVAL)

    def figures(self):
        """Name, labels and value of each figure."""
        for (kind, outcome), number in list(asked.items()):
            outcome = outcome.decode() if isinstance(outcome, bytes) else str(outcome)
            yield "hub_requests_total", {"kind": kind, "outcome": outcome}, number
        yield from (("hub_request_seconds_total", {"kind": kind}, seconds) for kind, seconds in list(spent.items()))
        yield "hub_queue_requests", {}, self.django.waiting
        if pool := getattr(connections["default"], "pool", None):
            stats = pool.get_stats()
            yield "hub_pool_connections", {"state": "open"}, stats["pool_size"]
            yield "hub_pool_connections", {"state": "idle"}, stats["pool_available"]
            yield "hub_pool_waiting", {}, stats["requests_waiting"]
        if self.watch.latest:
            yield "hub_database_seconds", {}, self.watch.took
            yield "hub_content_version_age_seconds", {}, self.watch.silence
        if self.checks_due is not None:
            yield "hub_checks_due", {}, self.checks_due


@require_safe
@never_cache
def metrics(request):
    """For whoever knows METRICS_TOKEN, and for nobody where there is none."""
    given = request.headers.get("Authorization", "")
    if not settings.METRICS_TOKEN or not constant_time_compare(given, f"Bearer {settings.METRICS_TOKEN}"):
        return HttpResponse("METRICS_TOKEN opens this.\n", status=403, content_type="text/plain; charset=utf-8")
    return HttpResponse("\n".join(exposition()) + "\n", content_type="text/plain; version=0.0.4; charset=utf-8")


metrics.without_database = True


def exposition():
    """The lines of the text format. No label holds what would have to be escaped."""
    figures = [figure for file in (settings.DATA_DIR / "metrics").glob("*.json") for figure in figures_in(file)]
    for name, about in FIGURES.items():
        kind, _, words = about.partition(" ")
        yield from (f"# HELP {name} {words}", f"# TYPE {name} {kind}")
        for labels, value in (rest for figure, *rest in figures if figure == name):
            yield f"{name}{{{','.join(f'{label}="{text}"' for label, text in labels.items())}}} {value}"


def figures_in(file):
    """What a process of this machine wrote, with its number among the labels; nothing where it has ended."""
    host, _, process = file.stem.rpartition("-")
    if host == socket.gethostname():
        with suppress(FileNotFoundError):
            if time.time() - file.stat().st_mtime < OLD:
                for name, labels, value in json.loads(file.read_text()):
                    yield name, labels | {"process": process}, value
            else:
                file.unlink()
