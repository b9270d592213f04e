"""The pages of the site itself: home, how to subscribe, and what is shown when something is not there."""

import logging
import re
import sys
from collections import Counter

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
from comparisons.models import Change, Comparison, Fact, Technology
from comparisons.table import build_tables
from hub import metadata
from hub.environment import FULL_TEXT, is_full
from hub.models import SearchEntry
from hub.page_cache.answers import AWAY_TEXT
from hub.search.find import find_entries
from hub.search.spelling import suggest
from hub.search.words import parse

logger = logging.getLogger(__name__)
NEWEST = 8
MOST_TECHNOLOGIES = 60
FEATURED = 4
CHANGES = 4
CANDIDATES, NEEDS = 8, 12  # to tick at once
TOO_LARGE = "This is more than can be sent at once. Nothing is saved: go back, where it still is, and shorten it.\n"
MOST_WORDS = 8  # of an address that is not here, for the search


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
        "technologies": listed_technologies()
        or Technology.objects.published().filter(subjects__article__in=about).distinct(),
    }
    return render(request, "hub/home.html", context)


def listed_technologies():
    """All technologies, or None where they are too many for a list beside other things."""
    technologies = list(Technology.objects.published()[: MOST_TECHNOLOGIES + 1])
    return technologies if len(technologies) <= MOST_TECHNOLOGIES else None


def overviews_of(pages):
    """Pairs of each of these pages, which are comparisons, and its table. As many queries for one as for ten."""
    keys = [page.pk for page in pages]
    found = Comparison.objects.for_page().in_bulk(keys)
    comparisons = [found[key] for key in keys if key in found]
    return list(zip(comparisons, build_tables(page.sides for page in comparisons), strict=True))


def candidates_in(overviews):
    """The technologies that a reader of these may want side by side."""
    return list(dict.fromkeys(technology for _, table in overviews for technology in table.columns))[:CANDIDATES]


def needs_in(overviews):
    """The features that tell most: some technology has them, another has not, in as many of these as possible."""
    telling = Counter(
        row.feature
        for _, table in overviews
        for row in table.rows
        if {Fact.Level.YES, Fact.Level.NO} <= {cell.level for cell in row.cells}
    )
    return [feature for feature, _ in telling.most_common(NEEDS)]


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
        "why": "" if isinstance(exception, Resolver404) else str(exception),
        "words": " ".join(words),
        "meant": select(words).technologies[:MOST],
        "nearest": nearest(parse(" ".join(words))),
        "newest": Article.objects.for_lists()[:FEATURED],
    }
    return render(request, "404.html", context, status=404)


def nearest(query):
    """What the search finds for the words of an address, or for those that it may have meant."""
    found = (find_entries(query) or find_entries(parse(suggest(query, []))))[:FEATURED]
    entries = SearchEntry.objects.only("title", "url").in_bulk(found)
    return [entries[key] for key in found if key in entries]


def server_error(request):
    """Needs neither database nor context, since either may be what failed."""
    error = sys.exc_info()[1]
    if isinstance(error, OperationalError | InterfaceError) or (error and is_full(error)):
        return of_outage(error)
    return render(None, "500.html", status=500)


def of_outage(error):
    """The answer where the database cannot be asked, or there is no room: no fault of the code.

    It brings no traceback into the log, which would tell no more.
    """
    logger.error("The database cannot be asked: %s", f"{error}".partition("\n")[0])
    response = HttpResponse(
        FULL_TEXT if is_full(error) else AWAY_TEXT,
        status=503,
        content_type="text/plain; charset=utf-8",
        headers={"Retry-After": "5", "Cache-Control": "no-store"},  # seconds
    )
    response._has_been_logged = True
    return response
