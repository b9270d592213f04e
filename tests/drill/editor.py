"""Somebody who edits one page of a running site over and over, and knows what the site said it has saved."""

import threading
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

from tests.desk import FormReader
from tests.hub.archive.hubs import Hub

BEGIN = """
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
import time
from tests.factories import make_article, make_user
user = make_user(username="drill", is_superuser=True)
page = make_article(title="Drilled", slug="drilled", body="Version 0.")
now = int(time.time())
session = SessionStore()
session.update({SESSION_KEY: str(user.pk), BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend"})
session.update({HASH_SESSION_KEY: user.get_session_auth_hash(), "started": now, "seen": now})
session.create()
print(session.session_key, page.pk)
"""
SENTENCES = 200


def text_of(number):
    return f"Version {number}.\n" * SENTENCES


def number_in(body):
    """Which version a text is. Fails where it is torn."""
    number = int(body.partition(".")[0].removeprefix("Version "))
    assert number == 0 or body.replace("\r", "").strip() == text_of(number).strip()
    return number


class Editor(threading.Thread):
    """Saves every so many seconds until the block ends. ``saved`` is the last version that was acknowledged."""

    def __init__(self, site, pause):
        super().__init__()
        self.site, self.pause = site, pause
        hub = Hub(site.log.parent / "data", site.environment)
        self.key, pk = hub.python(BEGIN).split()
        self.address = f"/admin/articles/article/{pk}/change/"
        self.tried = self.saved = self.acknowledged = 0
        self.ended = threading.Event()

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *error):
        self.ended.set()
        self.join()

    def run(self):
        while not self.ended.wait(self.pause):
            with suppress(OSError, HTTPException):
                self.save()

    def save(self):
        form = self.ask("GET").body.decode()
        number = self.tried = self.tried + 1
        data = {**FormReader(form).data, "body": text_of(number), "_continue": ""}
        if self.ask("POST", urlencode(data)).status == 302:
            self.saved, self.acknowledged = number, self.acknowledged + 1

    def ask(self, method, body=None):
        connection = HTTPConnection("127.0.0.1", self.site.port, timeout=30)
        headers = {"Cookie": f"sessionid={self.key}; csrftoken={'x' * 32}", "X-CSRFToken": "x" * 32}
        headers |= {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        connection.request(method, self.address, body, headers)
        answer = connection.getresponse()
        answer.body = answer.read()
        connection.close()
        return answer
