"""What is said while the database is away, to who asks and in the log: each of them once."""

import errno
import logging

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse

from hub.page_cache.answers import AWAY_TEXT

logger = logging.getLogger(__name__)
RETRY_AFTER = 5  # seconds
FULL = {"SQLITE_FULL", "53100"}  # the codes of SQLite and PostgreSQL
FULL_TEXT = "The disk of this site is full, so nothing was saved. Whoever runs the site has to make room.\n"


def is_outage(error):
    """Whether it is the database that cannot be asked, or has no room, and not the code that is wrong."""
    return isinstance(error, OperationalError | InterfaceError) or getattr(error, "errno", None) == errno.ENOSPC


def of_outage(error):
    """The answer to a request that failed by an outage; it brings no traceback into the log, which tells no more."""
    code = getattr(error.__cause__, "sqlite_errorname", None) or getattr(error.__cause__, "sqlstate", None)
    full = getattr(error, "errno", None) == errno.ENOSPC or code in FULL
    logger.error("The database cannot be asked: %s", f"{error}".partition("\n")[0])
    response = HttpResponse(
        FULL_TEXT if full else AWAY_TEXT,
        status=503,
        content_type="text/plain; charset=utf-8",
        headers={"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"},
    )
    response._has_been_logged = True
    return response
