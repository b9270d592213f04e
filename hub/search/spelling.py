"""“Did you mean”: the words of the index that are closest to what nobody wrote."""

from difflib import get_close_matches
from functools import reduce
from operator import or_

from django.db.models import Case, Q, When
from django.db.models.functions import Length

from hub.models import SearchWord
from hub.search.find import find_entries
from hub.search.words import parse

SHORTEST = 4
APART = 2  # in length, and in letters
MOST_NEAR = 1_000  # words to be compared letter by letter


def suggest(query, found):
    """The text of a search that finds more than these few, or an empty one. At most five queries."""
    text = correct(query)
    return text if text != query.text and len(find_entries(parse(text))) > len(found) else ""


def correct(query):
    """The text of the query with the closest known word for each unknown one."""
    words = [term for term in query.included if term.is_word and term.words[0].isalpha()]
    terms = [term for term in words if len(term.words[0]) >= SHORTEST]
    certain = SearchWord.objects.filter(is_certain=True)
    known = certain.filter(word__in={term.words[0] for term in terms}).values_list("word", flat=True)
    unknown = [term for term in terms if term.words[0] not in set(known)]
    vocabulary = read_vocabulary({term.words[0] for term in unknown})
    text = query.text
    for term in reversed(unknown):  # so that the places of the terms before it still hold
        text = text[: term.start] + find_closest(term.words[0], vocabulary) + text[term.end :]
    return text


def read_vocabulary(words):
    """The likeliest of the words that are about as long as these, each with the way it is written: at most MOST_NEAR,
    those that begin like one of these before names that do not."""
    if not words:
        return {}
    # A slip of the finger may have swapped the first two letters.
    begins = reduce(or_, (Q(word__startswith=letter) for letter in {letter for word in words for letter in word[:2]}))
    lengths = min(map(len, words)) - APART, max(map(len, words)) + APART
    near = SearchWord.objects.alias(length=Length("word")).filter(
        begins | ~Q(name=""), is_certain=True, length__range=lengths
    )
    likeliest = near.order_by(Case(When(begins, then=0), default=1), Case(When(name="", then=1), default=0), "word")
    return dict(likeliest.values_list("word", "name")[:MOST_NEAR])


def find_closest(word, vocabulary):
    """The name or else the word that is closest to this one, as it is written; itself where nothing is close."""
    names = [other for other, name in vocabulary.items() if name]
    near = similar(word, names, 0.75) or similar(word, vocabulary, 0.8) or [word]
    return vocabulary.get(near[0]) or near[0]


def similar(word, words, cutoff):
    letters = set(word)
    candidates = [
        other
        for other in words
        # difflib is slow, and would refuse nearly all that this does.
        if abs(len(other) - len(word)) <= APART and len(letters.difference(other)) <= APART
    ]
    return get_close_matches(word, sorted(candidates), n=1, cutoff=cutoff)
