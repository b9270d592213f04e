"""What a public page says of itself: who may keep its answer, for how long, and which queries it knows."""

from functools import wraps

from django.conf import settings
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.encoding import iri_to_uri
from django.views.decorators.http import require_safe

FIVE_MINUTES, HOUR = 5 * 60, 60 * 60  # seconds


def public_page(*, query=(), max_age=0):
    """A view whose answer is the same for everybody and follows from its address and the content alone.

    ``query`` names the parameters that it reads. The page cache drops all others before it asks the view, so that a
    page is never kept under an address that somebody made up.
    ``max_age``: seconds for which a reader's own programme need not ask again.
    """

    def decorate(view):
        @wraps(view)
        def public_view(request, *args, **kwargs):
            return as_public(request, view(request, *args, **kwargs), max_age)

        public_view = require_safe(public_view)
        public_view.known_query = frozenset(query)
        return public_view

    return decorate


def as_public(request, response, max_age):
    """The response with leave for shared caches to keep it; an answer that something is not there gets none.

    A shared cache keeps it for SHARED_MAX_AGE seconds, and no longer, whether the site answers or not: it cannot know
    what was taken down, and a takedown is final. The site itself goes on from memory while its database is away. It may
    be told to forget it by either of two keys: that of all content, and that of this page, which is its path. There is
    no Last-Modified: the date of the newest entry goes back when that is withdrawn and stays when a fact changes, so a
    client that relied on it would be told that nothing happened.
    """
    response.headers.pop("Last-Modified", None)
    if response.status_code == 200 and "Cache-Control" not in response:
        patch_cache_control(response, public=True, max_age=max_age, s_maxage=settings.SHARED_MAX_AGE)
        response["Surrogate-Key"] = f"content {iri_to_uri(request.path)}"
        if response.get("Content-Type", "").startswith("text/html"):
            # A header, since the policy allows no inline script: browsers then fetch the page that a reader points at.
            response["Speculation-Rules"] = f'"{reverse("speculation-rules")}"'
    return response
