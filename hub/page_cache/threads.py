"""Django behind an event loop: its views are plain functions, so each request runs in one of a few threads.

Django's own ASGI handler gives each request a thread of its own, and async views share one connection at a time: under
a thousand connections both are many times slower.
"""

import asyncio
import contextlib
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

from django.contrib.auth import get_user
from django.contrib.sessions.middleware import SessionMiddleware
from django.core import signals
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler
from django.core.handlers.base import BaseHandler
from django.db import Error, close_old_connections
from django.urls import set_script_prefix

from articles.desk.unsaved import DESK, is_at_desk
from hub.page_cache.answers import AWAY, BUSY, IDENTITY, TOO_LARGE, CachedPage, WholeResponse, negotiate

BETWEEN_LOOKS = 0.5  # seconds until who waits learns that the database is lost
ABORTED = 499  # what nginx calls it when a client left before it was answered
MOST_WAITING = 4_000  # requests; beyond that, being told to come again is better than to wait
# Bytes of a request. Views set limits of their own; these save memory, processor and disk before anybody is asked
# who they are.
LARGEST_BODY = 100 * 1024 * 1024  # of who works at the desk: pictures, archives
LARGEST_RESCUED = 4 * 1024 * 1024  # of a form of the desk whose sender may have been signed out, and gets it back
LARGEST_FORM = 256 * 1024  # of the forms that strangers fill in
MOST_DRAINED = 16 * 1024 * 1024  # of a body that is refused
STRANGERS = (f"{DESK}login/", f"{DESK}logout/")  # the forms at the desk that ask for no account


class Refused(Exception):
    """There is no room for a request. ``answer`` says so to whoever sent it."""

    def __init__(self, answer):
        self.answer = answer


class DjangoInThreads(ASGIHandler):
    """An ASGI application that returns the status: reads a body without a thread, then has Django answer in one.

    Nobody waits for a database that the ``watch`` gets no answer from.
    """

    def __init__(self, threads, watch=None):
        BaseHandler.__init__(self)
        self.watch = watch
        self.load_middleware(is_async=False)
        self.pool = ThreadPoolExecutor(threads, thread_name_prefix="django")
        # Where the database hangs, so do all the others: this one goes on saying that the site is alive.
        self.spare = ThreadPoolExecutor(1, thread_name_prefix="django-without-database")
        self.waiting = 0

    async def __call__(self, scope, receive, send):
        try:
            body = await self.read_body(limited(scope, receive, await self.most_of(scope)))
            accepted = b",".join(value for name, value in scope["headers"] if name == b"accept-encoding")
            answer, rest = await self.in_thread(scope, self.respond, scope, body, negotiate(accepted))
        except RequestAborted:
            return ABORTED
        except Refused as refused:
            answer, rest = refused.answer, None
        if rest is None:
            await answer.send(send, scope["method"])
        else:
            await self.stream(send, answer, rest, scope["method"])
        return answer.status

    async def most_of(self, scope):
        """How many bytes of a body are read. Whoever sends much to the desk has to be signed in there."""
        if not scope["path"].startswith(DESK) or scope["path"].startswith(STRANGERS):
            return LARGEST_FORM
        if length_of(scope) <= LARGEST_RESCUED or not await self.in_thread(scope, self.is_from_desk, scope):
            return LARGEST_RESCUED
        return LARGEST_BODY

    def is_from_desk(self, scope):
        set_script_prefix("/")
        signals.request_started.send(sender=self.__class__, scope=scope)
        request, refusal = self.create_request(scope, BytesIO())
        if refusal:
            return False
        try:
            SessionMiddleware(self.get_response).process_request(request)
            return is_at_desk(get_user(request))
        except Error:
            raise Refused(AWAY) from None
        finally:
            signals.request_finished.send(sender=self.__class__)

    async def page(self, request, make=None):
        """The page that a GET gets, or what Django answered where that is none: the last step of the page cache.

        A step before this one that works in its threads says how to ``make`` it.
        """
        try:
            return await self.in_thread(request.scope, make or self.make_page, request)
        except Refused as refused:
            return refused.answer

    async def in_thread(self, scope, function, *args):
        """What the function returns, called when a thread is free. Raises Refused where too many wait for one, and
        where the database does not answer: what no thread has begun is never done then."""
        if not scope["address"].needs_database:
            return await self.run(function, *args, pool=self.spare)
        if self.waiting >= MOST_WAITING or self.is_lost:
            raise Refused(AWAY if self.is_lost else BUSY)
        self.waiting += 1
        answer = asyncio.ensure_future(self.run(function, *args))
        try:
            while not (await asyncio.wait([answer], timeout=BETWEEN_LOOKS))[0]:
                if self.is_lost:
                    # Lest asyncio complains that nobody took note of it.
                    answer.add_done_callback(lambda late: late.cancelled() or late.exception())
                    answer.cancel()
                    raise Refused(AWAY)
            return answer.result()
        finally:
            self.waiting -= 1

    @property
    def is_lost(self):
        return self.watch is not None and self.watch.is_lost

    def run(self, function, *args, pool=None):
        return asyncio.get_running_loop().run_in_executor(pool or self.pool, function, *args)

    def make_page(self, request):
        """Have Django make the page, with nothing of whoever asked."""
        headers = [(name, value) for name, value in request.scope["headers"] if name == b"host"]
        scope = {**request.scope, "method": "GET", "query_string": request.key[1], "headers": headers}
        answer, rest = self.respond(scope, BytesIO(), IDENTITY)
        if rest is not None:
            with contextlib.closing(rest):
                answer = WholeResponse(answer.status, answer.headers, b"".join(rest))
        return CachedPage.of(answer, request.version) if answer.is_public else answer

    def resolve_request(self, request):
        """The view and its arguments, found already; what is not there is looked for again, to be told where."""
        request.resolver_match = request.scope["address"].match
        return request.resolver_match or super().resolve_request(request)

    def respond(self, scope, body, encoding):
        """An Answer and None; or, where the body comes in pieces, an Answer without one and the response to read."""
        set_script_prefix("/")
        signals.request_started.send(sender=self.__class__, scope=scope)
        with contextlib.closing(body):  # here, since a thread may be at it when nobody waits
            request, refusal = self.create_request(scope, body)
            response = refusal or self.get_response(request)
        response._handler_class = self.__class__
        headers = headers_of(response)
        if response.streaming:
            close_old_connections()  # here, since another thread may read it
            return WholeResponse(response.status_code, headers, b""), response
        try:
            return WholeResponse(response.status_code, headers, response.content).encoded(encoding), None
        finally:
            response.close()

    async def stream(self, send, answer, response, method):
        """Send a body in pieces. Between them nobody holds a thread, so a slow reader costs none."""
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        chunks = iter(response)
        try:
            while method != "HEAD" and (chunk := await self.run(next, chunks, b"")):
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        finally:
            await self.run(response.close)


def headers_of(response):
    headers = [(name.lower().encode("ascii"), value.encode("latin-1")) for name, value in response.items()]
    return headers + [(b"set-cookie", cookie.OutputString().encode("ascii")) for cookie in response.cookies.values()]


def length_of(scope):
    """The bytes of body that a client says will come; 0 where it says nothing."""
    return int(dict(scope["headers"]).get(b"content-length", b"0"))


def limited(scope, receive, most):
    """The body of a request up to ``most``. Raises Refused when the rest has come too, of which nothing is kept."""
    left = most

    async def receive_within_limit():
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0 or length_of(scope) > most:
            await drain(receive, message)
            raise Refused(TOO_LARGE)
        return message

    return receive_within_limit


async def drain(receive, message):
    """Read on, within a limit: a browser shows no answer before it has sent all, but that its connection was broken."""
    left = MOST_DRAINED
    while message.get("more_body") and left > 0:
        message = await receive()
        left -= len(message.get("body", b""))
