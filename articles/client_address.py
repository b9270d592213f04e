"""Who asks, and by which scheme: the only place that believes what proxies say, and says which proxies."""

import ipaddress

from django.conf import settings

SCHEMES = {b"http": "http", b"https": "https"}


def client_address(request):
    """The IP address whose requests are counted together; for IPv6 the first of its network, None behind a socket file.

    Whoever has an IPv6 address has all those of its network of 64 bits. Of X-Forwarded-For only as many entries are
    believed as there are proxies, from the right, where each adds what it saw, and only if one of ours asks.
    """
    peer = request.META.get("REMOTE_ADDR")
    seen = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if settings.PROXY_COUNT and len(seen) >= settings.PROXY_COUNT and is_proxy(peer):
        return network_of(seen[-settings.PROXY_COUNT]) or network_of(peer)
    return network_of(peer)


def is_proxy(peer):
    """Whether a connection comes from a proxy of ours. A socket file has no address: who may open it is one."""
    if peer is None:
        return True
    address = ip_address_of(peer)
    return address is not None and any(address in network for network in settings.TRUSTED_PROXIES)


def scheme_of(headers, scheme):
    """The scheme by which a proxy of ours says it was asked, in headers as ASGI has them; else ``scheme``."""
    for name, value in headers:
        if name == b"x-forwarded-proto":
            scheme = SCHEMES.get(value.strip(), scheme)
    return scheme


def network_of(text):
    address = ip_address_of(text)
    if address is None or address.version == 4:
        return address and str(address)
    return str(ipaddress.ip_network((address.packed, 64), strict=False).network_address)


def ip_address_of(text):
    """An address, without the name of an interface and as IPv4 where it is one; None for what is none."""
    try:
        address = ipaddress.ip_address((text or "").strip().partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
