"""Search among very many entries: words that thousands of them hold, found by the same rules in a part of the work."""

import pytest

from articles.models import Article
from hub.models import SearchEntry, SearchText, SearchWord
from hub.search import find, index
from hub.search.find import MOST, MOST_WORDS, find_entries
from hub.search.words import parse
from tests.factories import hours_ago, make_article, make_comparison, make_fact, make_faq, make_feature, make_technology

pytestmark = pytest.mark.django_db

KIND = SearchEntry.Kind


@pytest.fixture
def hub():
    django, flask = make_technology(name="Django"), make_technology(name="Flask")
    for feature in (make_feature(name="Django shell"), make_feature(name="Sessions")):
        for technology in (django, flask):
            make_fact(technology, feature, note=f"What {technology} says.")
    make_comparison(title="Django vs Flask", body="About *django*.")
    make_faq(make_article(title="Sessions", body="Django keeps them."), question="Is Django quick?")
    make_article(title="Djangonauts", body="They meet.")
    make_article(pk=50_000, title="Far away from the others", body="No *django* and no flask.")
    make_article(title="Django tomorrow", published_at=hours_ago(-24))
    index.rebuild()


QUERIES = ["django", "flask django", "django says", '"django says"', "djan", "sessions -flask", "says", "zeppelin"]


@pytest.mark.parametrize("kind", ["", KIND.FACT, KIND.ARTICLE, KIND.TECHNOLOGY])
@pytest.mark.parametrize("q", QUERIES)
def test_what_is_looked_for_block_by_block_is_found_in_the_same_order(hub, monkeypatch, q, kind):
    at_once = find_entries(parse(q), kind)
    monkeypatch.setattr(find, "FREQUENT", 0)  # every word counts as a common one
    assert find_entries(parse(q), kind) == at_once
    assert at_once or q == "zeppelin" or kind


def add_facts(texts, first=1):
    SearchText.objects.bulk_create(
        SearchText(pk=SearchEntry.id_of(KIND.FACT, number), title=[], lead=[], full=text.split())
        for number, text in enumerate(texts, start=first)
    )


def test_of_what_very_many_hold_the_first_are_listed_best_first():
    add_facts(["type"] * (MOST + 100))
    title = SearchText.objects.create(
        pk=SearchEntry.id_of(KIND.FACT, 9_999), title=["type"], lead=["type"], full=["type"]
    )
    keys = find_entries(parse("type"))
    assert keys == [title.pk, *(SearchEntry.id_of(KIND.FACT, number) for number in range(1, MOST))]


def know(*words, **fields):
    SearchWord.objects.bulk_create(SearchWord(word=word, **fields) for word in words)


def test_the_beginning_of_a_word_finds_what_holds_it_in_the_title_before_what_holds_the_letters_elsewhere():
    know("typescript")
    add_facts(["type"] * MOST)
    title = SearchText.objects.create(
        pk=SearchEntry.id_of(KIND.FACT, 9_999), title=["typescript"], lead=["typescript"], full=["typescript"]
    )
    keys = find_entries(parse("type"))
    assert keys == [title.pk, *(SearchEntry.id_of(KIND.FACT, number) for number in range(1, MOST))]


def test_a_beginning_stands_for_a_bounded_number_of_words_names_before_what_may_be_a_typo():
    know("typesetting", name="Typesetting", is_certain=True)
    know("typical", is_certain=True)
    know(*(f"typo{number:02d}" for number in range(100)))
    add_facts(["typeset", "typic", *(f"typo{number:02d}" for number in range(100))])
    expected = [1, 2, *range(3, MOST_WORDS + 1)]
    assert find_entries(parse("typ")) == [SearchEntry.id_of(KIND.FACT, number) for number in expected]


def test_a_word_that_only_withdrawn_pages_hold_in_number_is_found_where_it_may_be_seen(monkeypatch):
    monkeypatch.setattr(find, "FREQUENT", 0)
    pages = [make_article(title=f"Marmalade {number}") for number in range(6)]
    index.rebuild()
    Article.objects.exclude(pk=pages[2].pk).update(status=Article.Status.WITHDRAWN)
    assert find_entries(parse("marmalade")) == [SearchEntry.id_of(KIND.ARTICLE, pages[2].pk)]
