"""``make bench``: our site, FastAPI and nginx with the same page from the same database, under load in turns."""

import argparse
import os
import signal
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from benchmarks import database, machine, needs, record, servers
from benchmarks.figures import goals, summarise
from benchmarks.loads import COLD, FRAMEWORK_LOADS, HOT, ROW, SITE_LOADS, measure_all
from benchmarks.processes import ROOT
from benchmarks.report import print_figures, print_goals, print_starts, say, tell

POSTGRES_URL = os.environ.get("POSTGRES_URL") or "postgres://postgres@127.0.0.1:5432/postgres"
STARTS = 3
BUDGET = 9 * 60  # seconds until the last round has ended: ten minutes are the limit of the whole run


def main():
    options = parse()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped."))
    needs.check(POSTGRES_URL)
    with ExitStack() as stack:
        try:
            run(options, stack)
        except KeyboardInterrupt:
            sys.exit("\nStopped. Servers, database and files of the run are removed.")


def parse():
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="two seconds for each load, once: only to see that it works"
    )
    parser.add_argument(
        "--frameworks", action="store_true", help="Django and FastAPI alone, each on the same servers, without the site"
    )
    parser.add_argument("--case", choices=[COLD, ROW, HOT], help="with --frameworks: this load alone, for longer ones")
    parser.add_argument("--rounds", type=int, help="how often each load is measured (3)")
    parser.add_argument("--seconds", type=int, help="how long each load lasts (5)")
    parser.add_argument("--port", type=int, default=8120, help="the first of fourteen ports (8120)")
    parser.add_argument(
        "--output", type=Path, help="the JSON file (var/bench/<date>.json, var/bench/frameworks-<date>.json)"
    )
    options = parser.parse_args()
    options.rounds = options.rounds or (1 if options.quick else 3)
    options.seconds = options.seconds or (2 if options.quick else 5)
    prefix = "frameworks-" if options.frameworks else ""
    options.output = options.output or ROOT / "var" / "bench" / f"{prefix}{machine.today()}.json"
    return options


def run(options, stack):
    begin = time.monotonic()
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="hub-bench-")))
    folder.chmod(0o755)  # nginx may read it as somebody else
    site = servers.Site(folder, stack.enter_context(database.temporary(POSTGRES_URL)), options.port)
    machine_was = machine.describe(site.database_url)
    say("Filling a database and starting the servers …")
    servers.prepare(site)
    stack.callback(servers.stop_all, site)
    pair = ("django_uvicorn", "fastapi_uvicorn") if options.frameworks else ("ours", "fastapi")
    starts = measure_starts(site, pair, 1 if options.quick else STARTS)
    start, loads = (
        (servers.start_frameworks, FRAMEWORK_LOADS) if options.frameworks else (servers.start_site, SITE_LOADS)
    )
    loads = [load for load in loads if options.case in (None, load.case)]
    start(site)
    servers.check_equal(site)
    say(f"All answer with the same page. {options.rounds} × {options.seconds} s for each load:")
    left = BUDGET - (time.monotonic() - begin)
    measurements = measure_all(site, loads, options.rounds, options.seconds, 1, left, tell)
    figures = {load: summarise(found) for load, found in measurements.items()}
    print_figures(figures)
    print_starts(starts)
    found = [] if options.frameworks else goals(figures, starts["ours"])
    if found:
        print_goals(found)
    record.write(record.make_record(machine_was, figures, measurements, starts, found, options), options.output)
    say(f"Written to {options.output}")


def measure_starts(site, names, times):
    """Seconds from the command of each server to its first page: the median of several starts."""
    seconds = {name: [] for name in names}
    for _ in range(times):
        for name, found in seconds.items():
            servers.start_one(site, name)
            found.append(site.up[name].started_in)
            servers.stop_one(site, name)
    return {name: median(found) for name, found in seconds.items()}


if __name__ == "__main__":
    main()
