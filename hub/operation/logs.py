"""What the log says: the same thing a few times a minute at most, in lines, and where machines read it of JSON."""

import copy
import json
import logging
import threading
import time
from datetime import UTC, datetime

from django.utils.log import AdminEmailHandler
from django.views.debug import ExceptionReporter

from articles.client_address import client_address
from articles.slugify import on_one_line
from hub.operation.seen import current, name_of_user, shown_path, without_keys

MOST = 3  # times in a period
KEYS = 1_000  # different things that are counted at once
LONGEST, LONGEST_SUBJECT = 8_000, 180  # characters of a message, and of what a letter is about
logger = logging.getLogger(__name__)


class Sparing(logging.Filter):
    """Leaves out what was said often within ``period`` seconds; the next of its kind tells how many were left out.

    Exceptions are of a kind where their class is the same: their words may be a stranger's, such as a name of a host.
    Answers are where their status is: who tries addresses that are not there hides no refusal.
    """

    def __init__(self, period=60.0):
        super().__init__()
        self.period = period
        self.said = {}
        self.lock = threading.Lock()

    def filter(self, record):
        words, status = record.exc_info[0] if record.exc_info else record.msg, getattr(record, "status_code", None)
        key = (record.name, record.levelno, words, status)
        now = time.monotonic()
        with self.lock:
            if len(self.said) > KEYS:
                self.said.clear()
            began, count = self.said.get(key, (now, 0))
            over = now - began > self.period
            self.said[key] = (now, 1) if over else (began, count + 1)
        if over and count > MOST:
            record = copy.copy(record)  # other handlers count by themselves what was said
            record.msg, record.args = f"{record.getMessage()} ({count - MOST} more of this were left out)", ()
        return record if over or count < MOST else False


class PlainLines(logging.Formatter):
    """Each event in one line, but for a traceback."""

    def formatMessage(self, record):
        line = without_keys(super().formatMessage(record), getattr(record, "request", None))
        return on_one_line(line)[:LONGEST]

    def formatException(self, about):
        """The traceback behind a mark: the words of an exception may be a stranger's, and look like an event."""
        text = super().formatException(about)[-LONGEST:].replace("\n", "\n| ")
        return "| " + "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in text)


class JsonLines(logging.Formatter):
    """One line an event, with the request in which it happened, who sent that, and for how long it was under way."""

    def format(self, record):
        seen = getattr(record, "seen", None) or current.get()
        request = getattr(record, "request", None) or getattr(seen, "request", None)
        about = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": without_keys(record.getMessage(), request)[:LONGEST],
            "status": getattr(record, "status_code", None),
            **about_request(seen, request),
        }
        if record.exc_info:
            about["traceback"] = self.formatException(record.exc_info)[-LONGEST:]
        # ASCII, which escapes whatever would end a line, or move a cursor.
        return json.dumps({name: value for name, value in about.items() if value not in (None, "")})


def about_request(seen, request):
    """What a log says of a request, without asking the database who sent it."""
    about = {"request_id": seen.id, "duration_ms": seen.milliseconds, "user": seen.user} if seen else {}
    if hasattr(request, "path"):
        about |= {"method": request.method, "path": shown_path(request)[:LONGEST], "address": client_address(request)}
        about["user"] = name_of_user(request) or about.get("user")
    return about


class WithoutVariables(ExceptionReporter):
    """Writes out no variables, which no letter shows: a queryset asks the database for it, which may be what failed."""

    def get_traceback_frames(self):
        return [{**frame, "vars": []} for frame in super().get_traceback_frames()]


class Letters(AdminEmailHandler):
    """Tells of errors by e-mail, and has nobody wait until a mail server has taken them."""

    def __init__(self):
        super().__init__()
        self.reporter_class = WithoutVariables

    def format_subject(self, subject):
        """On one line, whatever a library or a stranger put into it."""
        return on_one_line(subject)[:LONGEST_SUBJECT]

    def send_mail(self, *args, **kwargs):
        threading.Thread(target=self.hand_over, args=args, kwargs=kwargs, name="letter").start()

    def hand_over(self, *args, **kwargs):
        try:
            super().send_mail(*args, **kwargs)
        except OSError as error:
            logger.warning("No letter about an error was sent: %s", error)  # no error, of which would come a letter
