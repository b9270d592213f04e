"""gunicorn's worker, asked over the wire by clients that no browser is."""

import asyncio
import os
import signal
import socket
import time
from collections import Counter
from contextlib import ExitStack, suppress
from ipaddress import ip_network
from pathlib import Path
from unittest.mock import Mock

import pytest
from uvicorn.config import Config
from uvicorn.server import ServerState

from hub.worker import ACCEPTED_AT_ONCE, FEW, Protocol
from tests.hub.running_site import second_site, started

ASKING = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with started(tmp_path_factory.mktemp("site"), WEB_CONCURRENCY="1") as site:
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


def lines_of(answer):
    """The status, and the headers in the order of the alphabet, without those that differ from answer to answer."""
    status, *headers = answer.partition(b"\r\n\r\n")[0].lower().split(b"\r\n")
    return status, sorted(line for line in headers if not line.startswith((b"date:", b"connection:")))


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


POSTING = ASKING.replace(b"GET", b"POST") + b"Connection: close\r\nTransfer-Encoding: chunked\r\n"


def test_a_trailer_without_end_is_refused_and_a_long_form_in_pieces_is_not(site):
    with connect(site) as connection:
        connection.sendall(POSTING + b"\r\n1\r\na\r\n0\r\nX-Endless: ")
        with pytest.raises((BrokenPipeError, ConnectionResetError)):
            pour(connection, chunks=1000)
    with connect(site) as connection:
        connection.sendall(POSTING + b"\r\n" + (b"3e8\r\n" + b"a" * 1000 + b"\r\n") * 200 + b"0\r\n\r\n")
        assert read_all(connection).startswith(b"HTTP/1.1 4")


@pytest.mark.parametrize("hosts", [b"Host: evil.example\r\n", b"HOST: 127.0.0.1\r\n", b"host:\r\n"])
def test_two_hosts_are_refused_and_spoil_no_answer_of_others(site, hosts):
    for path in (b"/", b"/feeds/?x", b"/healthz", b"/admin/login/"):
        with connect(site) as connection:
            asking = ASKING.replace(b"/healthz", path)
            connection.sendall(asking + hosts + b"\r\n")
            assert read_all(connection).startswith(b"HTTP/1.1 400 ")
        with connect(site) as connection:
            connection.sendall(asking + b"Connection: close\r\n\r\n")
            assert read_all(connection).startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("has_it", [False, True])
def test_an_answer_from_memory_is_the_same_whether_it_is_written_as_it_is_or_by_uvicorn(site, method, has_it):
    page = site.get("/", Accept_Encoding="gzip")
    asking = [f"{method} / HTTP/1.1", "Host: 127.0.0.1", "Accept-Encoding: gzip"]
    asking += [f"If-None-Match: {page.headers['ETag']}"] if has_it else []
    last = "\r\n".join([*asking, "Connection: close", "", ""]).encode()
    with connect(site) as connection:
        connection.sendall(last)
        by_uvicorn = read_all(connection)
    with connect(site) as connection:
        connection.sendall("\r\n".join([*asking, "", ""]).encode() * 2 + last)  # the three at once
        answers = read_all(connection)
    _, *answers = answers.split(b"HTTP/1.1 ")
    assert [lines_of(b"HTTP/1.1 " + answer) for answer in answers] == [lines_of(by_uvicorn)] * 3
    bodies = [answer.partition(b"\r\n\r\n")[2] for answer in answers]
    assert bodies == [page.body if (method, has_it) == ("GET", False) else b""] * 3
    assert all(b"\r\ndate: " in answer for answer in answers)
    assert [b"\r\nconnection: close" in answer for answer in answers] == [False, False, True]


def test_a_reader_who_reads_slowly_gets_all_that_was_asked_for(site):
    size = len(site.get("/", Accept_Encoding="identity").body)
    asking = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    with connect(site) as connection:
        connection.sendall((asking + b"\r\n") * 300 + asking + b"Connection: close\r\n\r\n")
        time.sleep(0.5)
        answers = read_all(connection)
    assert answers.count(b"HTTP/1.1 200 OK\r\n") == 301
    assert len(answers) > 301 * size


def test_who_was_connected_before_new_code_came_is_answered_after_it(site):
    with second_site(site) as reloaded, connect(reloaded) as silent, connect(reloaded) as known:
        known.sendall(ASKING + b"\r\n")
        assert read_one(known).startswith(b"HTTP/1.1 200 ")
        os.kill(reloaded.process.pid, signal.SIGUSR2)
        reloaded.until(Path(f"{reloaded.pid_file}.2").exists)
        reloaded.process.send_signal(signal.SIGTERM)
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


def scope_of(request, peer):
    """What the application is given of a request that comes from an address."""
    scopes = []

    async def application(scope, receive, send):
        scopes.append(scope)

    async def ask():
        config = Config(application, proxy_headers=False, lifespan="off")
        config.load()
        protocol, transport = Protocol(config, ServerState(), {}), Mock()
        transport.get_extra_info = {"peername": peer, "sockname": ("127.0.0.1", 80)}.get
        protocol.connection_made(transport)
        protocol.data_received(request)
        await asyncio.sleep(0)

    asyncio.run(ask())
    return scopes[0]


@pytest.mark.parametrize(
    ("peer", "headers", "scheme"),
    [
        ("10.1.2.3", b"X-Forwarded-Proto: https\r\n", "https"),
        ("10.1.2.3", b"X-Forwarded-Proto: http\r\nX-Forwarded-Proto: https\r\n", "https"),
        ("10.1.2.3", b"X-Forwarded-Proto: gopher\r\n", "http"),
        ("10.1.2.3", b"", "http"),
        ("::ffff:10.1.2.3", b"X-Forwarded-Proto: https\r\n", "https"),
        ("192.0.2.1", b"X-Forwarded-Proto: https\r\n", "http"),
        ("2001:db8::1", b"X-Forwarded-Proto: https\r\n", "http"),
    ],
)
def test_the_scheme_that_a_proxy_says_is_believed_of_our_proxies_alone(settings, peer, headers, scheme):
    settings.TRUSTED_PROXIES = [ip_network("10.0.0.0/8")]
    forged = b"X-Forwarded-For: 10.1.2.3\r\n"
    scope = scope_of(ASKING + headers + forged + b"\r\n", (peer, 5))
    assert scope["scheme"] == scheme
    assert scope["client"] == (peer, 5)


def test_trailers_are_no_headers():
    body = b"1\r\na\r\n0\r\nX-Forwarded-For: 9.9.9.9\r\nX-Forwarded-Proto: https\r\nCookie: a=b\r\n\r\n"
    scope = scope_of(POSTING + b"\r\n" + body, ("127.0.0.1", 5))
    assert [name for name, _ in scope["headers"]] == [b"host", b"connection", b"transfer-encoding"]


@pytest.mark.parametrize("interruption", [signal.SIGINT, signal.SIGQUIT, signal.SIGTERM])
def test_an_interruption_stops_the_site_at_once(site, interruption):
    with second_site(site) as other:
        other.process.send_signal(interruption)
        assert other.process.wait(timeout=60) == 0
