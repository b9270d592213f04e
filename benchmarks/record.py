"""The run as JSON; docs/benchmark.md describes it."""

import json
from dataclasses import asdict

from benchmarks import machine
from benchmarks.servers import PAGE, TITLES, workers
from benchmarks.wrk import THREADS, TIMEOUT

SCHEMA = 1


def make_record(machine_was, figures, measurements, starts, goals, options):
    """``machine_was``: what ``machine.describe`` said before anything was measured."""
    return {
        "schema": SCHEMA,
        "kind": "frameworks" if options.frameworks else "site",
        "date": machine.today(),
        "script": "make bench (benchmarks/ in the repository of the hub)",
        **machine_was,
        "conditions": {
            "page": PAGE,
            "client": f"wrk on the same machine, {THREADS} thread, timeout {TIMEOUT} s",
            "workers": workers(),
            "rounds": min(map(len, measurements.values())),
            "seconds": options.seconds,
            "quick": options.quick,
        },
        "figures": [figure(load, found, measurements[load]) for load, found in figures.items()],
        "start_seconds": {name: round(value, 3) for name, value in starts.items()},
        "goals": [goal_data(goal) for goal in goals],
    }


def figure(load, found, measurements):
    values = asdict(found)
    return {
        "case": load.case,
        "connections": load.connections,
        "server": load.server,
        "title": TITLES[load.server],
        **{name: round(value, 2) for name, value in values.items()},
        "rounds": [round(measurement.requests_per_second, 2) for measurement in measurements],
    }


def goal_data(goal):
    found = None if goal.found is None else round(goal.found, 3)
    limit = {"at_least" if goal.at_least else "at_most": goal.limit}
    return {"what": goal.what, **limit, "found": found, "reached": goal.is_reached}


def write(record, path):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n")
