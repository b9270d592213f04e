"""Names of sites are looked up within the time that is left, too."""

import socket
import time
from functools import partial
from threading import Event

import pytest

from comparisons.freshness import fetching
from comparisons.freshness.fetching import FetchError
from tests.local_site import local_site

fetch = partial(fetching.fetch, allowed=lambda address: True)


@pytest.mark.parametrize("hosts", [["slow.example"], ["fast.example", "slow.example"]])
def test_a_name_server_that_does_not_answer_holds_nothing_up(monkeypatch, hosts):
    forgotten, real = Event(), socket.getaddrinfo

    def look_up(host, port, **kwargs):
        return (forgotten.wait(9) and []) if host == "slow.example" else real("127.0.0.1", port, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    started = time.monotonic()
    with local_site() as site:
        addresses = [site.url.replace("127.0.0.1", host) + "/" for host in hosts]
        site.add("/", status=302, Location=addresses[-1])
        with pytest.raises(FetchError, match="did not answer in time"):
            fetch(addresses[0], deadline=0.3)
    assert time.monotonic() - started < 5
    forgotten.set()


@pytest.mark.parametrize("problem", [socket.gaierror(-2, "unknown"), UnicodeError("too long"), OSError("no network")])
def test_a_name_that_nobody_knows_is_no_site(monkeypatch, problem):
    def look_up(*args, **kwargs):
        raise problem

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with pytest.raises(FetchError, match="There is no site gone"):
        fetch("https://gone.example/")


@pytest.mark.parametrize("host", ["loc%61lhost", "a%2eexample", "[fe80::1%25eth0]", "a b.example"])
def test_a_host_that_libcurl_would_read_as_another_is_not_asked(monkeypatch, host):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: [(2, 1, 6, "", ("93.184.216.34", 80))])
    with pytest.raises(FetchError, match=r"names no site|cannot be read"):
        fetch(f"http://{host}/")
