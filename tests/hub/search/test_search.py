"""Search, asked as a reader does: the same on SQLite and PostgreSQL."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comparisons.models import Source
from hub.search import index
from tests.budgets import budget
from tests.factories import (
    hours_ago,
    make_article,
    make_comparison,
    make_fact,
    make_faq,
    make_feature,
    make_release,
    make_technology,
)

pytestmark = pytest.mark.django_db

RESULT = re.compile(r'<h3 dir="auto"><a href="([^"]*)">(.*?)</a></h3>')


def page(client, q, **parameters):
    response = client.get("/search/", {"q": q, **parameters})
    assert response.status_code == 200, q
    return response.content.decode()


def found(client, q, **parameters):
    """The titles of the results, in their order."""
    results = RESULT.findall(page(client, q, **parameters))
    return [unescape(re.sub("</?mark>", "", title)) for _, title in results]


def address_of(client, q):
    return RESULT.search(page(client, q))[1]


@pytest.fixture
def hub():
    """Django vs FastAPI, an article, a question, two facts."""
    django = make_technology(name="Django", summary="A web framework with batteries.", language="Python")
    fastapi = make_technology(name="FastAPI", summary="Typed APIs.", language="Python")
    orm = make_feature(name="ORM", definition="Maps objects to rows.", rubric="Yes: it ships one.")
    make_fact(django, orm, value="Built in", note="Lazy querysets since the dawn.")
    make_fact(fastapi, orm, level="no", value="None built in", note="SQLModel in its docs.")
    comparison = make_comparison(
        [django, fastapi], [orm], title="Django vs FastAPI", summary="Which one for what.", body="It *depends*."
    )
    make_faq(comparison, question="Which is faster?", answer="Often **neither**, says the benchmark.")
    make_article(title="Deploying Python", summary="Servers.", body="Gunicorn serves Django behind a zeppelin.")
    index.rebuild()


@pytest.mark.parametrize(
    ("q", "title", "address"),
    [
        ("django", "Django", "/technologies/django/"),
        ("orm", "ORM", "/features/orm/"),
        ("django vs fastapi", "Django vs FastAPI", "/comparisons/django-vs-fastapi/"),
        ("zeppelin", "Deploying Python", "/articles/deploying-python/"),
        ("neither", "Which is faster?", "/comparisons/django-vs-fastapi/#faq-which-is-faster"),
        ("django orm", "Django: ORM", "/technologies/django/#orm-django"),
        ("dawn", "Django: ORM", "/technologies/django/#orm-django"),
        ("sqlmodel", "FastAPI: ORM", "/technologies/fastapi/#orm-fastapi"),
    ],
)
def test_everything_is_found_and_leads_to_its_place(client, hub, q, title, address):
    assert found(client, q)[0] == title
    assert address_of(client, q) == address


def test_a_fact_is_found_by_its_value_its_source_and_what_the_source_says(client, hub):
    fact = make_fact(make_technology(name="Hono"), make_feature(name="Router"), value="Trie based")
    Source.objects.filter(fact=fact).update(title="The marmalade manual", quote="Routing is a kaleidoscope.")
    index.rebuild()
    for q in ("trie", "marmalade", "kaleidoscope"):
        assert found(client, q) == ["Hono: Router"], q


def test_the_best_comes_first_by_title_then_kind(client, hub):
    assert found(client, "django") == [
        "Django",
        "Django vs FastAPI",
        "Django: ORM",
        "Deploying Python",
    ]


def test_the_newest_of_two_pages_that_match_alike_comes_first(client):
    make_article(title="Elder on caching")
    make_article(title="Younger on caching")
    index.rebuild()
    assert found(client, "caching") == ["Younger on caching", "Elder on caching"]


def test_endings_accents_and_case_do_not_matter(client):
    make_article(title="Café queries")
    index.rebuild()
    for q in ("CAFE query", "café querying", "cafés"):
        assert found(client, q) == ["Café queries"], q


def test_the_last_word_may_be_unfinished(client, hub):
    assert found(client, "fasta")[0] == "FastAPI"
    assert "Nothing has “djan fastapi”" in page(client, "djan fastapi")


def test_words_in_quotation_marks_stand_together_and_a_minus_leaves_out(client, hub):
    assert found(client, '"built in" none') == ["FastAPI: ORM"]
    assert found(client, '"in built"') == []
    assert "Django vs FastAPI" not in found(client, "django -fastapi")
    assert found(client, "django -fastapi")[0] == "Django"
    assert found(client, 'built -"none built"') == ["Django: ORM"]


@pytest.mark.parametrize(
    ("q", "name"),
    [
        ("C++", "C++"),
        ("c#", "C#"),
        (".net", ".NET"),
        ("node.js", "Node.js"),
        ("nodejs", "Node.js"),
        ("node", "Node.js"),
    ],
)
def test_names_with_signs_are_found_and_no_others(client, q, name):
    for other in ("C++", "C#", "C", ".NET", "Node.js", "Crystal", "Netty"):
        make_technology(name=other)
    index.rebuild()
    assert found(client, q) == [name]
    assert found(client, "C") == ["C"]


def test_a_library_is_found_by_the_ending_that_its_name_leaves_out(client):
    make_technology(name="Express", language="JavaScript")
    index.rebuild()
    assert found(client, "express.js") == found(client, "expressjs") == ["Express"]


def test_releases_are_found_by_version_and_note(client):
    make_release(make_technology(name="Django"), "6.1.3", note="Fixes a marmalade leak.")
    index.rebuild()
    assert found(client, "6.1.3") == found(client, "marmalade") == ["Django"]
    assert found(client, "6.3.1") == []


def test_a_kind_narrows_the_results(client, hub):
    assert found(client, "django", kind="fact") == ["Django: ORM"]
    assert found(client, "django", kind="comparison") == ["Django vs FastAPI"]
    assert found(client, "django", kind="nonsense") == []
    assert 'href="?q=django&amp;kind=fact"' in page(client, "django")


def test_the_words_are_marked_in_context_and_nothing_else_is_markup(client):
    body = f"{'Prologue. ' * 80}Beware of `<script>alert(1)</script>` & queries to marmalade. {'Epilogue. ' * 80}"
    make_article(title="Risks", body=body)
    index.rebuild()
    html = page(client, "marmalade query")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; <mark>queries</mark> to <mark>marmalade</mark>." in html
    assert "… Prologue." in html
    assert "Epilogue. …" in html
    assert "<script>alert" not in html


@pytest.mark.parametrize("q", ["<script>alert(1)</script>", '"><img src=x>', "{{ 7*7 }}"])
def test_what_was_typed_is_shown_as_text(client, q):
    html = page(client, q)
    assert "<script>alert" not in html
    assert "<img" not in html


@pytest.mark.parametrize(
    ("q", "meant"),
    [("djnago", "Django"), ("fastpai orm", "FastAPI orm"), ("gunicron", "gunicorn")],
)
def test_a_typo_leads_to_what_was_meant(client, hub, q, meant):
    make_article(title="Gunicorn")
    index.rebuild()
    html = page(client, q)
    assert f'<a href="?q={meant.replace(" ", "+")}">{meant}</a>.' in html
    assert f"Nothing has “{q}”" in html
    assert found(client, q) == found(client, meant) != []


def test_a_typo_that_something_has_is_no_reason_to_show_other_words(client):
    make_article(title="Gunicron")
    for title in ("Gunicorn", "Gunicorn again"):
        make_article(title=title)
    index.rebuild()
    assert found(client, "gunicron") == ["Gunicron"]


def test_a_search_that_finds_enough_or_means_nothing_known_gets_no_advice(client, hub):
    for q in ("django", "xqzvwk", "", "-"):
        assert "Did you mean" not in page(client, q)


def test_results_come_in_pages(client):
    for number in range(25):
        make_article(title=f"Caching {number:02}")
    index.rebuild()
    assert "25 results" in page(client, "caching")
    assert len(found(client, "caching")) == 20
    assert found(client, "caching", page=2) == [f"Caching {number:02}" for number in range(4, -1, -1)]
    for bad in ("3", "0", "x"):
        assert client.get("/search/", {"q": "caching", "page": bad}).status_code == 404


def test_queries_do_not_grow_with_the_results(client, hub):
    for number in range(15):
        make_faq(make_article(title=f"Page {number}"), question=f"Is django number {number}?")
    index.rebuild()
    for q, most in (("django", 5), ("zeppelin", 6), ("djnago", 13), ("xqzvwk", 6)):
        with CaptureQueriesContext(connection) as captured:
            page(client, q)
        assert len(captured) <= most, q


def test_an_empty_search_helps(client, hub):
    html = client.get("/search/").content.decode()
    assert "How to search" in html
    assert '<a href="/technologies/django/">Django</a>' in html
    assert "noindex" not in html


def test_results_have_the_search_as_canonical_address_and_an_empty_page_of_them_is_not_indexed(client, hub, settings):
    settings.SITE_URL = "https://hub.example"
    html = page(client, "django orm", page=1)
    assert '<link rel="canonical" href="https://hub.example/search/">' in html
    assert '<meta name="robots" content="noindex">' not in html
    assert '<meta name="robots" content="noindex">' in page(client, "words that nothing has")


def test_every_page_has_the_search_and_the_results_have_it_once(client, hub):
    assert client.get("/").content.decode().count('role="search"') == 1
    assert page(client, "django").count('role="search"') == 1


@pytest.mark.parametrize(
    "q",
    [
        '"', '""', '"""', "*", "django*", "a* OR b", "NEAR(a b)", "title:django", "{title}: x", "^django", "a AND",
        "NOT", "(", "'", "';--", "'; DROP TABLE hub_searchentry; --", "\\", "%", "%s", "\0", "a\0b", "\U0001f600",
        "\ud7ff", "\uffff", "²½№ﷺ", "🏳️‍🌈", "-", "--", '-"', '-""', "- -", "x" * 10_000, "a " * 5_000, '"a' * 3_000,
        "<->", "a & b | !c", "django:*", "हिन्दी", "한국어", "עברית", "\u202e", "ß", "İ", "１２", "\u0301",
    ],
)  # fmt: skip
def test_any_input_is_answered(client, hub, q):
    page(client, q)


@settings(max_examples=budget(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_any_text_is_answered(client, text):
    page(client, text)


def test_only_safe_methods_are_answered(client):
    assert client.post("/search/", {"q": "django"}).status_code == 405
    assert client.head("/search/", {"q": "django"}).status_code == 200


def test_a_scheduled_page_is_found_from_its_moment_on(client):
    make_article(title="Marmalade now", published_at=hours_ago(1))
    make_article(title="Marmalade tomorrow", published_at=hours_ago(-24))
    index.rebuild()
    assert found(client, "marmalade") == ["Marmalade now"]
