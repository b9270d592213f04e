"""What the log says: the same thing a few times a minute at most, and, where machines read it, as lines of JSON."""

import json
import logging
import threading
import time
from datetime import UTC, datetime

MINUTE = 60.0  # seconds
MOST = 3  # times a minute
KEYS = 1_000  # different things that are counted at once
LONGEST = 8_000  # characters of a message


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


class JsonLines(logging.Formatter):
    """One line an event. Django's own records bring the request: its method, path, status and who was signed in."""

    def format(self, record):
        about = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage()[:LONGEST],
            **about_request(getattr(record, "request", None)),
        }
        if status := getattr(record, "status_code", None):
            about["status"] = status
        if record.exc_info:
            about["traceback"] = self.formatException(record.exc_info)[-LONGEST:]
        return json.dumps(about)  # which escapes whatever would end a line, or move a cursor


def about_request(request):
    """What a log says of a request, without asking the database who sent it."""
    if not hasattr(request, "path"):
        return {}
    user = getattr(request, "_cached_user", None)
    known = {"method": request.method, "path": request.path[:LONGEST], "user": user and user.get_username()}
    return {name: value for name, value in known.items() if value}
