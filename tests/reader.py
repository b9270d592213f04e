"""A reader of the site as gunicorn serves it: through the ASGI application, with the page cache in between."""

from contextlib import contextmanager
from urllib.parse import unquote

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from hub.page_cache.memory import Memory, Store
from hub.page_cache.requests import PageCache
from hub.page_cache.threads import DjangoInThreads


@contextmanager
def connections_kept():
    """As in Django's own client: the end of a request does not close the connection that the test is using."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


class DjangoInTest(DjangoInThreads):
    """Answers in the thread of the test, and so sees what the test has written and not committed."""

    def __init__(self):
        super().__init__(threads=1)
        self.asked = []

    async def run(self, function, *args, pool=None):
        with connections_kept():
            return await sync_to_async(function)(*args)

    def respond(self, scope, body, encoding):
        self.asked.append(scope["path"])
        return super().respond(scope, body, encoding)


class Version:
    """Stands for the watch: the version is what the test says; None while the database is away."""

    def __init__(self):
        self.version = "1"
        self.latest = ""
        self.silence = 0


class Reader:
    def __init__(self, watch=None, megabytes=16):
        self.django = DjangoInTest()
        self.store = Store(megabytes * 1024 * 1024)
        self.application = PageCache(self.django, Memory(self.django, self.store, watch), watch)

    def get(self, address, method="GET", headers=(), body=b""):
        """The answer to one request."""
        return async_to_sync(self.ask)(address, method, dict(headers), body)

    def head(self, address, headers=()):
        return self.get(address, "HEAD", headers)

    async def ask(self, address, method="GET", headers=(), body=b""):
        path, _, query = address.partition("?")
        headers = {"Host": "testserver", **dict(headers)} | ({"Content-Length": str(len(body))} if body else {})
        scope = {
            "type": "http",
            "method": method,
            "scheme": "http",
            "path": unquote(path),
            "query_string": query.encode(),
            "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 80),
        }
        messages = []

        async def receive():
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message):
            messages.append(message)

        await self.application(scope, receive, send)
        start, *parts = messages
        return Answered(start, parts)


class Answered:
    """What came back: status, headers by their names in any case, body."""

    def __init__(self, start, parts):
        self.status_code = start["status"]
        self.headers = {name.decode(): value.decode() for name, value in start["headers"]}
        self.content = b"".join(part.get("body", b"") for part in parts)

    def __getitem__(self, name):
        return self.headers[name.lower()]

    def __contains__(self, name):
        return name.lower() in self.headers


@pytest.fixture
def reader():
    """A reader of a site that keeps no page: each answer is made anew."""
    return Reader()


@pytest.fixture
def watch():
    return Version()


@pytest.fixture
def keen_reader(watch):
    """A reader of a site that keeps its pages in memory, under the version of ``watch``."""
    return Reader(watch)
