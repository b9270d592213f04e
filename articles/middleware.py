"""Addresses that once were right: moved ones lead on, gone ones say so; also for what is served beside a page."""

from django.http import HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse

from articles import metadata
from articles.models import Article
from articles.slugs import Gone, Moved

NEWEST = 4


class OldSlugMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, Moved):
            return None
        match = request.resolver_match
        here = {**match.captured_kwargs, "slug": exception.slug}
        address = exception.address or reverse(match.view_name, kwargs=here)
        query = request.META.get("QUERY_STRING")
        response = HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
        # A browser keeps it for ever otherwise, and runs in circles once the slug is taken back.
        response["Cache-Control"] = "no-cache"
        return response


class GoneMiddleware:
    """Answers 410 for what was withdrawn or deleted: search engines and feed readers then stop asking."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, Gone):
            return None
        context = {"metadata": metadata.of_gone(), "newest": Article.objects.for_lists()[:NEWEST]}
        return render(request, "410.html", context, status=410)
