"""Pages that a text links to: which addresses lead nowhere, and what could be linked to."""

from collections import defaultdict
from functools import reduce
from operator import or_
from urllib.parse import unquote, urlsplit

from django.db.models import Q

from articles.models import Article, OldSlug
from articles.routes import find_pages, kinds_of, page_models
from articles.slugs import bare_path

A_KIND = 4  # pages offered of each kind


def dead_links(addresses):
    """Those of the addresses that should lead to a page of this site and lead to none. Two queries a kind of page."""
    found, unknown = find_pages(addresses)
    wanted = defaultdict(set)
    for model, slug in found.values():
        wanted[model].add(slug)
    readable = {(model, slug) for model, slugs in wanted.items() for slug in readable_slugs(model, slugs)}
    dead = {address for address, page in found.items() if page not in readable}
    return dead | (unknown - leading_on(unknown))


def leading_on(addresses):
    """Those of the addresses, none of which this site has, that a page had elsewhere and that lead to it."""
    paths = {address: bare_path(unquote(urlsplit(address).path)) for address in addresses}
    published = Article.objects.published().values("pk")
    found = OldSlug.objects.of(Article).filter(slug__in=set(paths.values()), object_id__in=published)
    known = set(found.values_list("slug", flat=True))
    return {address for address, path in paths.items() if path in known}


def addresses_of(page, addresses):
    """Those of the addresses that are of this very page, whether it is saved under its slug yet or not."""
    found, _ = find_pages(addresses)
    return {address for address, about in found.items() if about == (type(page), page.slug)}


def readable_slugs(model, slugs):
    """Those of the slugs under which readers find something, or are led to it."""
    shown = [Q(object_id__in=kind.readable().values("pk")) for kind in kinds_of(model)]
    former = OldSlug.objects.of(model).filter(reduce(or_, shown), slug__in=slugs)
    present = model.readable().filter(slug__in=slugs)
    return {*present.values_list("slug", flat=True), *former.values_list("slug", flat=True)}


def find_by_name(words):
    """What readers can open and whose name holds these words, names that begin with them first. A query a kind."""
    found = []
    for model in page_models().values():
        name = model.name_field
        named = model.readable().filter(**{f"{name}__icontains": words})
        found += named.annotate(begins=Q(**{f"{name}__istartswith": words})).order_by("-begins", name)[:A_KIND]
    return sorted(found, key=lambda page: not page.begins)
