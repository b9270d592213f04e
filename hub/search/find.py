"""From a query to the entries that hold its words, best first."""

from dataclasses import replace

from hub.models import SearchEntry, SearchWord
from hub.search.query import name_term
from hub.search.statement import MOST, TIERS, Step, rank
from hub.search.words import stem

__all__ = ["MOST", "find"]

MOST_WORDS = 7  # that the beginning of a word stands for; among a million facts each costs a millisecond or two


def find(query, kind=""):
    """The keys of the entries that match, at most MOST, best first; of one kind, where one is given. At most three
    queries.

    First what is called just so, then what has all the words in its title, then in its lead, then anywhere; among
    those by kind, and the newest pages first. An unknown kind has no entries.
    """
    if not query or (kind and kind not in SearchEntry.Kind.values):
        return []
    terms = tuple(with_whole_words(term) if term.is_prefix else term for term in query.included)
    steps = [Step(0, "title", (name_term(query.stems),)), *(Step(tier, TIERS[tier], terms) for tier in TIERS)]
    return rank(steps, query.excluded, kind)


def with_whole_words(term):
    """The term, told which words it may be the beginning of: as many as can be looked for, the most telling ones."""
    words = SearchWord.objects.beginning_with(term.words[0]).values_list("word", flat=True)[:MOST_WORDS]
    return replace(term, others=tuple(dict.fromkeys(map(stem, words))))
