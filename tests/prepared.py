"""A site, prepared once for all tests of a run, on SQLite and on PostgreSQL, and copied by those that start one."""

import fcntl
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from tests.conftest import require
from tests.databases import POSTGRES_URL, postgresql_answers, server_address

ROOT = Path(__file__).parent.parent
PREPARE = [sys.executable, "manage.py", "prepare", "--static"]
RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID") or str(os.getpid())
FOLDER = Path(tempfile.gettempdir(), f"hub-prepared-{RUN}")
TEMPLATE = f"hub_prepared_{RUN}"


def environment_of_a_laptop(data, port):
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LD_LIBRARY_PATH") if name in os.environ}
    return kept | {
        "DEBUG": "0",
        "SECRET_KEY": "a-key-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "SITE_URL": f"http://127.0.0.1:{port}",
        "PORT": str(port),
        "DATA_DIR": str(data),
    }


@contextmanager
def first_of(name):
    """Hold back the other processes of the run. Yields the folder of that name if nobody has made it yet, or None."""
    FOLDER.mkdir(exist_ok=True)
    with (FOLDER / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = FOLDER / name
        yield None if made.exists() else made


def prepare(data, **environment):
    environment = environment_of_a_laptop(data, 8000) | environment
    subprocess.run(PREPARE, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)


def copy_prepared_data(folder):
    """Fill a folder with the database and the static files of a site that was prepared on SQLite."""
    with first_of("data") as missing:
        if missing:
            prepare(missing)
    shutil.copytree(FOLDER / "data", folder)


@pytest.fixture
def prepared_database():
    """The address of a PostgreSQL database that was prepared, dropped afterwards."""
    require(postgresql_answers(), f"PostgreSQL does not answer at {POSTGRES_URL}")
    name = f"hub_copy_{secrets.token_hex(4)}"
    with psycopg.connect(server_address("postgres"), autocommit=True) as server:
        with first_of("postgresql") as missing:
            if missing:
                server.execute(f"CREATE DATABASE {TEMPLATE}")
                prepare(missing, DATABASE_URL=server_address(TEMPLATE))
        server.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    yield server_address(name)
    with psycopg.connect(server_address("postgres"), autocommit=True) as server:  # anew: a drill may have killed it
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def pytest_sessionfinish(session):
    """The last process of a run takes away what was made for all."""
    if hasattr(session.config, "workerinput"):
        return
    run = getattr(session.config.pluginmanager.get_plugin("dsession"), "nodemanager", None)
    remove(run.testrunuid if run else RUN)


def remove(run):
    folder = FOLDER.with_name(f"hub-prepared-{run}")
    if (folder / "postgresql.lock").exists():
        with psycopg.connect(server_address("postgres"), autocommit=True) as server:
            server.execute(f"DROP DATABASE IF EXISTS hub_prepared_{run}")
    shutil.rmtree(folder, ignore_errors=True)
