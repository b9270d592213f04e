"""Pages that a text links to: what readers find at an address, which lead nowhere, and what could be linked to."""

from collections import defaultdict
from functools import reduce
from operator import or_
from urllib.parse import unquote, urlsplit

from django.db.models import Q
from django.urls import Resolver404

from articles.models import Article, OldSlug
from articles.routes import find_page, find_pages, kinds_of, page_models
from articles.slugs import bare_path, find_readable

A_KIND = 4  # pages offered of each kind


def page_at(address):
    """What readers find at an address of this site, or are led to from there; None where that is no page."""
    found = find_pages([address])
    if not found:
        return None
    ((match, model),) = found.values()
    slug = match.kwargs["slug"]
    former = OldSlug.objects.of(model).filter(slug=slug).values("object_id")
    return model.readable().filter(slug=slug).first() or find_readable(model, former)


def dead_links(addresses):
    """Those of the addresses that should lead to a page of this site and lead to none. Two queries a kind of page."""
    wanted, dead, unknown = defaultdict(dict), set(), set()
    for address in addresses:
        try:
            match, model = find_page(address)
        except Resolver404:
            unknown.add(address)
        else:
            if model and "slug" in match.kwargs:
                wanted[model].setdefault(match.kwargs["slug"], set()).add(address)
    for model, asked in wanted.items():
        gone = set(asked) - readable_slugs(model, set(asked))
        dead |= {address for slug in gone for address in asked[slug]}
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
    found = find_pages(addresses).items()
    return {address for address, (match, model) in found if model is type(page) and match.kwargs["slug"] == page.slug}


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
