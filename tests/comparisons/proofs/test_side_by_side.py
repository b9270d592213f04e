"""Proofs run side by side: their environments are made once, and nothing goes on where nobody waits for it."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import CommandError, call_command

from comparisons.proofs import environments, running
from comparisons.proofs.environments import make_environment
from comparisons.script_headers import Package


@pytest.mark.parametrize("jobs", ["0", "-1", "many"])
def test_jobs_are_a_number_of_them(jobs, db):
    with pytest.raises(CommandError, match="argument --jobs"):
        call_command("run_proofs", f"--jobs={jobs}")


def test_whoever_stops_listening_has_nothing_more_begun(monkeypatch):
    begun = []
    monkeypatch.setattr(running, "run_plan", lambda number, offline: [begun.append(number), time.sleep(0.05)])
    results = running.run_plans(range(100), 2)
    next(results)
    results.close()
    assert len(begun) < 10


def test_two_at_once_make_an_environment_once(python, monkeypatch, tmp_path, settings):
    settings.DATA_DIR = tmp_path
    made = []

    def install(runtime, packages, folder):
        made.append(folder)
        time.sleep(0.1)

    monkeypatch.setitem(environments.INSTALL, "python", install)
    with ThreadPoolExecutor(4) as pool:
        folders = set(pool.map(lambda _: make_environment(python, (Package("demo", "2.0"),)), range(4)))
    assert len(made) == len(folders) == 1
