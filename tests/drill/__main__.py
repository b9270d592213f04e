"""`make drill`: outages, takedown, new code and restoring, with a PostgreSQL cluster of its own, taken away again.

The figures that docs/operations.md shows are what the drills print.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from tests.hub.running_site import free_port

# What takes too long for every run of the tests, and what of them is about a site in trouble.
DRILLS = [
    "tests/drill/outage_drill.py",
    "tests/drill/replacement_drill.py",
    "tests/drill/takedown_drill.py",
    "tests/hub/test_forged_addresses.py",
    "tests/drill/soak_drill.py",
    "tests/drill/kill_drill.py",
    "tests/drill/archive_drill.py",
    "tests/drill/download_drill.py",
    "tests/drill/typing_drill.py",
    "tests/hub/test_outage.py",
    "tests/hub/test_takedown.py",
    "tests/hub/test_new_code.py",
    "tests/hub/operation/test_processes.py",
    "tests/hub/archive/test_backups.py",
    "tests/hub/archive/test_restoring.py",
    "tests/articles/images/test_memory.py",
]
PROGRAMS = ["/usr/lib/postgresql", "/usr/local/pgsql", "/opt/homebrew/opt"]


def program(name):
    """The newest PostgreSQL's program of this name."""
    found = shutil.which(name) or max(
        (str(path) for place in PROGRAMS for path in Path(place).glob(f"*/bin/{name}")), default=""
    )
    return found or sys.exit(f"The drill needs PostgreSQL's {name}, which is not on this machine.")


@contextmanager
def own_cluster():
    """The address of an empty cluster, stopped and deleted afterwards. PostgreSQL does not run as root."""
    port, user = free_port(), ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory(prefix="hub-drill-") as folder:
        if user:
            shutil.chown(folder, "postgres")
        data, options = f"{folder}/data", f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
        quiet = {"check": True, "stdout": subprocess.DEVNULL, "cwd": folder}
        subprocess.run([*user, program("initdb"), "-D", data, "-U", "postgres", "--auth=trust", "-E", "UTF8"], **quiet)
        control = [*user, program("pg_ctl"), "-D", data, "-w"]
        subprocess.run([*control, "-l", f"{folder}/log", "-o", options, "start"], **quiet)
        try:
            yield f"postgres://postgres@127.0.0.1:{port}/postgres"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], **quiet)


def main():
    with own_cluster() as url:
        environment = os.environ | {
            "POSTGRES_URL": url,
            "DATABASE_URL": "",
            "REQUIRE_SERVICES": "1",
            "DRILL_CLUSTER": "1",
        }
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-s",
            "--durations=0",
            "--durations-min=5",
            *(sys.argv[1:] or DRILLS),
        ]
        sys.exit(subprocess.run(command, env=environment, check=False).returncode)


if __name__ == "__main__":
    main()
