"""Tells the caches before the site that the content changed: once from each machine, and again until they took it.

nginx with ngx_cache_purge (http://host/*) and Varnish with deploy/varnish.vcl (http://host/) understand PURGE.
"""

import logging
import threading
import time
import urllib.request
from contextlib import suppress

from django.conf import settings

from articles.alone import alone_at
from hub.page_cache.watch import TRUSTED

logger = logging.getLogger(__name__)

KEY = "content"  # in the Surrogate-Key of every public page
PAUSE = 0.5  # seconds between two looks
ANSWER_WITHIN = 5  # seconds
AGAIN = 5  # seconds, after a failure


class Purger:
    """Purges what ``watch`` has seen change; of the processes of a machine, the first one that starts does."""

    def __init__(self, watch):
        self.watch = watch
        _, *self.addresses = settings.PURGE.split()
        self.done = self.noticed = None  # versions
        self.due = 0.0  # when the one that was noticed is to be purged

    def start(self):
        threading.Thread(target=self.follow, name="purge", daemon=True).start()

    def follow(self):
        stopped = self.watch.stopped
        while not stopped.wait(PAUSE):
            with suppress(OSError), alone_at("purge") as alone:  # such as a full disk
                while alone and not stopped.wait(PAUSE):
                    self.look(self.watch.version)

    def look(self, version):
        """Purge this version if that is due: when every process has seen it, or a cache would fetch the old page."""
        if version != self.noticed:
            self.noticed, self.due = version, time.monotonic() + TRUSTED
        if version not in (None, self.done) and time.monotonic() >= self.due:
            self.done = version if self.send() else self.done
            self.due = time.monotonic() + AGAIN

    def send(self):
        """Whether every cache took it."""
        try:
            for address in self.addresses:
                request = urllib.request.Request(address, method="PURGE", headers={"Surrogate-Key": KEY})  # noqa: S310
                urllib.request.urlopen(request, timeout=ANSWER_WITHIN).close()  # noqa: S310
        except OSError as error:  # URLError too
            logger.warning("A cache was not purged, and will be asked again: %s", error)
            return False
        return True
