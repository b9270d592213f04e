"""Being the only one on this machine that does something, whichever process or thread others are."""

import fcntl
import time
from contextlib import contextmanager, suppress

from django.conf import settings

BETWEEN_TRIES = 0.005  # seconds; to wait for a file knows no end


@contextmanager
def alone_at(name, patience=0.0):
    """Whether nobody else on this machine is at it, until the block ends or the process does.

    The others are waited for, so many seconds at most.
    """
    path, deadline = settings.DATA_DIR / f"{name}.lock", time.monotonic() + patience
    path.parent.mkdir(exist_ok=True)
    with path.open("w") as file:
        while not (alone := is_held(file)) and time.monotonic() < deadline:
            time.sleep(BETWEEN_TRIES)
        yield alone


def is_held(file):
    with suppress(BlockingIOError):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
