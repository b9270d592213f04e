"""Whoever looks after a site sees what is asked of it: in lines that belong to a request, and what they cost."""

import json
import logging
import re
from io import StringIO

import pytest
from django.core import signing
from django.db import OperationalError, connection
from django.db.backends.utils import CursorWrapper
from django.http import HttpResponse
from django.template import Context, Template
from django.test import Client
from django.urls import path

from articles.models import Article
from hub.operation.logs import JsonLines, PlainLines
from hub.operation.seen import current
from hub.urls import urlpatterns as hub_urls
from tests.articles.accounts.signing_in import sign_in
from tests.desk import make_staff, signed_in
from tests.factories import make_article

pytestmark = pytest.mark.django_db
PAGE = "/articles/kept/"


@pytest.fixture
def logged():
    """What the log says: the lines that were written so far, in JSON."""
    written = StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLines())
    loggers = [logging.getLogger(name) for name in ("", "django", "hub.access")]
    for logger in loggers:
        logger.addHandler(handler)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    for logger in loggers:
        logger.removeHandler(handler)


def fail(request):
    logging.getLogger("hub.own").warning("Before it fails")
    raise RuntimeError("broken")


class WithFailure:
    urlpatterns = [*hub_urls, path("fails/", fail)]
    handler500 = "hub.views.server_error"


def test_all_lines_of_a_request_bear_its_number_which_whoever_asked_is_told(logged, settings):
    settings.ROOT_URLCONF = WithFailure
    client = signed_in(make_staff(username="anna"), raise_request_exception=False)
    client.get("/admin/")
    answers = [client.get("/fails/") for _ in range(2)]
    lines = [line for line in logged() if line["path"] == "/fails/"]
    numbers = [answer["X-Request-ID"] for answer in answers]
    assert [(line["request_id"], line["message"]) for line in lines] == [
        (number, message) for number in numbers for message in ("Before it fails", "Internal Server Error: /fails/")
    ]
    assert all(line["duration_ms"] >= 0 and line["address"] == "127.0.0.1" for line in lines)
    assert "RuntimeError: broken" in lines[1]["traceback"]


def test_the_number_is_that_of_the_proxy_unless_it_is_none(keen_reader):
    make_article(title="Kept")
    assert keen_reader.get("/nowhere/", headers={"X-Request-ID": "0123456789abcdef"})["X-Request-ID"] != ""
    told = keen_reader.get("/admin/", headers={"X-Request-ID": "0123456789abcdef", "Cookie": "a=b"})
    assert told["X-Request-ID"] == "0123456789abcdef"
    for number in ("short", "x" * 65, "0123456789abcdef\x1b[2J", "é" * 20):
        made = keen_reader.get("/admin/", headers={"X-Request-ID": number, "Cookie": "a=b"})["X-Request-ID"]
        assert re.fullmatch("[0-9a-f]{16}", made)


def test_a_page_that_is_kept_for_everybody_has_the_number_of_nobody(keen_reader):
    make_article(title="Kept")
    for _ in range(2):
        assert "X-Request-ID" not in keen_reader.get(PAGE)


def test_the_access_log_has_a_line_for_each_request_where_it_is_asked_for(keen_reader, logged, settings, caplog):
    make_article(title="Kept")
    keen_reader.get(PAGE)
    assert [line for line in logged() if line["logger"] == "hub.access"] == []
    settings.ACCESS_LOG = True
    keen_reader.get(PAGE, headers={"X-Request-ID": "0123456789abcdef"})
    keen_reader.get("/admin/?next=\x1b[2J")
    keen_reader.get("/search/?q=" + "x" * 20_000)
    first, second, third = [line for line in logged() if line["logger"] == "hub.access"]
    assert (first["method"], first["path"], first["status"], first["address"]) == ("GET", PAGE, 200, "127.0.0.1")
    assert first["request_id"] == "0123456789abcdef"
    assert re.fullmatch(rf"GET {PAGE} 200 hit [\d.]+ ms 127\.0\.0\.1 - 0123456789abcdef", first["message"])
    assert second["status"] == 302
    assert "\x1b" not in second["path"]
    assert len(third["path"]) == 8_000


def test_the_access_log_says_who_was_signed_in(keen_reader, logged, settings):
    settings.ACCESS_LOG = True
    client = signed_in(make_staff(username="anna"))
    keen_reader.get("/admin/", headers={"Cookie": f"sessionid={client.cookies['sessionid'].value}"})
    assert [line["user"] for line in logged() if line["logger"] == "hub.access"] == ["anna"]


@pytest.mark.parametrize(
    "address",
    [*("/preview/{}/", "/corrections/{}/", "/admin/login/reset/MQ/{}/"), *("/preview/{}", "/admin/login/reset/MQ/{}")],
)
def test_no_key_that_opens_a_page_stands_in_it(keen_reader, logged, settings, address):
    settings.ACCESS_LOG = True
    key = signing.dumps("own") if "reset" not in address else "d5ep2k-0123456789abcdef0123456789abcdef"
    keen_reader.get(address.format(key))
    [line] = [line for line in logged() if line["logger"] == "hub.access"]
    assert line["path"] == address.format("…")
    assert key not in json.dumps(logged())


def test_what_django_says_of_a_request_is_without_its_key_in_plain_lines_too(caplog):
    key = signing.dumps("own")
    Client().get(f"/preview/{key}/")
    [record] = [record for record in caplog.records if record.name == "django.request"]
    assert PlainLines().format(record) == "Not Found: /preview/…/"


def test_staff_are_told_what_a_page_of_the_desk_cost_and_nobody_else():
    answer = signed_in(make_staff("Editors")).get("/admin/articles/article/")
    timing = r"db;dur=[\d.]+;desc=\"(\d+) queries\", total;dur=[\d.]+"
    assert int(re.fullmatch(timing, answer["Server-Timing"])[1]) > 2
    for client, address in ((Client(), "/admin/login/"), (Client(), "/"), (signed_in(make_staff("Editors")), "/")):
        assert "Server-Timing" not in client.get(address)


def slowly(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s AS own_query WHERE 'a%%' = %s", ["a secret of somebody", "x\n\x1b"])


def test_a_slow_query_is_in_the_log_without_its_values(logged, settings, rf):
    class Slow:
        urlpatterns = [path("slow/", slowly)]

    settings.SLOW_QUERY = -1
    settings.ROOT_URLCONF = Slow
    with pytest.raises(ValueError, match="didn't return an HttpResponse"):
        Client().get("/slow/")
    [line] = [line for line in logged() if "own_query" in line["message"]]
    assert re.match(r"Slow query \(\d+ ms\): SELECT %s AS own_query WHERE 'a%%' = %s$", line["message"])
    assert (line["path"], line["level"]) == ("/slow/", "WARNING")
    assert "secret" not in json.dumps(line)


def test_a_query_as_quick_as_the_limit_allows_is_not(logged, settings):
    settings.SLOW_QUERY = 60
    signed_in(make_staff()).get("/admin/")
    assert [line for line in logged() if "Slow" in line["message"]] == []


LIST = Template(
    "{% if not rows or tried %}None.{% endif %}{{ others|length }}{% for row in rows %}{{ row }}{% endfor %}"
)


def show(request):
    return HttpResponse(LIST.render(Context({"rows": Article.objects.all(), "others": Article.objects.published()})))


class WithList:
    urlpatterns = [*hub_urls, path("list/", show)]
    handler500 = "hub.views.server_error"


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_page_of_which_a_query_got_no_answer_asks_no_other_and_is_not_shown_without_it(settings, monkeypatch, method):
    """Django takes a condition of a template that fails for untrue, so the page would say that there is nothing."""
    asked, execute = [], CursorWrapper._execute

    def held(self, sql, *args):
        if "articles_article" not in sql:
            return execute(self, sql, *args)
        asked.append(sql)
        raise OperationalError("canceling statement due to lock timeout")

    settings.ROOT_URLCONF = WithList
    monkeypatch.setattr(CursorWrapper, "_execute", held)
    answer = getattr(Client(raise_request_exception=False), method)("/list/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert len(asked) == 1


def test_who_could_not_sign_in_is_named_with_the_address_where_a_blocker_reads_it(logged):
    make_staff(username="anna")
    current.set(None)
    for name in ("anna", "100%s\n\x1b[2J" + "x" * 200):
        sign_in(name, "wrong and secret")
    lines = [line for line in logged() if line["logger"] == "articles.models.audit"]
    assert lines[0]["message"] == "Could not sign in from 127.0.0.1: anna (Wrong name or password.)"
    assert (lines[0]["path"], lines[0]["address"]) == ("/admin/login/", "127.0.0.1")
    text = json.dumps(logged())
    assert "****" not in text
    assert "secret" not in text
    assert not [line for line in logged() if line["logger"].startswith("axes")]


def test_a_blocker_that_reads_plain_lines_finds_one_for_each_attempt_on_a_name(caplog):
    sign_in("100%s\n\x1b[2J", "wrong")
    [record] = [record for record in caplog.records if record.name == "articles.models.audit"]
    assert PlainLines().format(record) == "Could not sign in from 127.0.0.1: 100%s [2J (Wrong name or password.)"
