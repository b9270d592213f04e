"""Search: from text to words, and from a query to terms."""

import sqlite3
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.search.find import as_fts5, as_tsquery
from hub.search.words import (
    LONGEST_QUERY,
    MOST_TERMS,
    SIGNS,
    compose_accents,
    fold,
    parse,
    read_names,
    read_words,
    stem,
)

FORMS = """
caresses ponies ties caress cats feed agreed plastered bled motoring sing conflated troubled sized hopping tanned
falling hissing fizzed failing filing happy sky relational conditional rational valency digitizer conformably
radically differently analogously vietnamization predication operator feudalism decisiveness hopefulness callousness
formality sensitivity sensibility triplicate formative formalize electricity electrical hopeful goodness revival
allowance inference airliner adjustable defensible irritant replacement adjustment dependent adoption communism
activate angularity homologous effective bowdlerize probate rate cease controlling roll queries query validation
validators authentication asynchronous migrations deployed serializer libraries use using database express hono
"""


def test_stems_are_those_of_sqlite_porter_tokenizer():
    words = FORMS.split()
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE texts USING fts5(word, tokenize='porter unicode61')")
    database.execute("CREATE VIRTUAL TABLE terms USING fts5vocab(texts, 'instance')")
    database.executemany("INSERT INTO texts(rowid, word) VALUES (?, ?)", enumerate(words))
    theirs = dict(database.execute("SELECT doc, term FROM terms"))
    assert {word: stem(word) for word in words} == {word: theirs[number] for number, word in enumerate(words)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("C++ and C#, not C", ["cplusplus", "and", "csharp", "not", "c"]),
        ("C++17", ["cplusplus", "17"]),
        (".NET, ASP.NET", ["dotnet", "asp", "dotnet"]),
        ("example.net", ["example", "net"]),
        ("Node.js", ["node", "js"]),
        ("nodejs", ["node", "js"]),
        ("server-side 6.1.3", ["server", "side", "6", "1", "3"]),
        ("Crème brûlée, cre\u0300me", ["creme", "brulee", "creme"]),
        ("日本語", ["日", "本", "語"]),
        ("", []),
        ("\0 \U0001f600 -- !? …", []),
    ],
)
def test_names_are_words_of_their_own(text, words):
    assert read_words(text) == words


def test_names_keep_the_way_they_are_written():
    assert read_names("Django REST Framework") == {"django": "Django", "rest": "REST", "framework": "Framework"}
    assert read_names("C++") == {"cplusplus": "C++"}


@given(st.text())
def test_a_folded_text_is_as_long_as_it_was(text):
    assert len(fold(compose_accents(text))) == len(compose_accents(text))


def terms(text):
    query = parse(text)
    return [term.words for term in query.included], [term.words for term in query.excluded]


@pytest.mark.parametrize(
    ("text", "included", "excluded"),
    [
        ("async support", [("async",), ("support",)], []),
        ('"requests per second" fast', [("requests", "per", "second"), ("fast",)], []),
        ("“requests per second”", [("requests", "per", "second")], []),
        ("django -fastapi", [("django",)], [("fastapi",)]),
        ('django -"class based" views', [("django",), ("views",)], [("class", "based")]),
        ("server-side --reload", [("server", "side"), ("reload",)], []),
        ('"unbalanced quote', [("unbalanced",), ("quote",)], []),
        ("what is the difference", [("difference",)], []),
        ("to be or", [("to",), ("be",), ("or",)], []),
        ("-django", [("django",)], []),
        ("-webkit-text-stroke", [("webkit", "text", "stroke")], []),
        ("-x -b", [("x",), ("b",)], []),
        ("- \" ' ( ) * : ^", [], []),
    ],
)
def test_a_query_is_words_phrases_and_what_to_leave_out(text, included, excluded):
    assert terms(text) == (included, excluded)


@pytest.mark.parametrize(
    ("text", "is_prefix"),
    [("djan", True), ("node exp", True), ("C", False), ('"djan"', False), ("node.js", False), ("apps with", False)],
)
def test_the_last_word_is_a_beginning_unless_it_is_a_letter_or_a_phrase(text, is_prefix):
    assert parse(text).included[-1].is_prefix is is_prefix


def test_a_long_query_is_cut():
    query = parse("word " * 2_000)
    assert len(query.text) <= LONGEST_QUERY
    assert len(query.included) == MOST_TERMS


def test_the_last_word_stands_for_itself_and_what_begins_like_it():
    django, uses = parse("django uses").included
    node, _ = parse("node.js uses").included
    uses = replace(uses, others=("useless", "used"))
    assert as_fts5([django, uses]) == '"django" AND ("us" OR "useless" OR "used")'
    assert as_tsquery([node, uses]) == "('node' <-> 'js') & ('us' | 'useless' | 'used')"


@given(st.text())
def test_nothing_but_letters_their_signs_and_digits_reaches_the_database(text):
    query = parse(text)
    for term in query.included + query.excluded:
        assert all(sign.isalnum() or sign in SIGNS for word in term.words for sign in word), term
