"""Servers as child processes: started in a group of their own, waited for, weighed, and stopped by that group."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager, suppress
from pathlib import Path

PATIENCE = 30  # seconds until a server that does not answer counts as broken
ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def running(command, environment, log):
    """The process id of a command that runs in the repository; it and all its children are gone afterwards."""
    with Path(log).open("ab") as output:
        process = subprocess.Popen(  # noqa: S603
            command, cwd=ROOT, env=environment, stdout=output, stderr=output, start_new_session=True
        )
    try:
        yield process.pid
    finally:
        stop(process)


def stop(process):
    for number in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=8)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)  # children that outlived their parent


def wait_for_answer(url, pid, log):
    """Wait until the address answers with 200. Exits with the end of the log where that takes too long."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with suppress(OSError), urllib.request.urlopen(url, timeout=PATIENCE):  # noqa: S310
            return
        if not Path(f"/proc/{pid}").exists():
            break
        time.sleep(0.005)
    tail = Path(log).read_text(errors="replace")[-2000:]
    sys.exit(f"{url} does not answer. The end of its log:\n{tail}")


def tree(pid):
    """The process and its descendants that are alive."""
    children = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with suppress(OSError):
                parent = (folder / "stat").read_text().rpartition(")")[2].split()[1]
                children.setdefault(int(parent), []).append(int(folder.name))
    found, waiting = [], [pid]
    while waiting:
        found.append(waiting.pop())
        waiting += children.get(found[-1], [])
    return found


def memory(pid):
    """Bytes of memory of the tree of a process: its proportional share (PSS) of every page it has."""
    total = 0
    for member in tree(pid):
        with suppress(OSError):
            lines = Path(f"/proc/{member}/smaps_rollup").read_text().splitlines()
            total += next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return total


def cpu_seconds(pid):
    """Seconds of processor time that the tree of a process has used."""
    ticks = 0
    for member in tree(pid):
        with suppress(OSError):
            fields = Path(f"/proc/{member}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def settle(pid, longest=10):
    """Wait until a server has worked off what clients left behind, so that it does not disturb the next."""
    end, before = time.monotonic() + longest, cpu_seconds(pid)
    while time.monotonic() < end:
        time.sleep(0.25)
        now = cpu_seconds(pid)
        if now - before < 0.03:
            return
        before = now
