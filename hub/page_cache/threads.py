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
from django.db import close_old_connections
from django.urls import set_script_prefix

from articles.desk.oversized import is_at_desk
from articles.desk.unsaved import DESK
from hub.page_cache.addresses import needs_database
from hub.page_cache.encodings import IDENTITY, compress, is_compressible, negotiate
from hub.page_cache.store import Answer, Page

MOST_WAITING = 4_000  # requests; beyond that, being told to come again is better than to wait
# Bytes of a request. Views set limits of their own; these save memory, processor and disk before anybody is asked
# who they are.
LARGEST_BODY = 100 * 1024 * 1024  # of who works at the desk: pictures, archives
LARGEST_RESCUED = 4 * 1024 * 1024  # of a form of the desk whose sender may have been signed out, and gets it back
LARGEST_FORM = 256 * 1024  # of the forms that strangers fill in
MOST_DRAINED = 16 * 1024 * 1024  # of a body that is refused
STRANGERS = (f"{DESK}login/", f"{DESK}logout/")  # the forms at the desk that ask for no account
PLAIN = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
BUSY = Answer(503, [*PLAIN, (b"retry-after", b"1")], b"Too many are asking at once. Please try again.\n")
LATE = Answer(503, [*PLAIN, (b"retry-after", b"10")], b"This page takes too long just now. Please try again.\n")
TOO_LARGE = Answer(413, [*PLAIN, (b"connection", b"close")], b"That is more than this site accepts.\n")


class Busy(Exception):
    """As many as may wait for a thread do so already."""


class TooLarge(Exception):
    """A request has more body than anybody may send."""


class DjangoInThreads(ASGIHandler):
    """An ASGI application: reads the body of a request without a thread, then has Django answer in one."""

    def __init__(self, threads, stored=None):
        """``stored``: the pages kept in the database, if any are."""
        BaseHandler.__init__(self)
        self.load_middleware(is_async=False)
        self.pool = ThreadPoolExecutor(threads, thread_name_prefix="django")
        # Where the database hangs, so do all the others: this one goes on saying that the site is alive.
        self.spare = ThreadPoolExecutor(1, thread_name_prefix="django-without-database")
        self.waiting = 0
        self.stored = stored

    async def __call__(self, scope, receive, send):
        try:
            body = await self.read_body(limited(scope, receive, await self.most_of(scope)))
        except RequestAborted:
            return
        except Busy:
            await send_answer(send, BUSY, scope["method"])
            return
        except TooLarge:
            await send_answer(send, TOO_LARGE, scope["method"])
            return
        with contextlib.closing(body):
            accepted = b",".join(value for name, value in scope["headers"] if name == b"accept-encoding")
            try:
                answer, rest = await self.take_turn(self.respond, scope, body, negotiate(accepted))
            except Busy:
                answer, rest = BUSY, None
            if rest is None:
                await send_answer(send, answer, scope["method"])
            else:
                await self.stream(send, answer, rest, scope["method"])

    async def most_of(self, scope):
        """How many bytes of a body are read. Whoever sends much to the desk has to be signed in there."""
        if not scope["path"].startswith(DESK) or scope["path"].startswith(STRANGERS):
            return LARGEST_FORM
        if length_of(scope) <= LARGEST_RESCUED or not await self.take_turn(self.is_from_desk, scope):
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
        finally:
            signals.request_finished.send(sender=self.__class__)

    async def make(self, scope, version):
        """The page that a GET gets, stored or made; or what Django answered where that is none."""
        try:
            return await self.take_turn(self.find_or_make, scope, version)
        except Busy:
            return BUSY

    async def take_turn(self, function, scope, *args):
        """What the function returns, called when a thread is free. Raises Busy where too many wait for one already."""
        if not needs_database(scope["path"]):
            return await self.run(function, scope, *args, pool=self.spare)
        if self.waiting >= MOST_WAITING:
            raise Busy
        self.waiting += 1
        try:
            return await self.run(function, scope, *args)
        finally:
            self.waiting -= 1

    def run(self, function, *args, pool=None):
        return asyncio.get_running_loop().run_in_executor(pool or self.pool, function, *args)

    def find_or_make(self, scope, version):
        # Only whole pages: of those with a query there are as many as somebody cares to ask for.
        if not self.stored or scope["query_string"] or version is None:
            return self.make_page(scope, version)
        address = scope["path"]
        return self.stored.find(address, version) or self.stored.make_once(
            address, version, lambda: self.make_page(scope, version)
        )

    def make_page(self, scope, version):
        answer = self.read_answer(scope)
        return Page.of(answer, version) if answer.is_public else answer

    def read_answer(self, scope):
        """The whole answer to a GET, with its body as it is."""
        answer, rest = self.respond(scope, BytesIO(), IDENTITY)
        return answer if rest is None else Answer(answer.status, answer.headers, read_all(rest))

    def respond(self, scope, body, encoding):
        """An Answer and None; or, where the body comes in pieces, an Answer without one and the response to read."""
        set_script_prefix("/")
        signals.request_started.send(sender=self.__class__, scope=scope)
        request, refusal = self.create_request(scope, body)
        response = refusal or self.get_response(request)
        response._handler_class = self.__class__
        headers = headers_of(response)
        if response.streaming:
            close_old_connections()  # here, since another thread may read it
            return Answer(response.status_code, headers, b""), response
        try:
            return encoded(Answer(response.status_code, headers, response.content), encoding), None
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


def read_all(response):
    try:
        return b"".join(response)
    finally:
        response.close()


def headers_of(response):
    headers = [(name.lower().encode("ascii"), value.encode("latin-1")) for name, value in response.items()]
    return headers + [(b"set-cookie", cookie.OutputString().encode("ascii")) for cookie in response.cookies.values()]


def encoded(answer, encoding):
    """The answer compressed for its client, where that pays. Nothing secret is in a page that repeats what was sent:
    Django masks its tokens anew each time."""
    if answer.header(b"content-encoding") or not is_compressible(answer.header(b"content-type").decode(), answer.body):
        return answer
    body = compress(answer.body, encoding)
    headers = [pair for pair in answer.headers if pair[0] not in {b"content-length", b"vary"}]
    varies = [part.strip() for part in answer.header(b"vary").split(b",") if part.strip()]
    if b"accept-encoding" not in map(bytes.lower, varies):
        varies.append(b"Accept-Encoding")
    headers += [(b"vary", b", ".join(varies)), (b"content-length", str(len(body)).encode())]
    if encoding != IDENTITY:
        headers.append((b"content-encoding", encoding.encode()))
    return Answer(answer.status, headers, body)


async def send_answer(send, answer, method):
    await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
    await send({"type": "http.response.body", "body": b"" if method == "HEAD" else answer.body})


def length_of(scope):
    """The bytes of body that a client says will come; 0 where it says nothing."""
    return int(dict(scope["headers"]).get(b"content-length", b"0"))


def limited(scope, receive, most):
    """The body of a request up to ``most``. Raises TooLarge when the rest has come too, of which nothing is kept."""
    left = most

    async def receive_within_limit():
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0 or length_of(scope) > most:
            await drain(receive, message)
            raise TooLarge
        return message

    return receive_within_limit


async def drain(receive, message):
    """Read on, within a limit: a browser shows no answer before it has sent all, but that its connection was broken."""
    left = MOST_DRAINED
    while message.get("more_body") and left > 0:
        message = await receive()
        left -= len(message.get("body", b""))
