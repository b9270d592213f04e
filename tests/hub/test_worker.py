"""gunicorn's worker, asked over the wire by clients that no browser is."""

import asyncio
import os
import signal
import socket
import time
from collections import Counter
from contextlib import ExitStack, suppress
from pathlib import Path
from unittest.mock import Mock

import pytest
from uvicorn.config import Config
from uvicorn.server import ServerState

from hub.worker import ACCEPTED_AT_ONCE, FEW, Protocol
from tests.hub.running_site import started

ASKING = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n"


@pytest.fixture
def site(tmp_path):
    with started(tmp_path, WEB_CONCURRENCY="1") as site:
        yield site


def connect(site, timeout=20):
    return socket.create_connection(("127.0.0.1", site.port), timeout=timeout)


def pour(connection, chunks):
    for _ in range(chunks):
        connection.sendall(b"a" * 10_000)
        time.sleep(0.001)


def read_all(connection):
    return b"".join(iter(lambda: connection.recv(65536), b""))


def read_one(connection):
    """One answer of /healthz, whose body may come apart from its head."""
    answer = b""
    while not answer.endswith(b"ok\n"):
        answer += connection.recv(65536)
    return answer


def workers_of(site):
    children = Path(f"/proc/{site.process.pid}/task/{site.process.pid}/children").read_text()
    return [int(pid) for pid in children.split()]


def sockets_of(process):
    """A process at work closes files while they are being listed; those are left out."""
    for file in Path(f"/proc/{process}/fd").iterdir():
        with suppress(FileNotFoundError):
            if (name := os.readlink(file)).startswith("socket:"):
                yield name


def test_headers_without_end_are_refused_and_a_long_form_is_not(site):
    with connect(site) as connection:
        connection.sendall(ASKING + b"X-Endless: ")
        with pytest.raises((BrokenPipeError, ConnectionResetError)):
            pour(connection, chunks=1000)
    with connect(site) as connection:
        connection.sendall(ASKING.replace(b"GET", b"POST") + b"Connection: close\r\nContent-Length: 200000\r\n\r\n")
        pour(connection, chunks=20)
        assert read_all(connection).startswith(b"HTTP/1.1 4")
    with connect(site) as connection:
        connection.sendall(ASKING + b"X-Long: " + b"a" * 8000 + b"\r\nConnection: close\r\n\r\n")
        assert read_all(connection).startswith(b"HTTP/1.1 200 ")


def test_who_was_connected_before_a_reload_is_answered_after_it(site):
    with connect(site) as silent, connect(site) as known:
        known.sendall(ASKING + b"\r\n")
        assert read_one(known).startswith(b"HTTP/1.1 200 ")
        before = workers_of(site)
        site.process.send_signal(signal.SIGHUP)
        while set(before) <= set(workers_of(site)) == set(before):
            time.sleep(0.02)
        time.sleep(0.3)
        for connection in (silent, known):
            connection.sendall(ASKING + b"\r\n")
            answer = read_all(connection)
            assert answer.startswith(b"HTTP/1.1 200 ")
            assert b"connection: close" in answer.lower()


def test_many_may_wait_at_once(site):
    """A queue of 100, which event loops ask for by themselves, made a thousand clients wait for seconds."""
    (worker,) = workers_of(site)
    os.kill(worker, signal.SIGSTOP)
    try:
        with ExitStack() as waiting:
            for _ in range(300):
                waiting.enter_context(connect(site, timeout=2))
    finally:
        os.kill(worker, signal.SIGCONT)


def test_a_worker_lets_in_several_newcomers_in_each_turn_of_its_loop(site):
    """One for each socket that it listens on: with a single one, 300 who came beside 900 waited three seconds."""
    (worker,) = workers_of(site)
    assert ACCEPTED_AT_ONCE in Counter(sockets_of(worker)).values()


def test_the_first_connections_of_a_process_are_shared_with_the_others_and_a_crowd_is_let_in_at_once(monkeypatch):
    config, state, pauses = Config(lambda scope: None), ServerState(), []
    config.load()
    monkeypatch.setattr(time, "sleep", pauses.append)
    monkeypatch.setattr(Protocol, "second_ends", 0.0)
    loop = asyncio.new_event_loop()
    for _ in range(FEW + 20):
        Protocol(config, state, {}, loop).connection_made(Mock())
    loop.close()
    assert len(state.connections) == FEW + 20
    assert len(pauses) == FEW


@pytest.mark.parametrize("interruption", [signal.SIGINT, signal.SIGQUIT, signal.SIGTERM])
def test_an_interruption_stops_the_site_at_once(site, interruption):
    site.process.send_signal(interruption)
    assert site.process.wait(timeout=10) == 0
