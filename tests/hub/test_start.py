"""The site as `make run` starts it, looked at from outside."""

import json
import re
import socket
import sys
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from tests.hub.running_site import GUNICORN, PREPARE, free_port, started


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with started(tmp_path_factory.mktemp("site"), fresh=True) as site:
        yield site


def test_the_shipped_content_is_there(site):
    page = site.get("/comparisons/django-vs-fastapi/")
    assert page.status == 200
    assert "Django vs FastAPI" in page.body.decode()


def test_the_login_that_was_printed_opens_the_desk_once_there_is_another_password(site):
    password = re.search(r"as admin, with the password (\S+)", site.first_words)[1]
    cookies = CookieJar()
    browser = build_opener(HTTPCookieProcessor(cookies))
    url = f"http://127.0.0.1:{site.port}/admin/"
    browser.open(f"{url}login/").close()
    token = next(cookie.value for cookie in cookies if cookie.name == "csrftoken")
    form = {"username": "admin", "password": password, "csrfmiddlewaretoken": token, "next": "/admin/"}
    with browser.open(f"{url}login/", urlencode(form).encode()) as page:
        assert page.url == f"{url}login/password/"
    own = dict.fromkeys(("new_password1", "new_password2"), "forty winks at noon")
    with browser.open(f"{url}login/password/", urlencode(form | own).encode()) as page:
        assert page.url == url
        assert "Log out" in page.read().decode()


def test_a_second_start_changes_nothing_and_shows_no_password(site):
    manifest = Path(site.environment["DATA_DIR"], "static/staticfiles.json")
    collected = manifest.stat().st_mtime_ns
    again = site.run(PREPARE)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert manifest.stat().st_mtime_ns == collected


def test_static_files_have_names_that_last_and_are_sent_with_brotli(site):
    paths = json.loads(Path(site.environment["DATA_DIR"], "static/staticfiles.json").read_text())["paths"]
    address = f"/static/{paths['css/base.css']}"
    assert address in site.get("/").body.decode()
    answer = site.get(address, Accept_Encoding="br")
    assert (answer.status, answer.headers["Content-Encoding"]) == (200, "br")
    assert "immutable" in answer.headers["Cache-Control"]
    plain = site.get(address)
    assert plain.headers["Content-Encoding"] is None
    assert len(answer.body) < len(plain.body)


@pytest.mark.parametrize("path", ["/", "/admin/login/", "/nowhere/"])
def test_every_page_carries_the_strict_policy(site, path):
    policy = site.get(path).headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in policy


def test_no_header_of_a_client_moves_the_site(site):
    page = site.get("/", SCRIPT_NAME="/x")
    raw = raw_request(site.port, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nSCRIPT_NAME: /x\r\nConnection: close\r\n\r\n")
    assert page.status == 200
    assert raw.startswith(b"HTTP/1.1 200 ")
    assert b'href="/x/' not in raw


def raw_request(port, request):
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65536), b""))


@pytest.mark.parametrize("path", ["/", "/comparisons/django-vs-fastapi/", "/feeds/rss.xml", "/robots.txt", "/nowhere/"])
def test_head_gets_the_headers_of_get_without_a_body_and_without_a_warning(site, path):
    get, head = site.get(path), site.get(path, method="HEAD")
    assert head.body == b""
    assert head.status == get.status
    for name in ("Content-Type", "Content-Length", "ETag", "Cache-Control"):
        assert head.headers[name] == get.headers[name], name
    assert "no-body response" not in site.log.read_text()


def test_a_host_that_is_not_ours_gets_no_page(site):
    assert site.get("/", Host="evil.example").status == 400


def test_http_on_a_laptop_is_not_sent_to_https(site):
    answer = site.get("/", Host="localhost")
    assert answer.status == 200
    assert answer.headers["Strict-Transport-Security"] is None


def test_the_health_check_of_the_container_tells_alive_from_dead(site):
    check = [sys.executable, "-m", "hub.container_health"]
    assert site.run(check, ALLOWED_HOSTS="localhost, other.example").returncode == 0
    assert site.run(check, ALLOWED_HOSTS="other.example").stderr == "/healthz answered 400\n"
    assert site.run(check, PORT=str(free_port())).returncode == 1


def test_a_port_in_use_is_said_at_once(site):
    second = site.run(GUNICORN)
    assert second.returncode == 1
    assert second.stderr.startswith(f"Port {site.port} is in use.")
    assert "Traceback" not in second.stderr
    assert second.stderr.count("in use") == 1  # gunicorn itself would try five times, and say so each time
