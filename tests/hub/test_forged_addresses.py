"""Whoever writes other people's addresses into headers is counted all the same, however the site is run."""

import re
import socket
import sqlite3
from contextlib import ExitStack
from pathlib import Path

import pytest
import yaml

from tests.hub.running_site import ROOT, second_site, started
from tests.hub.test_many_machines import nginx_before

FORGED = ("X-Forwarded-For", "X-Real-IP", "Forwarded", "X_Forwarded_For", "X-Client-IP", "CF-Connecting-IP")
EDITOR, STRANGER = "203.0.113.10", "203.0.113.9"
LOCKED_OUT, LIMITED = 429, 429


def compose():
    """The environment of a site in compose.yaml, where nothing is set besides; of what it shares, nothing."""
    service = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]["site-1"]
    names = ("PROXY_COUNT", "FORWARDED_ALLOW_IPS")
    return {name: re.sub(r"\$\{\w+:-(.*)\}", r"\1", service["environment"][name]) for name in names}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    with started(tmp_path_factory.mktemp("site"), WEB_CONCURRENCY="1") as site:
        yield site


@pytest.fixture
def serve(prepared, tmp_path):
    """What faces the clients of a site on the prepared data, whose environment and nginx are given."""
    with ExitStack() as stack:

        def start(environment, nginx=None):
            prepared.environment |= environment
            site = stack.enter_context(second_site(prepared))
            for name in environment:
                del prepared.environment[name]
            return site if nginx is None else stack.enter_context(nginx_before(tmp_path, site, site, **nginx))

        database = sqlite3.connect(Path(prepared.environment["DATA_DIR"]) / "hub.sqlite3", isolation_level=None)
        database.execute("DELETE FROM axes_accessattempt")
        database.close()
        yield start


def log_in(front, *headers, trailer="", source="127.0.0.1"):
    """The status of a wrong password, sent in a body with a trailer."""
    body = f"username=editor&password=wrong&csrfmiddlewaretoken={'x' * 32}"
    lines = ["POST /admin/login/ HTTP/1.1", f"Host: 127.0.0.1:{front.port}", "Connection: close"]
    lines += ["Content-Type: application/x-www-form-urlencoded", f"Cookie: csrftoken={'x' * 32}"]
    lines += [*headers, "Transfer-Encoding: chunked", "", f"{len(body):x}", body, "0", *trailer.splitlines(), "", ""]
    with socket.create_connection(("127.0.0.1", front.port), timeout=30, source_address=(source, 0)) as connection:
        connection.sendall("\r\n".join(lines).encode())
        return int(b"".join(iter(lambda: connection.recv(65536), b"")).split()[1])


# What stands before the site, from where it is asked, and what that adds: nothing (the address of a proxy would be
# believed), nginx, or nginx behind another proxy, which says that a stranger asks.
PROXIES = {
    "bare": (None, "127.0.0.2", []),
    "nginx": ({}, "127.0.0.1", []),
    "two": ({"behind": "127.0.0.1"}, "127.0.0.1", [STRANGER]),
}
SETTINGS = {
    "default": {},
    "one proxy": {"PROXY_COUNT": "1"},
    "compose, with nginx at this address": compose() | {"FORWARDED_ALLOW_IPS": "127.0.0.1"},
}


@pytest.mark.parametrize("proxies", PROXIES)
@pytest.mark.parametrize("environment", SETTINGS)
def test_whatever_addresses_somebody_writes_into_headers_the_eleventh_wrong_password_is_refused(
    serve, proxies, environment
):
    nginx, source, added = PROXIES[proxies]
    front = serve(SETTINGS[environment], nginx)
    statuses = []
    for number in range(11):
        forged = [f"{name}: 198.51.100.{number}" for name in FORGED]
        seen = ", ".join([f"198.51.100.{number}", f"192.0.2.{number}", *added])
        address = f"X-Forwarded-For: {seen}"
        statuses.append(log_in(front, *forged, address, trailer=address, source=source))
    assert statuses == [200] * 9 + [LOCKED_OUT] * 2


def test_behind_another_proxy_each_client_is_counted_for_itself_and_cannot_choose_its_address(serve):
    front = serve({"PROXY_COUNT": "1"}, {"behind": "127.0.0.1"})
    statuses = [log_in(front, f"X-Forwarded-For: 198.51.100.{number}, {STRANGER}") for number in range(11)]
    assert statuses == [200] * 9 + [LOCKED_OUT] * 2
    assert log_in(front, f"X-Forwarded-For: {EDITOR}") == 200


@pytest.mark.parametrize(
    ("path", "strangers", "editor"),
    [
        ("/admin/login/", [STRANGER], EDITOR),
        ("/search/", [STRANGER], EDITOR),
        ("/search/", ["2001:db8:0:1::1", "2001:db8:0:1:ffff::2"], "2001:db8:0:2::1"),
    ],
)
def test_sixty_requests_of_one_client_limit_nobody_else_behind_the_same_proxy(serve, path, strangers, editor):
    front = serve({"PROXY_COUNT": "1"}, {"behind": "127.0.0.1"})

    def ask(address):
        return front.get(path, X_Forwarded_For=f"198.51.100.1, {address}").status

    statuses = [ask(strangers[number % len(strangers)]) for number in range(60)]
    assert LIMITED in statuses
    assert ask(strangers[-1]) == LIMITED
    assert ask(editor) == 200
