"""What is known of a request while it is answered: for the log, for the figures, and for staff in the answer."""

import logging
import re
import secrets
import time
from collections import Counter
from contextlib import suppress
from contextvars import ContextVar

from django.conf import settings
from django.core.handlers.asgi import ASGIRequest
from django.db import OperationalError, connection
from django.urls import Resolver404, resolve

from articles.client_address import client_address

GIVEN = re.compile(rb"[A-Za-z0-9-]{8,64}")  # the identifier that a proxy gave a request
SECRETS = {"key", "token"}  # the parts of an address that open a page to whoever knows it
LONGEST_QUERY = 2_000  # characters of SQL
logger = logging.getLogger(__name__)
access = logging.getLogger("hub.access")
current = ContextVar("seen", default=None)  # of the thread that answers
# Since the process began, changed by its event loop alone: requests by kind and outcome, and seconds by kind.
asked, spent = Counter(), Counter()


class Seen:
    """A request: when it began, and what it has cost the database. ``request`` is Django's, while that is at it."""

    __slots__ = ("began", "database", "given_up", "headers", "identifier", "queries", "request", "user")

    def __init__(self, headers=()):
        self.began = time.perf_counter()
        self.headers = headers
        self.identifier = self.user = ""
        self.request = self.given_up = None
        self.queries, self.database = 0, 0.0  # seconds

    @property
    def id(self):
        if not self.identifier:
            given = dict(self.headers).get(b"x-request-id", b"")
            self.identifier = given.decode() if GIVEN.fullmatch(given) else secrets.token_hex(8)
        return self.identifier

    @property
    def milliseconds(self):
        return round((time.perf_counter() - self.began) * 1000, 1)

    def time_query(self, execute, sql, params, many, context):
        """Run a query and count it. A slow one is logged without its values, which may be anybody's.

        Of a page, none is asked after one that the database did not answer: each would wait as long, and a condition in
        a template takes whatever fails for untrue.
        """
        if self.given_up:
            raise self.given_up
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        except OperationalError as error:
            # What is written meanwhile, such as when somebody was last here, no page needs: a disk may be full.
            self.given_up = error if self.request.method in ("GET", "HEAD") and "SELECT" in str(sql) else None
            raise
        finally:
            took = time.perf_counter() - began
            self.queries += 1
            self.database += took
            if took > settings.SLOW_QUERY:
                text = str(sql)[:LONGEST_QUERY].replace("%", "%%")
                logger.warning(f"Slow query (%.0f ms): {text}", took * 1000)

    def done(self, scope, status, found):
        """Count the request, by what was ``found`` in memory or else its status; log it where that is asked for."""
        kind = scope["address"].kind
        asked[kind, found or status] += 1
        spent[kind] += time.perf_counter() - self.began
        if settings.ACCESS_LOG:
            request = ASGIRequest(scope, None)
            request.resolver_match = scope["address"].match
            about = f"{request.method} {shown_path(request)} {status} {(found or b'-').decode()} {self.milliseconds} ms"
            extra = {"request": request, "status_code": status, "seen": self}
            access.info("%s %s %s %s", about, client_address(request), self.user or "-", self.id, extra=extra)


class SeenMiddleware:
    """Tells the log which request it is about, whoever asked its number, and staff what a page of the desk cost."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        seen = getattr(request, "scope", {}).get("seen") or Seen()
        seen.request = request
        current.set(seen)
        with connection.execute_wrapper(seen.time_query):
            response = self.get_response(request)
        seen.request, seen.user = None, name_of_user(request)
        if seen.given_up and response.status_code < 500:
            raise seen.given_up  # which is what the page lacks
        if "public" not in response.get("Cache-Control", ""):  # that is for everybody
            response["X-Request-ID"] = seen.id
            if seen.user and request.user.is_staff:
                database = f'db;dur={seen.database * 1000:.1f};desc="{seen.queries} queries"'
                response["Server-Timing"] = f"{database}, total;dur={seen.milliseconds}"
        return response


def name_of_user(request):
    """Who is signed in, where that is known already: the database is not asked."""
    user = getattr(request, "_cached_user", None)
    return user.get_username() if user else ""


def shown_path(request):
    """The address that was asked for, without what in it is a key."""
    return without_keys(request.get_full_path(), request)


def without_keys(text, request):
    """A text without what in the address of a request is a key, be there its last slash or only a redirect to it."""
    match = getattr(request, "resolver_match", None)
    with suppress(Resolver404, AttributeError):  # a request may be no more than a connection
        match = match if request.path.endswith("/") else resolve(f"{request.path_info}/")
    for name, value in getattr(match, "captured_kwargs", {}).items():
        text = text.replace(str(value), "…") if name in SECRETS else text
    return text
