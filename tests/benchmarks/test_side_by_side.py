"""What `make bench` reads from wrk and makes of it, and how it tells whether two pages are the same."""

import sys
import time
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest

from benchmarks import wrk
from benchmarks.equal import first_difference
from benchmarks.figures import goals, summarise
from benchmarks.loads import FEW, HOT, MANY, SITE_LOADS, Load, measure_all
from benchmarks.processes import memory, running, tree

OUTPUT = """\
Running 2s test @ http://127.0.0.1:8120/
  1 threads and 32 connections
Requests/sec:   1000.00

RESULT {"microseconds": 2000000, "requests": 2000, "bytes": 40000, "p50": 1500, "p99": 9000, "status": 3, "socket": 4}
"""


def measurement(requests=100.0, **fields):
    defaults = {"p50": 1.0, "p99": 2.0, "errors": 0, "memory": 1000, "bytes_per_request": 20.0}
    return wrk.Measurement(requests, **{**defaults, **fields})


def is_running(process):
    status = Path(f"/proc/{process}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"


def found(goal_list, what):
    return next(goal for goal in goal_list if goal.what.startswith(what))


def test_wrk_output_becomes_requests_a_second_milliseconds_and_all_errors_together():
    read = wrk.parse(OUTPUT)
    assert (read.requests_per_second, read.p50, read.p99) == (1000, 1.5, 9)
    assert read.errors == 7
    assert read.bytes_per_request == 20


def test_wrk_output_without_a_result_is_an_error_that_shows_it():
    with pytest.raises(ValueError, match="unable to connect"):
        wrk.parse("unable to connect to 127.0.0.1")


def test_rounds_become_their_median_and_every_error_counts():
    rounds = [measurement(100, errors=1), measurement(400), measurement(200, errors=2)]
    assert summarise(rounds).requests_per_second == 200
    assert summarise(rounds).errors == 3


def test_a_ratio_is_reached_from_its_limit_on():
    figures = {Load(HOT, "ours", FEW): measurement(850), Load(HOT, "bare", FEW): measurement(1000)}
    goal = found(goals(figures, 1.0), "hot page, gzip: ours / bare")
    assert (goal.found, goal.verdict) == (0.85, "reached")
    figures[Load(HOT, "ours", FEW)] = measurement(849)
    assert found(goals(figures, 1.0), goal.what).verdict == "not reached"


def test_a_limit_from_above_is_reached_up_to_it_and_one_error_misses_it():
    figures = {Load(HOT, "ours", MANY): measurement(p99=250)}
    assert found(goals(figures, 2.0), "1,000 connections, hot: p99").verdict == "reached"
    assert found(goals(figures, 2.0), "1,000 connections, hot: errors").verdict == "reached"
    assert found(goals(figures, 2.01), "start").verdict == "not reached"
    figures = {Load(HOT, "ours", MANY): measurement(errors=1)}
    assert found(goals(figures, 2.0), "1,000 connections, hot: errors").verdict == "not reached"


def test_what_was_not_measured_is_said_and_not_counted_as_reached():
    assert {goal.verdict for goal in goals({}, 1.0)} == {"not measured", "reached"}
    assert sum(goal.is_reached for goal in goals({}, 1.0)) == 1  # the start


def test_no_round_begins_that_would_end_after_the_budget(monkeypatch):
    monkeypatch.setattr("benchmarks.loads.measure_load", lambda *_: measurement())
    monkeypatch.setattr("benchmarks.loads.leave_idle", lambda *_: None)
    monkeypatch.setattr("benchmarks.loads.time", SimpleNamespace(monotonic=count(step=100).__next__))
    measured = measure_all(SimpleNamespace(up={"ours": None}), SITE_LOADS, 5, 1, 1, 440, lambda *_: None)
    assert {len(rounds) for rounds in measured.values()} == {2}
    assert set(measured) == {load for load in SITE_LOADS if load.server == "ours"}


def test_pages_that_differ_in_white_space_alone_are_the_same():
    assert first_difference("<p class=a id=b>one\n  two</p>", '<p id="b" class="a">one two </p>\n') is None


@pytest.mark.parametrize(
    "other",
    ["<p>one <b>two</b></p>", "<p>one three</p>", '<p id="x">one two</p>', "<p>one two</p><p>more</p>", "<p>one</p>"],
)
def test_another_word_element_or_attribute_is_a_difference(other):
    assert first_difference("<p>one two</p>", other)


def test_a_server_is_stopped_together_with_its_children(tmp_path):
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {'import time; time.sleep(60)'!r}])"
    with running([sys.executable, "-c", child], None, tmp_path / "log") as pid:
        deadline = time.monotonic() + 10
        while len(tree(pid)) < 2 and time.monotonic() < deadline:
            time.sleep(0.01)
        processes = tree(pid)
        assert len(processes) == 2
        assert memory(pid) > 1_000_000
    deadline = time.monotonic() + 10
    while any(is_running(process) for process in processes):
        assert time.monotonic() < deadline
        time.sleep(0.01)
