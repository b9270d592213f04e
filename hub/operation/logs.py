"""What the log says: the same thing a few times a minute at most, and how often it would have been said."""

import logging
import threading
import time

MINUTE = 60.0  # seconds
MOST = 3  # times a minute
KEYS = 1_000  # different things that are counted at once


class Sparing(logging.Filter):
    """Leaves out what was said often within a minute; the next of its kind tells how many were left out."""

    def __init__(self):
        super().__init__()
        self.said = {}
        self.lock = threading.Lock()

    def filter(self, record):
        key = (record.name, record.levelno, record.msg, record.exc_info[0] if record.exc_info else None)
        now = time.monotonic()
        with self.lock:
            if len(self.said) > KEYS:
                self.said.clear()
            began, count = self.said.get(key, (now, 0))
            over = now - began > MINUTE
            self.said[key] = (now, 1) if over else (began, count + 1)
        if over and count > MOST:
            record.msg, record.args = f"{record.getMessage()} ({count - MOST} more of this were left out)", ()
        return over or count < MOST
