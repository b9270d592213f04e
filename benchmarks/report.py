"""The figures for people, as text."""

import sys

from benchmarks.loads import FEW
from benchmarks.servers import TITLES

MEBIBYTE = 2**20
COLUMNS = ("requests/s", "p50 ms", "p99 ms", "memory MiB", "errors")


def say(text=""):
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def tell(number, load, found):
    """One line while the run goes on."""
    title = f"{load.case}, {load.connections}: {TITLES[load.server]}"
    say(f"  round {number}  {title:<60} {found.requests_per_second:>9,.0f}/s  p99 {found.p99:,.0f} ms")


def print_figures(figures):
    heading = None
    for load, found in figures.items():
        if heading != (load.case, load.connections):
            heading = (load.case, load.connections)
            say(
                f"\n{load.case}, {load.connections:,} connections".ljust(48)
                + "".join(f"{name:>12}" for name in COLUMNS)
            )
        values = [
            f"{found.requests_per_second:,.0f}",
            f"{found.p50:,.1f}",
            f"{found.p99:,.1f}",
            f"{found.memory / MEBIBYTE:,.0f}",
            f"{found.errors:,}",
        ]
        say(f"  {TITLES[load.server]:<45}" + "".join(f"{value:>12}" for value in values))


def print_starts(seconds):
    say("\nstart to first answer".ljust(48) + f"{'seconds':>12}")
    for name, value in seconds.items():
        say(f"  {TITLES[name]:<45}{value:>12.2f}")


def print_goals(goals):
    say("\n" + "ratio".ljust(54) + f"{'found':>10}  {'limit':<14} verdict")
    for goal in goals:
        found = "" if goal.found is None else f"{goal.found:,.2f}"
        say(f"  {goal.what:<52}{found:>10}  {goal.limit_words:<14} {goal.verdict}")
    reached = sum(goal.is_reached for goal in goals)
    say(f"\n{reached} of {len(goals)} reached. At {FEW} connections unless said otherwise; medians over the rounds.")
