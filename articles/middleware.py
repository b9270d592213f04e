"""How answers are kept and who may show them, and addresses that once were right: moved ones lead on, gone ones say so.

The latter also for what is served beside a page.
"""

from django.conf import settings
from django.http import HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.deprecation import MiddlewareMixin

from articles import metadata
from articles.models import Article
from articles.slugs import Gone, Moved

NEWEST = 4
# What no page of ours needs, and so nothing on it can ask for.
DEVICES = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone")
NOTHING_ALLOWED = ", ".join(f"{feature}=()" for feature in (*DEVICES, "midi", "payment", "usb"))


class HeadersMiddleware(MiddlewareMixin):
    """Has every answer say how long it is kept, what its page may ask of a device, and whether other sites may show it.

    One that says nothing of being kept is asked for again each time. A browser would decide by itself otherwise: it
    keeps a 301 and a 410 for good, and then runs in circles once a slug is taken back, or never sees a page that was
    published again.
    """

    def process_response(self, request, response):
        if "Cache-Control" not in response:
            patch_cache_control(response, no_cache=True)
        response.setdefault("Permissions-Policy", NOTHING_ALLOWED)
        policy = "cross-origin" if is_for_other_sites(request, response) else "same-origin"
        response.setdefault("Cross-Origin-Resource-Policy", policy)
        return response


def is_for_other_sites(request, response):
    """Whether an answer is public and no page: a picture, a card, a feed, an export, or the way to one of them."""
    public = hasattr(getattr(request.resolver_match, "func", None), "known_query")
    is_page = response.get("Content-Type", "").startswith("text/html")
    if 300 <= response.status_code < 400:
        return public or request.resolver_match is None  # to https, or to an address with its slash
    return not is_page and (public or request.path.startswith(settings.STATIC_URL))


class FormerAddressMiddleware(MiddlewareMixin):
    """Leads former addresses on, and answers 410 for what was withdrawn or deleted.

    Search engines and feed readers then stop asking.
    """

    def process_exception(self, request, exception):
        return answer_former(request, exception)


def answer_former(request, exception):
    """The answer to who asks for what is elsewhere by now, or gone; None where that is not what is wrong."""
    if isinstance(exception, Moved):
        match, slug = request.resolver_match, exception.slug
        address = exception.address or reverse(match.view_name, kwargs={**match.captured_kwargs, "slug": slug})
        query = "" if "?" in address else request.META.get("QUERY_STRING")
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
    if isinstance(exception, Gone):
        about = metadata.of_nothing("No longer here", "This page was withdrawn.")
        context = {"metadata": about, "newest": Article.objects.for_lists()[:NEWEST]}
        return render(request, "410.html", context, status=410)
    return None
