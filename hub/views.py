"""The pages of the site itself: home, how to subscribe, and what is shown when something is not there."""

import errno
import logging
import re
import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404

from articles.metadata import of_nothing
from articles.middleware import answer_former
from articles.models import Article, Topic
from articles.public_pages import public_page
from articles.slugs import Gone, Moved, get_by_address
from comparisons.compare import MOST, select
from comparisons.models import Change, Technology
from comparisons.overview import candidates_in, needs_in, overviews_of
from hub import metadata
from hub.page_cache.answers import AWAY_TEXT

logger = logging.getLogger(__name__)
NEWEST = 8
MOST_TECHNOLOGIES = 60
FEATURED = 4
CHANGES = 4
TOO_LARGE = "This is more than can be sent at once. Nothing is saved: go back, where it still is, and shorten it.\n"
MOST_WORDS = 8  # of an address that is not here, for the search
FULL = {errno.ENOSPC, "SQLITE_FULL", "53100"}  # the codes of the system, SQLite and PostgreSQL
FULL_TEXT = "The disk of this site is full, so nothing was saved. Whoever runs the site has to make room.\n"


@public_page()
def home(request):
    pages = Article.objects.for_lists()
    featured = list(pages.filter(featured=True)[:FEATURED])
    comparisons = {page.pk: page for page in featured if page.kind == Article.Kind.COMPARISON}
    comparisons |= {page.pk: page for page in pages.filter(kind=Article.Kind.COMPARISON)[:FEATURED]}
    overviews = overviews_of(list(comparisons.values())[:FEATURED])
    shown = [comparison.pk for comparison, _ in overviews]
    featured = [page for page in featured if page.pk not in shown]
    newest = list(pages.exclude(pk__in=[*shown, *(page.pk for page in featured)])[:NEWEST])
    about = [*comparisons.values(), *featured, *newest]
    context = {
        "metadata": metadata.of_home(),
        "overviews": overviews,
        "candidates": candidates_in(overviews),
        "needs": needs_in(overviews),
        "changes": Change.objects.newest_first()[:CHANGES],
        "pages": [*featured, *newest],
        "topics": Topic.objects.with_work(),
        "technologies": listed_technologies() or Technology.objects.filter(subjects__article__in=about).distinct(),
    }
    return render(request, "hub/home.html", context)


def listed_technologies():
    """All technologies, or None where they are too many for a list beside other things."""
    technologies = list(Technology.objects.all()[: MOST_TECHNOLOGIES + 1])
    return technologies if len(technologies) <= MOST_TECHNOLOGIES else None


@public_page()
def subscribe(request):
    context = {
        "metadata": metadata.of_subscribe(),
        "topics": Topic.objects.with_work(),
        "technologies": listed_technologies(),
    }
    return render(request, "hub/subscribe.html", context)


def bad_request(request, exception):
    """Django's own reads the form again, which may be what cannot be read."""
    sentence, status = "This request cannot be understood.\n", 400
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        sentence, status = TOO_LARGE, 413
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")


def not_found(request, exception):
    """Where this site has no such address, a page may have had it elsewhere."""
    if isinstance(exception, Resolver404):
        try:
            get_by_address(request.path_info)
        except (Moved, Gone) as former:
            return answer_former(request, former)
        except Http404:
            pass
    words = re.findall(r"[^\W_]+", request.path_info.removesuffix("/").rpartition("/")[2])[:MOST_WORDS]
    context = {
        "metadata": of_nothing("Not found", metadata.CLAIM),
        "words": " ".join(words),
        "meant": select(words).technologies[:MOST],
        "newest": Article.objects.for_lists()[:FEATURED],
    }
    return render(request, "404.html", context, status=404)


def server_error(request):
    """Needs neither database nor context, since either may be what failed."""
    error = sys.exc_info()[1]
    if isinstance(error, OperationalError | InterfaceError) or getattr(error, "errno", None) == errno.ENOSPC:
        return of_outage(error)
    return render(None, "500.html", status=500)


def of_outage(error):
    """The answer where the database cannot be asked, or there is no room: no fault of the code.

    It brings no traceback into the log, which would tell no more.
    """
    logger.error("The database cannot be asked: %s", f"{error}".partition("\n")[0])
    codes = {getattr(error.__cause__, name, None) for name in ("sqlite_errorname", "sqlstate")}
    response = HttpResponse(
        FULL_TEXT if FULL & {*codes, getattr(error, "errno", None)} else AWAY_TEXT,
        status=503,
        content_type="text/plain; charset=utf-8",
        headers={"Retry-After": "5", "Cache-Control": "no-store"},  # seconds
    )
    response._has_been_logged = True
    return response
