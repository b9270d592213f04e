"""Whose request it is, for counting wrong passwords."""

import ipaddress

from django.conf import settings


def client_address(request):
    """The address from which the outermost of our proxies was asked; that of the connection where there is no proxy.

    A proxy adds what it saw at the right of X-Forwarded-For, so only that many entries can be believed.
    """
    seen = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if settings.PROXY_COUNT and len(seen) >= settings.PROXY_COUNT:
        address = seen[-settings.PROXY_COUNT]
        if is_address(address):
            return address
    return request.META.get("REMOTE_ADDR")


def is_address(text):
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
