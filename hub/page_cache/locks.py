"""Locks that processes take before they make a page: of those that want it at once, the first makes it for all."""

import contextlib
import fcntl
import time
import zlib

from django.conf import settings
from django.db import connection

ADVISORY = 1  # the first half of the keys of advisory locks
FILES = 64  # pages that share one wait for each other, which now and then costs a reader a rendering
PATIENCE = 2.0  # seconds that readers wait for others to make the page
BETWEEN_TRIES = 0.005  # seconds; to wait for a file knows no end


def page_lock(address):
    """A context manager that holds back, for as long as its block takes, whoever else wants to make this page.

    Raises OperationalError or TimeoutError where others take longer than readers should wait.
    """
    return lock_in_database(address) if connection.vendor == "postgresql" else lock_on_machine(address)


@contextlib.contextmanager
def lock_in_database(address):
    """The lock is held by a connection of its own, since Django lets go of the thread's at the start of a request."""
    with connection.wrap_database_errors, connection.pool.connection() as own, own.transaction():
        own.execute("SELECT set_config('lock_timeout', %s, true)", [f"{PATIENCE:.3f}s"])
        own.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [ADVISORY, address])
        yield


@contextlib.contextmanager
def lock_on_machine(address):
    """All processes of a site on SQLite are on one machine, and the system lets go of a lock whose process died."""
    folder = settings.DATA_DIR / "turns"
    folder.mkdir(exist_ok=True)
    with (folder / str(zlib.crc32(address.encode()) % FILES)).open("w") as file:
        hold(file)
        yield


def hold(file):
    """Hold a file until it is closed. Raises TimeoutError where others do so for too long."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise TimeoutError("Others make pages for too long.") from None
            time.sleep(BETWEEN_TRIES)
