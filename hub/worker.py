"""gunicorn's worker: uvicorn's server, whose parser is written in C. gunicorn starts, watches and replaces it."""

import ctypes
import os
import signal
import time
from contextlib import suppress

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn_worker import UvicornWorker

from articles.client_address import is_proxy, scheme_of
from hub.page_cache import PREPARED

HEAD = 32 * 1024  # bytes of request line and headers; no browser comes near
GRACE = 1.0  # seconds in which a process that leaves still answers who is connected
# In each turn of the event loop libuv accepts one connection from each socket that it listens on. A turn in which a
# crowd is answered takes 25 ms, so whoever comes then would wait for seconds. With many more than this, one process
# takes all the connections of a quiet moment, and the others none.
ACCEPTED_AT_ONCE = 8
FEW = 32  # connections of a process, which may leave the others with none; of more, each gets enough to do
SET_PARENT_DEATH_SIGNAL = 1  # of prctl
PAUSE = 1e-9  # seconds to sleep, which the system makes 50 µs


def write_prepared(send, lines, body):
    """Write the first lines and the body of an answer, and return whether that could be done.

    uvicorn looks at each header again, which takes nearly a third of the time of an answer from memory. An answer is
    left to it where the connection ends or is slow, or where the access log is to have a line.
    """
    cycle = send.__self__
    if not cycle.keep_alive or cycle.disconnected or cycle.flow.write_paused or cycle.access_log:
        return False
    cycle.response_started = cycle.response_complete = True
    default = [b"%s: %s\r\n" % pair for pair in cycle.default_headers]
    cycle.transport.write(b"".join([lines, *default, b"\r\n"]))
    cycle.transport.write(body)
    cycle.message_event.set()
    cycle.on_response()
    return True


EXTENSIONS = {PREPARED: write_prepared}


class Protocol(HttpToolsProtocol):
    """uvicorn's, but for six things.

    An answer that was prepared is written as it is.
    A process that gets its first connections steps back after each, so that the others take their share: they may wait
    for the same core, while this one accepts all that come.
    A request whose head, or trailer, does not end is refused: neither uvicorn nor its parser has a limit, memory has.
    Trailers are dropped: uvicorn adds them to the headers, where they say what a proxy before the site had taken out.
    Two Host headers are refused: proxies, the page cache and Django choose a different one of them.
    A process that leaves hangs up on nobody who is just asking: it answers, for a moment, who is connected already.
    """

    in_head = False
    head = 0  # bytes that came since the last of a body, or of a whole request
    leaving = False
    most = 0  # connections at once, within this second
    second_ends = 0.0

    def connection_made(self, transport):
        super().connection_made(transport)
        self.is_from_proxy = is_proxy(self.client and self.client[0])
        if time.monotonic() > Protocol.second_ends:
            Protocol.most, Protocol.second_ends = 0, time.monotonic() + 1
        if Protocol.most < len(self.connections) <= FEW:
            Protocol.most = len(self.connections)
            time.sleep(PAUSE)

    def on_message_begin(self):
        self.in_head = True
        super().on_message_begin()
        self.scope["extensions"] = EXTENSIONS

    def on_header(self, name, value):
        if self.in_head:
            super().on_header(name, value)

    def on_headers_complete(self):
        self.in_head = False
        if [name for name, _ in self.headers].count(b"host") > 1:
            raise ValueError("A request has one Host.")  # which the parser makes an answer of 400
        if self.is_from_proxy:
            self.scope["scheme"] = scheme_of(self.headers, self.scheme)
        super().on_headers_complete()
        if self.leaving:
            self.cycle.keep_alive = False

    def on_body(self, body):
        self.head = 0
        super().on_body(body)

    def on_message_complete(self):
        self.head = 0
        super().on_message_complete()

    def data_received(self, data):
        self.head += len(data)
        super().data_received(data)
        if self.head > HEAD and not self.transport.is_closing():
            self.send_400_response("The headers are too large.")

    def shutdown(self):
        self.leaving = True
        if self.cycle is None or self.cycle.response_complete:
            self._unset_keepalive_if_required()
            self.timeout_keep_alive_task = self.loop.call_later(GRACE, self.timeout_keep_alive_handler)
        else:
            self.cycle.keep_alive = False


def end_with_parent(parent):
    """Have Linux end this process when its parent dies, which would otherwise leave it serving under nobody's eyes."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)
    if os.getppid() != parent:  # which died before that
        signal.raise_signal(signal.SIGTERM)


class Worker(UvicornWorker):
    CONFIG_KWARGS = {
        "loop": "uvloop",
        "http": Protocol,
        "ws": "none",
        "lifespan": "on",
        "server_header": False,
        "proxy_headers": False,  # articles/client_address.py says what of them is believed
    }

    def init_process(self):
        end_with_parent(self.ppid)
        self.sockets = self.sockets + [sock.dup() for sock in self.sockets for _ in range(ACCEPTED_AT_ONCE - 1)]
        super().init_process()

    def handle_exit(self, sig, frame):
        """When gunicorn is interrupted it sends SIGQUIT, which uvicorn does not know."""
        signal.raise_signal(signal.SIGINT)
