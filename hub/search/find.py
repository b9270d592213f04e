"""From a query to the entries that hold its words, best first."""

from dataclasses import replace

from hub.models import SearchEntry
from hub.search.query import name_term
from hub.search.statement import MOST, TIERS, Step, rank

__all__ = ["MOST", "find"]


def find(query, kind=""):
    """The keys of the entries that match, at most MOST, best first; of one kind, where one is given. One query.

    First what is called just so, then what has all the words in its title, then in its lead, then anywhere; among
    those by kind, and the newest pages first. An unknown kind has no entries.
    """
    if not query or (kind and kind not in SearchEntry.Kind.values):
        return []
    return rank(steps_of(query), query.excluded, kind)


def steps_of(query):
    """What to look for, one after the other, until a step finds MOST.

    A last word that so many entries hold as it stands need therefore not be the beginning of others, but in titles.
    """
    yield Step(0, "title", (name_term(query.stems),))
    exact = tuple(replace(term, is_prefix=False) for term in query.included)
    is_prefix = exact != query.included
    for tier, column in TIERS.items():
        yield Step(tier, column, exact)
    if is_prefix:
        yield Step(1, "title", query.included, is_late=True)
        yield Step(3, "full", query.included, is_wide=True)
