"""On what the figures were measured: hardware, and versions of everything that took part."""

import datetime
import json
import os
import platform
import re
import subprocess
from importlib.metadata import version
from pathlib import Path

from benchmarks.database import fetch_value
from benchmarks.needs import find_nginx
from benchmarks.processes import ROOT
from benchmarks.servers import FASTAPI_PYTHON

OURS = ("django", "gunicorn", "uvicorn-worker", "psycopg", "whitenoise")
THEIRS = ("fastapi", "starlette", "uvicorn", "uvloop", "httptools", "jinja2", "sqlalchemy", "asyncpg", "pydantic")
ASK = (
    "import json, sys; from importlib.metadata import version; print(json.dumps({n: version(n) for n in sys.argv[1:]}))"
)


def today():
    return datetime.datetime.now(datetime.UTC).date().isoformat()


def describe(database_url):
    """Hardware and versions. To be asked before a run, whose own load is none of its conditions."""
    return {"hardware": hardware(), "versions": versions(database_url)}


def hardware():
    """Cores that may be used, memory in GiB, processor and system."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "cores": len(os.sched_getaffinity(0)),
        "memory_gib": round(memory),
        "processor": first_match(Path("/proc/cpuinfo"), r"model name\s*:\s*(.+)") or platform.processor(),
        "system": first_match(Path("/etc/os-release"), r'PRETTY_NAME="(.+)"') or platform.system(),
        "kernel": platform.release(),
        "load_before": round(os.getloadavg()[0], 2),
    }


def first_match(path, pattern):
    found = re.search(pattern, path.read_text()) if path.exists() else None
    return found[1].strip() if found else ""


def versions(database_url):
    theirs = json.loads(output([str(FASTAPI_PYTHON), "-c", ASK, *THEIRS]))
    return {
        "python": platform.python_version(),
        **{name: version(name) for name in OURS},
        **theirs,
        "postgresql": fetch_value(database_url, "SHOW server_version").split()[0],
        "nginx": output([find_nginx(), "-v"]).strip().rpartition("/")[2],
        "wrk": output(["wrk", "-v"]).split()[1],
        "site": commit(),
    }


def commit():
    """The commit that was measured, with a plus where files differ from it; empty outside a repository."""
    try:
        found = output(["git", "-C", str(ROOT), "rev-parse", "--short=12", "HEAD"]).strip()
        return found + ("+" if output(["git", "-C", str(ROOT), "status", "--porcelain"]).strip() else "")
    except (OSError, subprocess.CalledProcessError):
        return ""


def output(command):
    """Standard output and error; wrk says its version with an exit status of 1."""
    check = command[0] != "wrk"
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=check).stdout  # noqa: S603
