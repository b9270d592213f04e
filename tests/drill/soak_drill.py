"""Ten minutes of readers and edits: a site takes no more memory and holds no more files than after the first ones."""

import os
import sys
import time
from pathlib import Path
from statistics import median

import pytest

from tests.drill.editor import Editor
from tests.drill.readers import SteadyReaders
from tests.hub.running_site import started
from tests.hub.test_takedown import SHOWING

pytestmark = pytest.mark.postgresql
LASTS = int(os.environ.get("DRILL_SOAK") or 600)  # seconds
WARM = LASTS / 4  # until every page has been made by every process, and the allocator has what it needs
MORE = 1.10
OTHERS = [
    "/choose/",
    "/changes/",
    "/features/orm/",
    "/feeds/atom.xml",
    "/articles/drilled/",
    "/openapi.json",
    "/nowhere/",
]


def workers_of(site):
    pid = site.process.pid
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def memory_of(pid):
    """Megabytes that are this process's own or shared."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def files_of(pid):
    return len(os.listdir(f"/proc/{pid}/fd"))


def stored_in(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def test_ten_minutes_cost_nothing_that_stays(prepared_database, tmp_path):
    with (
        started(tmp_path, DATABASE_URL=prepared_database, METRICS_TOKEN="a-token-for-tests-0123456789") as site,
        Editor(site, pause=1) as editor,
        SteadyReaders(site, [*SHOWING, *OTHERS], a_second=40) as readers,
    ):
        workers, samples, began = workers_of(site), [], time.monotonic()
        while time.monotonic() - began < LASTS:
            time.sleep(LASTS / 60)
            if time.monotonic() - began > WARM:
                samples.append(
                    (sum(map(memory_of, workers)), sum(map(files_of, workers)), stored_in(tmp_path / "data"))
                )
        assert workers_of(site) == workers  # none was replaced meanwhile
    quarter = len(samples) // 4
    before, after = (
        [median(column) for column in list(zip(*part, strict=True))[:2]]
        for part in (samples[:quarter], samples[-quarter:])
    )
    left = samples[-1][2] - samples[0][2]
    sys.stdout.write(
        f"\nsoak of {LASTS} s, {len(readers.answers):,} requests, {editor.acknowledged} edits: {before[0]:.0f} MB, "
        f"then {after[0]:.0f} MB; {before[1]:.0f} descriptors, then {after[1]:.0f}; "
        f"left in var/: {sorted(left) or 'nothing'}; load {os.getloadavg()[0]:.1f}\n"
    )
    assert set(readers.statuses) == {200, 404}
    assert editor.acknowledged > LASTS / 10
    assert after[0] < before[0] * MORE
    assert after[1] <= before[1] + 4  # connections of the pool that are open just then
    assert left == set()
