"""A former slug leads to the present address, for whatever is served beside a page too."""

from django.http import HttpResponsePermanentRedirect
from django.urls import reverse

from articles.slugs import Moved


class OldSlugMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, Moved):
            return None
        match = request.resolver_match
        address = reverse(match.view_name, kwargs={**match.captured_kwargs, "slug": exception.slug})
        query = request.META.get("QUERY_STRING")
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
