"""Readers who ask a site in a steady rhythm, each on a connection that stays open, and what they were answered."""

import threading
import time
from collections import Counter
from contextlib import suppress
from http.client import HTTPConnection, HTTPException


class SteadyReaders:
    """So many requests a second of some pages in turn, until the block ends."""

    def __init__(self, site, paths, *, a_second=50, threads=2):
        self.site, self.paths = site, paths
        self.pause = threads / a_second
        self.ended = threading.Event()
        self.answers = []  # moment, path, status or the kind of the error, milliseconds
        self.threads = [threading.Thread(target=self.run) for _ in range(threads)]

    def run(self):
        connection, number = None, 0
        while not self.ended.is_set():
            path = self.paths[number % len(self.paths)]
            number += 1
            connection = connection or HTTPConnection("127.0.0.1", self.site.port, timeout=30)
            asked_at = time.monotonic()
            try:
                connection.request("GET", path)
                answer = connection.getresponse()
                answer.read()
                status = answer.status
            except (OSError, HTTPException) as error:
                status = type(error).__name__
            took = time.monotonic() - asked_at
            self.answers.append((asked_at, path, status, took * 1000))
            if not isinstance(status, int):
                with suppress(OSError):
                    connection.close()
                connection = None
            self.ended.wait(max(0.0, self.pause - took))

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *error):
        self.ended.set()
        for thread in self.threads:
            thread.join()

    @property
    def statuses(self):
        return dict(Counter(status for _, _, status, _ in self.answers))

    def slowest(self, share=0.01):
        """Milliseconds that all but this share of the answers stayed under; 0 for the slowest of all."""
        times = sorted(took for *_, took in self.answers)
        return times[max(0, int(len(times) * (1 - share)) - 1)] if share else times[-1]
