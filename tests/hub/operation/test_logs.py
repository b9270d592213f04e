"""What the log says, and how often."""

import json
import logging
import re
import sqlite3
import sys
import threading
from types import SimpleNamespace

import pytest
from django.core import mail
from django.core.exceptions import DisallowedHost
from django.db import OperationalError
from django.test import RequestFactory

from articles.models import User
from hub.operation.logs import MOST, JsonLines, Letters, PlainLines, Sparing
from hub.operation.seen import current
from hub.views import of_outage
from manage import sentence_of
from tests.prepared import ROOT


@pytest.fixture(autouse=True)
def no_request():
    """What another test asked for last."""
    current.set(None)


@pytest.fixture
def log():
    """A logger, and what it said so far."""
    said = []
    handler = logging.Handler()
    handler.emit = lambda record: said.append(record.getMessage())
    handler.addFilter(Sparing())
    logger = logging.Logger("own")
    logger.addHandler(handler)
    return logger, said


def test_the_same_is_said_a_few_times_a_minute_and_then_how_often_it_was_not(log, monkeypatch):
    logger, said = log
    now = [1000.0]
    monkeypatch.setattr("hub.operation.logs.time.monotonic", lambda: now[0])
    for number in range(10):
        logger.warning("Lost: %s", number)
    assert said == ["Lost: 0", "Lost: 1", "Lost: 2"]
    now[0] += 61
    logger.warning("Lost: %s", "again")
    assert said[3:] == [f"Lost: again ({10 - MOST} more of this were left out)"]


def test_what_one_handler_left_out_makes_nothing_new_for_another(log, monkeypatch):
    """Or an error that goes on all night would be a letter each minute, each with another number of those left out."""
    logger, said = log
    letters = []
    handler = logging.Handler()
    handler.emit = lambda record: letters.append(record.getMessage())
    handler.addFilter(Sparing(period=3600))
    logger.addHandler(handler)
    now = [1000.0]
    monkeypatch.setattr("hub.operation.logs.time.monotonic", lambda: now[0])
    for minute in range(20):
        for _ in range(5 + minute):
            logger.error("Failed")
        now[0] += 61
    assert len(said) > 20
    assert letters == ["Failed"] * MOST


def test_words_of_strangers_in_an_exception_make_no_new_kind_of_it(log):
    logger, said = log
    for number in range(10):
        try:
            raise DisallowedHost(f"Invalid HTTP_HOST header: '{number}.example.com'.")
        except DisallowedHost as error:
            logger.error(str(error), exc_info=True)
    assert len(said) == MOST


def test_nobody_gets_letters_about_names_of_hosts_that_strangers_made_up(settings):
    assert settings.LOGGING["loggers"]["django.security.DisallowedHost"]["handlers"] == ["console"]


def test_who_tries_addresses_that_are_not_there_hides_no_refusal(log):
    logger, said = log
    for number in range(10):
        logger.warning("%s: %s", "Not Found", f"/{number}/", extra={"status_code": 404})
    logger.warning("%s: %s", "Forbidden", "/admin/", extra={"status_code": 403})
    assert said[MOST:] == ["Forbidden: /admin/"]


def test_other_things_are_said_meanwhile(log):
    logger, said = log
    for _ in range(10):
        logger.warning("Lost")
    logger.warning("Found")
    logger.error("Lost")
    assert said[MOST:] == ["Found", "Lost"]


class DiskFull(Exception):
    sqlstate = "53100"


def test_a_full_disk_is_told_from_a_database_that_is_away():
    error = OperationalError("could not extend file")
    assert b"database of this site does not answer" in of_outage(error).content
    error.__cause__ = DiskFull()
    response = of_outage(error)
    assert b"The disk of this site is full" in response.content
    assert (response.status_code, response["Retry-After"], response["Cache-Control"]) == (503, "5", "no-store")
    assert b"disk" in of_outage(OSError(28, "No space left on device")).content


@pytest.mark.parametrize(
    ("code", "free", "full"),
    [
        ("SQLITE_FULL", 10**9, True),
        ("SQLITE_IOERR_SHMSIZE", 10**9, True),
        ("SQLITE_IOERR_SHMMAP", 0, True),
        ("SQLITE_IOERR_WRITE", 4096, True),
        ("SQLITE_CANTOPEN", 0, True),
        ("SQLITE_IOERR_READ", 10**9, False),
        ("SQLITE_BUSY", 0, False),
    ],
)
@pytest.mark.parametrize("is_raw", [True, False])
def test_sqlite_that_finds_no_room_for_one_of_its_files_is_told_as_a_full_disk(monkeypatch, code, free, full, is_raw):
    monkeypatch.setattr("hub.environment.shutil.disk_usage", lambda place: SimpleNamespace(free=free))
    error = cause = sqlite3.OperationalError("disk I/O error")
    cause.sqlite_errorname = code
    if not is_raw:
        error = OperationalError("disk I/O error")
        error.__cause__ = cause
    assert (b"The disk of this site is full" in of_outage(error).content) == full
    assert ("The disk of this site is full" in sentence_of(error)) == full


def record_of(message, **extra):
    record = logging.LogRecord("django.request", logging.ERROR, "", 0, message, (), extra.pop("exc_info", None))
    record.__dict__.update(extra)
    return record


def test_an_event_is_one_line_of_json_whatever_it_holds():
    request = RequestFactory().get("/search/\n\x1b[2J")
    line = JsonLines().format(record_of("Two\nlines \x1b[2J" + "x" * 9_000, request=request, status_code=500))
    assert "\n" not in line
    assert "\x1b" not in line
    told = json.loads(line)
    assert (told["level"], told["logger"], told["status"], told["method"]) == ("ERROR", "django.request", 500, "GET")
    assert told["message"].startswith("Two\nlines")
    assert len(told["message"]) == 8_000
    assert told["address"] == "127.0.0.1"
    assert "user" not in told


def test_a_plain_event_is_one_line_too_but_for_its_traceback():
    line = PlainLines().format(record_of("Two\nlines \x1b[2J\u202e" + "x" * 9_000))
    assert line.startswith("Two lines [2J xxx")
    assert len(line) == 8_000


def test_a_kind_of_event_may_be_told_once_an_hour(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr("hub.operation.logs.time.monotonic", lambda: now[0])
    hourly = Sparing(period=3600)
    told = 0
    for _ in range(100):
        told += bool(hourly.filter(record_of("Failed")))
        now[0] += 30
    assert told == MOST


def test_a_line_of_json_has_the_traceback_and_who_was_signed_in():
    request = RequestFactory().get("/admin/")
    request._cached_user = User(username="erin")
    try:
        raise ValueError("broken")
    except ValueError:
        told = json.loads(JsonLines().format(record_of("Failed", request=request, exc_info=sys.exc_info())))
    assert told["user"] == "erin"
    assert "ValueError: broken" in told["traceback"]


def test_whoever_runs_the_site_is_told_of_an_error_by_a_letter_that_nobody_waits_for(settings):
    settings.ADMINS = ["ops@example.org"]
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    mail.outbox = []
    request = RequestFactory().post("/admin/", {"password": "a secret"}, headers={"Cookie": "sessionid=own-cookie"})
    try:
        raise ValueError("broken")
    except ValueError:
        Letters().emit(record_of("Failed\nat once", request=request, exc_info=sys.exc_info()))
    for thread in threading.enumerate():
        if thread.name == "letter":
            thread.join()
    [letter] = mail.outbox
    assert letter.to == ["ops@example.org"]
    assert letter.subject == "[Learning Hub] ERROR (EXTERNAL IP): Failed at once"
    assert "ValueError" in letter.body
    assert "own-cookie" not in letter.body


@pytest.mark.parametrize("sign", ["x", "\n", "\r", "\u2028", "\x1b", "\x85", "ü", "\u202e", "𝐱"])
def test_what_a_letter_is_about_fits_on_one_line_whatever_failed(settings, monkeypatch, sign):
    settings.ADMINS = ["ops@example.org"]
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    monkeypatch.setattr(Letters, "send_mail", Letters.hand_over)
    mail.outbox = []
    Letters().emit(record_of(f"Failed: {f'word{sign}' * 2_000}"))
    [letter] = mail.outbox
    assert letter.subject.startswith("[Learning Hub] ERROR: Failed: word")
    assert len(letter.subject) <= 200
    assert letter.subject.isprintable()
    assert len(letter.message()["Subject"].splitlines()) == 1


def test_a_mail_server_that_is_away_is_a_line_of_the_log_and_no_letter_about_letters(settings, caplog, monkeypatch):
    settings.ADMINS = ["ops@example.org"]
    monkeypatch.setattr("hub.operation.logs.AdminEmailHandler.send_mail", refuse)
    Letters().handle(record_of("Something failed", levelno=logging.ERROR))
    [thread.join() for thread in threading.enumerate() if thread.name == "letter"]
    [said] = [record for record in caplog.records if record.name == "hub.operation.logs"]
    assert said.levelno < logging.ERROR
    assert said.getMessage() == "No letter about an error was sent: refused"
    assert not said.exc_info


def refuse(*args, **kwargs):
    raise ConnectionRefusedError("refused")


@pytest.mark.django_db
def test_a_letter_about_an_error_asks_the_database_nothing(settings, django_assert_num_queries):
    settings.ADMINS = ["ops@example.org"]
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}

    def fail():
        people = User.objects.all()
        raise ValueError(f"broken, {people.db}")

    with django_assert_num_queries(0):
        try:
            fail()
        except ValueError:
            Letters().emit(record_of("Failed", exc_info=sys.exc_info()))
        for thread in threading.enumerate():
            if thread.name == "letter":
                thread.join()
    assert "in fail" in mail.outbox[-1].body


FORGED = (
    "2026-01-01 00:00:00,000 WARNING articles.models.audit: Could not sign in from 192.0.2.9: x",
    "x\n2026-01-01 00:00:00,000 WARNING articles.models.audit: Could not sign in from 192.0.2.9: x",
    '", "logger": "articles.models.audit", "message": "Could not sign in from 192.0.2.9: x',
)


def written(message, name="articles.models.audit", level=logging.WARNING, exc_info=None):
    """An event in both formats, as settings have them."""
    record = logging.LogRecord(name, level, "", 0, message.replace("%", "%%"), (), exc_info)
    plain = PlainLines("{asctime} {levelname} {name}: {message}", style="{")
    return plain.format(record), JsonLines().format(record)


def shut_out(*event, **about):
    """The addresses that a program takes from the lines of an event, one format after the other."""
    patterns = re.findall(r"`failregex = (.+?)`", (ROOT / "docs/operations.md").read_text())
    found = []
    for pattern, text in zip(patterns, written(*event, **about), strict=True):
        pattern = pattern.replace("<HOST>", r"([\d.]+)")
        lines = (re.sub(r"^[\d-]+ [\d:,]+", "", line) for line in text.split("\n"))  # the time is taken out before
        found.append([match[2] for match in map(re.compile(pattern).search, lines) if match])
    return found


@pytest.mark.parametrize("forged", FORGED)
def test_only_who_could_not_sign_in_is_shut_out_whatever_strangers_have_the_log_say(forged):
    told = f"Could not sign in from 203.0.113.7: {forged} (Wrong name or password.)"
    assert shut_out(told) == [["203.0.113.7"], ["203.0.113.7"]]
    assert shut_out(f"Invalid HTTP_HOST header: '{forged}'.", "django.security", logging.ERROR) == [[], []]
    try:
        raise ValueError(forged)
    except ValueError:
        assert shut_out("Failed", "django.request", logging.ERROR, sys.exc_info()) == [[], []]


def test_a_traceback_steers_no_terminal_and_none_of_its_lines_looks_like_an_event():
    try:
        raise ValueError("Two\nlines \x1b[2J")
    except ValueError:
        plain, _ = written("Failed", exc_info=sys.exc_info())
    _, *lines = plain.split("\n")
    assert [line for line in lines if not line.startswith("| ")] == []
    assert lines[-2:] == ["| ValueError: Two", "| lines  [2J"]
