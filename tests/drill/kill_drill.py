"""Whatever is killed with -9, fifty times: nothing that was acknowledged is lost, nothing torn, and all runs again."""

import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from tests.conftest import require
from tests.drill.editor import Editor, number_in
from tests.hub.archive.hubs import MANAGE
from tests.hub.running_site import GUNICORN, ROOT, Site, free_port
from tests.prepared import copy_prepared_data, environment_of_a_laptop

pytestmark = pytest.mark.postgresql
KILLS = int(os.environ.get("DRILL_KILLS") or 50)
COMMANDS = [["backup"], ["import_content", "content"], ["rebuild_search"], ["export_data"], ["prepare", "--static"]]


class Supervised(Site):
    """A site that is started anew a second after it ended, on a socket that stays: deploy/learning-hub.service."""

    def __enter__(self):
        self.socket = socket.create_server(("127.0.0.1", self.port), backlog=2048)
        self.ended = threading.Event()
        self.process = None
        self.thread = threading.Thread(target=self.supervise)
        self.thread.start()
        return self

    def supervise(self):
        number = self.socket.fileno()
        inherit = f'export LISTEN_PID=$$ LISTEN_FDS=1; exec "$0" "$@" 3<&{number}'
        while not self.ended.is_set():
            with self.log.open("a") as log:
                self.process = subprocess.Popen(
                    ["sh", "-c", inherit, *GUNICORN],
                    cwd=ROOT,
                    env=self.environment,
                    stdout=log,
                    stderr=log,
                    pass_fds=[number],
                )
            self.process.wait()
            self.ended.wait(1)

    def __exit__(self, *error):
        self.ended.set()
        self.process.terminate()
        self.thread.join()
        self.socket.close()

    def workers(self):
        pid = self.process.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def is_well(self):
        with suppress(OSError):
            return self.get("/readyz").status == 200 and len(self.workers()) == 2
        return False


def kill_command(site, words):
    """Start a command of the operator and kill it at some moment of its work."""
    process = subprocess.Popen(
        [*MANAGE, *words], cwd=ROOT, env=site.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=random.uniform(1, 8))
    process.kill()
    process.wait()


def kill_connection(database):
    """Kill a process of the database server, which then throws out everybody and recovers."""
    with suppress(psycopg.Error), psycopg.connect(database) as connection:
        rows = connection.execute(
            "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        ).fetchall()
        if rows:
            os.kill(random.choice(rows)[0], signal.SIGKILL)


def kill_something(site, database, number):
    """Kill the next kind of process in turn; return its name."""
    kind = ["worker", "first process", "connection", "command", "worker"][number % 5]
    if kind == "worker":
        os.kill(random.choice(site.workers()), signal.SIGKILL)
    elif kind == "first process":
        site.process.kill()
    elif kind == "connection":
        kill_connection(database)
    else:
        words = COMMANDS[number // 5 % len(COMMANDS)]
        kill_command(site, words)
        return words[0]
    return kind


def version_in(database):
    """Which version the page is, as the database has it."""
    with psycopg.connect(database, autocommit=True) as connection:
        # A sequence that was copied from a template is not in the server's log before that, and would count anew.
        connection.execute("CHECKPOINT")
        return number_in(connection.execute("SELECT body FROM articles_article WHERE slug = 'drilled'").fetchone()[0])


def kill_all(site, database, editor):
    """Kill so many times, and see each time that all is there and runs again. Return what, and the longest wait."""
    killed, slowest = Counter(), 0.0
    for number in range(KILLS):
        time.sleep(random.uniform(0.5, 2))
        saved = editor.saved
        killed[kill_something(site, database, number)] += 1
        killed_at = time.monotonic()
        site.until(site.is_well)
        slowest = max(slowest, time.monotonic() - killed_at)
        assert saved <= version_in(database) <= editor.tried
    return killed, slowest


def test_nothing_acknowledged_is_lost_whatever_is_killed(prepared_database, tmp_path):
    require(os.environ.get("DRILL_CLUSTER"), "Processes of a database server are killed in one of the drill's own")
    copy_prepared_data(tmp_path / "data")
    port = free_port()
    environment = environment_of_a_laptop(tmp_path / "data", port) | {"DATABASE_URL": prepared_database}
    with Supervised(port, environment, "", tmp_path / "log") as site:
        site.until(site.is_well)
        with Editor(site, pause=0.2) as editor:
            assert version_in(prepared_database) <= editor.tried
            killed, slowest = kill_all(site, prepared_database, editor)
        assert editor.acknowledged > KILLS / 5
        assert editor.saved <= version_in(prepared_database)
        assert b"Version" in site.get("/articles/drilled/").body
        assert site.get("/search/?q=version").status == 200
    for words in COMMANDS:  # what was killed can be done again
        done = subprocess.run([*MANAGE, *words], cwd=ROOT, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    torn = [path for path in (tmp_path / "data").rglob("*") if path.name.endswith(".partial") or not is_whole(path)]
    sys.stdout.write(
        f"\nkilled {sum(killed.values())} times ({', '.join(f'{name} {times}' for name, times in killed.items())}): "
        f"{editor.acknowledged} saves acknowledged, none lost; at most {slowest:.1f} s until all ran again; "
        f"load {os.getloadavg()[0]:.1f}\n"
    )
    assert torn == []


def is_whole(path):
    return not path.is_file() or path.stat().st_size > 0 or path.suffix == ".lock" or path.parent.name == "turns"
