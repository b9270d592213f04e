"""Addresses that hold anywhere: what leaves the site carries its own scheme and host, never those of a request."""

import re
from functools import lru_cache
from html import escape, unescape
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse

# Stored HTML comes from a serialiser: every value stands in double quotes, and no text holds a bare "<".
TAG = re.compile(r'<[a-z][^\s>]*(?:[^>"]|"[^"]*")*>', re.IGNORECASE)
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
ADDRESSES = {"cite", "href", "poster", "src"}


@lru_cache(maxsize=20_000)
def path_of(name, *values):
    """The path of the page of this name with these values, as ``reverse`` finds it: tables ask for hundreds."""
    return reverse(name, args=values)


def absolute_url(path):
    """The address of a path of this site, as readers reach it."""
    return f"{settings.SITE_URL}{path}"


def make_absolute(html, base):
    """Stored HTML with every link, image and fragment resolved against ``base``, the address of its page."""

    def resolve_attribute(match):
        name, value = match.groups()
        if name.lower() not in ADDRESSES:
            return match[0]
        return f'{name}="{escape(resolve_against(base, unescape(value)))}"'

    return TAG.sub(lambda tag: ATTRIBUTE.sub(resolve_attribute, tag[0]), html)


def resolve_against(base, address):
    """The address of a link on the page at ``base``; what is none stays as it is."""
    try:
        return urljoin(base, address)
    except ValueError:  # such as http://[ : no reader can follow it either way
        return address
