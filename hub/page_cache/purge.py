"""Tells the caches before the site that the content changed: once for all processes, and again until they took it.

What is to be purged is the content version in the table of ``hub.models.Purge``; whichever process claims it, sends it.
A kind of cache is a function from what PURGE says of it to the requests to send.
"""

import json
import logging
import threading
import time
import urllib.error
import urllib.request

from django.conf import settings
from django.db import Error, connections

from hub.models import Purge
from hub.page_cache.watch import TRUSTED, own_connection

logger = logging.getLogger(__name__)

KEY = "content"  # in the Surrogate-Key of every public page
PAUSE = 0.5  # seconds between two looks
ANSWER_WITHIN = 5  # seconds


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
    """Purges for a process what ``watch`` has seen change."""

    def __init__(self, watch):
        self.watch = watch
        self.requests = requests_of(settings.PURGE)
        self.done = None
        self.noticed = (None, 0.0)  # a version, and when it was first seen

    def start(self):
        threading.Thread(target=self.follow, name="purge", daemon=True).start()

    def follow(self):
        connections["default"] = own_connection()
        while not self.watch.stopped.wait(PAUSE):
            try:
                self.look(self.watch.version)
            except Error as error:
                logger.warning("It is not known what to purge: %s", error)
                connections["default"].close()

    def look(self, version):
        """Purge this version if that is due: when every process has seen it, or a cache would fetch the old page."""
        if version != self.noticed[0]:
            self.noticed = (version, time.monotonic())
        if version in (None, self.done) or time.monotonic() - self.noticed[1] < TRUSTED:
            return
        if Purge.objects.claim(KEY, version):
            Purge.objects.settle(KEY, version if self.send() else None)
        if Purge.objects.filter(key=KEY, version=version).exists():
            self.done = version

    def send(self):
        """Whether every cache took it."""
        try:
            for request in self.requests:
                urllib.request.urlopen(request, timeout=ANSWER_WITHIN).close()  # noqa: S310
        except (urllib.error.URLError, OSError) as error:
            logger.warning("A cache was not purged, and will be asked again: %s", error)
            return False
        return True
