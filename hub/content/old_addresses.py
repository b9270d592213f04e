"""The addresses that a page had elsewhere: each leads to where it stands now, from the root of the site too."""

import re
from collections import Counter
from contextlib import suppress
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ValidationError

from articles.routes import find_pages
from articles.slugify import make_slug
from articles.slugs import MAX_ADDRESS, bare_path
from hub.content.entries import last_slug
from hub.content.field_types import read_moment

KEYS = ("permalink", "url", "path")
STYLES = {"none", "date", "pretty", "ordinal", "weekdate"}  # what Jekyll has for patterns
DAY = re.compile(r"(?:^|/)(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?=[-/]|$)", re.ASCII)


def read_addresses(page):
    """Note the former slugs of a page and its former addresses; whatever is neither is left alone, and said."""
    page.slugs, page.addresses, page.other_names = [], [], []
    for alias in page.names("aliases"):
        if re.search(r"/|\.html?$", alias):
            add_address(page, "aliases", alias)
        elif not last_slug(alias) and make_slug(alias):
            page.other_names.append(alias)
        else:
            page.slugs += page.slugs_in([alias])
    if "/" in page.text("slug"):
        add_address(page, "slug", page.text("slug"))
    for key in KEYS:
        if isinstance(page.mapping.get(key, {}), str) and page.text(key).lower() not in ("", "false"):
            add_address(page, key, page.text(key))


def add_address(page, key, text):
    address = bare_path(unquote(text))
    if why := why_no_address(text, address):
        page.report.warn(page.path, page.line(page.spelled(key)), f"{key}: “{text}” {why} and was left alone.")
    elif address not in page.addresses:
        page.addresses.append(address)


def why_no_address(text, address):
    """Why nobody can be led on from it; empty where they can."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return "is no address"
    if parts.scheme or parts.netloc:
        return "is no address of this folder"
    if text in STYLES or re.search(r"\{|/:|^:", text):
        return "is a pattern"
    if len(address) > MAX_ADDRESS:
        return "is too long"
    return "is an address of this site" if address == "/" or is_used_otherwise(address) else ""


def is_used_otherwise(address):
    """Whether this site has something else there than a page, for which a former slug would do."""
    return not all(any(find_pages([path])) for path in (address, f"{address}/"))


def day_in_addresses(page):
    """The day that stands in a former address, as a moment, or None."""
    for found in filter(None, map(DAY.search, page.addresses)):
        with suppress(ValidationError):
            return read_moment("-".join(found.groups()))
    return None


def settle_aliases(pages):
    """Let the ends of former addresses be former slugs too, where no page wants one for itself and no two end alike.

    An export writes every former slug by itself. What else two pages want leads to the one of lower rank.
    """
    first = {}
    for page in sorted(pages, key=lambda page: (page.rank, page.path)):
        for address in [*page.addresses] if not page.is_ours else ():
            if first.setdefault(address, page) is not page:
                page.addresses.remove(address)
                said = f"aliases: “{address}” leads to {first[address].path} already, and was left alone."
                page.report.warn(page.path, page.line(page.spelled("aliases")), said)
    drop_shared_slugs(pages)
    wanted = {slug for page in pages for slug in (page.wanted_slug, *page.slugs)}
    ends = {page: {*map(last_slug, page.addresses), *map(make_slug, page.other_names)} for page in pages}
    count = Counter(end for found in ends.values() for end in found)
    for page, found in ends.items():
        page.ended = {end for end in found if count[end] == 1 and end not in wanted} - {""}
        page.ended = set() if page.text("uid") else page.ended


def drop_shared_slugs(pages):
    """Leave out the former slugs that another page wants: to other programs they are addresses beside the page."""
    count = Counter(slug for page in pages for slug in {page.wanted_slug, *page.slugs})
    for page in pages:
        if not page.is_ours:
            page.slugs[:] = [slug for slug in page.slugs if count[slug] == 1]
