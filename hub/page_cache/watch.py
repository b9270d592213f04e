"""Follows the content version: a background thread that asks the database a few times a second what it stands at."""

import logging
import threading
import time
from math import inf

from django.db import connections

from hub.models import ContentChange

logger = logging.getLogger(__name__)

INTERVAL = 0.3  # seconds between two questions
TRUSTED = 0.9  # seconds for which an answer counts: a change is seen within one second of its commit
LOST = 3.0  # seconds
ANSWER_TIMEOUT = 2_000  # milliseconds


class Watch:
    """The version as a process last read it: none until ``start``."""

    def __init__(self):
        self.latest = ""
        self.asked_at = -inf  # the version counts every change committed before that moment
        self.took = 0.0  # seconds, until the database had said it
        self.unanswered_since = None
        self.stopped = threading.Event()

    @property
    def version(self):
        """The version that pages are made under now, or None where it is not known: the database is away, or late."""
        return self.latest if self.silence < TRUSTED else None

    @property
    def silence(self):
        """Seconds since the database last said what the version is; infinite if it never did."""
        return time.monotonic() - self.asked_at

    @property
    def is_lost(self):
        """Whether the database has owed an answer for so long that nobody should wait for it. A process that comes to
        nothing else asks late, which says nothing of the database."""
        since = self.unanswered_since
        return since is not None and time.monotonic() - since > LOST

    def start(self):
        threading.Thread(target=self.follow, name="content-version", daemon=True).start()

    def stop(self):
        self.stopped.set()

    def follow(self):
        connection, failed = own_connection(), False
        connections["default"] = connection
        while not self.stopped.wait(INTERVAL if self.latest else 0.05):
            asked_at = time.monotonic()
            self.unanswered_since = self.unanswered_since or asked_at
            try:
                self.latest = ContentChange.objects.version()
                self.unanswered_since = None
                self.took = time.monotonic() - asked_at
                self.asked_at = asked_at  # set last: nobody takes an old version for a new one
                if failed:
                    logger.warning("The content version can be read again.")
                failed = False
            except Exception as error:  # whatever it is, readers go on getting pages, and the next question may do
                if not failed:
                    logger.warning("The content version is unknown: %s", error)
                failed = True
                connection.close()
        connection.close()


def own_connection():
    """A connection outside the pool, where a crowd of readers would make the question wait; it gives up soon."""
    connection = connections["default"].copy()
    options = connection.settings_dict["OPTIONS"]
    options.pop("pool", None)
    connection.settings_dict["CONN_MAX_AGE"] = None
    if connection.vendor == "postgresql":
        options |= {
            "tcp_user_timeout": ANSWER_TIMEOUT,
            "options": f"{options.get('options', '')} -c statement_timeout={ANSWER_TIMEOUT}".strip(),
        }
    return connection
