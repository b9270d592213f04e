"""Answers for programs that ask again and again: sent whole only when they differ from what the program has."""

from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag


def revalidated(request, response, max_age):
    """The response, or 304 where the client has these very bytes; caches may keep it ``max_age`` seconds.

    The date of the newest entry is no Last-Modified: it goes back when that entry is withdrawn and stays when a fact
    changes, so a client that relied on it would be told that nothing happened.
    """
    response.headers.pop("Last-Modified", None)
    patch_cache_control(response, public=True, max_age=max_age)
    set_response_etag(response)
    return get_conditional_response(request, etag=response["ETag"], response=response)
