"""Tells the caches before the site that the content changed: once from each machine, and again until they took it.

A kind of cache is a function from what PURGE says of it to the requests to send.
"""

import json
import logging
import threading
import time
import urllib.error
import urllib.request
from contextlib import suppress

from django.conf import settings

from hub.operation.housekeeping import alone_at
from hub.page_cache.watch import TRUSTED

logger = logging.getLogger(__name__)

KEY = "content"  # in the Surrogate-Key of every public page
PAUSE = 0.5  # seconds between two looks
ANSWER_WITHIN = 5  # seconds
LONGEST_PAUSE = 60  # seconds, after failures


def by_method(*urls):
    """nginx with ngx_cache_purge (http://host/*), or Varnish with deploy/varnish.vcl (http://host/): PURGE."""
    return [urllib.request.Request(url, method="PURGE", headers={"Surrogate-Key": KEY}) for url in urls]  # noqa: S310


def by_fastly(service, token):
    url = f"https://api.fastly.com/service/{service}/purge/{KEY}"
    return [urllib.request.Request(url, method="POST", headers={"Fastly-Key": token})]


def by_cloudflare(zone, token):
    """The whole zone: purging by Cache-Tag is not in every plan, and a change may show on any page."""
    url = f"https://api.cloudflare.com/client/v4/zones/{zone}/purge_cache"
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    body = json.dumps({"purge_everything": True}).encode()
    return [urllib.request.Request(url, body, headers, method="POST")]


KINDS = {"nginx": by_method, "varnish": by_method, "fastly": by_fastly, "cloudflare": by_cloudflare}


def requests_of(words):
    """The requests that the words of PURGE ask for."""
    kind, *details = words.split()
    return KINDS[kind](*details)


class Purger:
    """Purges what ``watch`` has seen change; of the processes of a machine, the first one that starts does."""

    def __init__(self, watch):
        self.watch = watch
        self.requests = requests_of(settings.PURGE)
        self.done = None
        self.noticed = (None, 0.0)  # a version, and when it was first seen
        self.pause, self.next_try = 1, 0.0  # seconds, and when

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
        now = time.monotonic()
        if version != self.noticed[0]:
            self.noticed = (version, now)
        if version not in (None, self.done) and now >= max(self.noticed[1] + TRUSTED, self.next_try):
            took_it = self.send()
            self.done = version if took_it else self.done
            self.pause = 1 if took_it else min(2 * self.pause, LONGEST_PAUSE)
            self.next_try = time.monotonic() + self.pause

    def send(self):
        """Whether every cache took it."""
        try:
            for request in self.requests:
                urllib.request.urlopen(request, timeout=ANSWER_WITHIN).close()  # noqa: S310
        except (urllib.error.URLError, OSError) as error:
            logger.warning("A cache was not purged, and will be asked again: %s", error)
            return False
        return True
