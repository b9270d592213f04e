"""A page as readers would see it, before they do: its real view, on data that is taken back afterwards."""

from copy import copy
from urllib.parse import unquote

from django.db import transaction
from django.db.models import Case, F, When
from django.db.models.functions import Now
from django.http import QueryDict
from django.urls import resolve

from articles.models import Article


def show(request, page, notice):
    """The public page of a saved article as if it were published, under a notice. Nothing of that stays."""
    with transaction.atomic():
        moment = Case(When(published_at__lte=Now(), then=F("published_at")), default=Now())
        Article._base_manager.filter(pk=page.pk).update(status=Article.Status.PUBLISHED, published_at=moment)
        response = ask_view(request, page.get_absolute_url(), notice)
        transaction.set_rollback(True)
    return keep_private(response)


def ask_view(request, path, notice):
    """The answer of the view behind a path of this site, with the notice at its top."""
    asked = copy(request)
    asked.preview_of_form = request.method == "POST"  # what has no address has no variants to link to
    if asked.preview_of_form:  # the parameters of the desk mean nothing to the page
        asked.method, asked.GET = "GET", QueryDict()
    asked.path = path
    asked.resolver_match = match = resolve(unquote(path))
    asked.preview_notice = notice
    return match.func(asked, *match.args, **match.kwargs)


def keep_private(response):
    """The response for one reader: no cache keeps it, no search engine lists it, no link in it tells where it is."""
    for name in [name for name in response.headers if name.startswith(("Surrogate", "CDN"))]:
        del response[name]
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    return response
