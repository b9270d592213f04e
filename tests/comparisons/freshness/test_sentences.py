"""The sentence of a source is watched: one page in versions, and what each says of it."""

import datetime
import gzip
import io
import random
from contextlib import suppress
from functools import partial
from itertools import repeat

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from comparisons.freshness import fetching
from comparisons.freshness.fetching import Response
from comparisons.freshness.sentences import look_for
from comparisons.models import Fact, LinkCheck, Source
from tests.factories import make_fact, make_feature, make_technology
from tests.local_site import local_site

pytestmark = pytest.mark.django_db
fetch = partial(fetching.fetch, allowed=lambda address: True, deadline=2)
DAY = datetime.timedelta(days=1)
START = datetime.datetime(2026, 11, 1, 9, tzinfo=datetime.UTC)
SENTENCE = "Django’s “async” ORM runs queries without blocking the event loop since 4.1."
FILLER = "".join(f"<p>Paragraph {number} tells of other things, at some length.</p>\n" for number in range(30))
PAGE = f"""<!DOCTYPE html><html><head><title>Async</title><script src="/x.js"></script></head><body>{FILLER}
<p>What follows is about views. Django's <code>"async"</code> ORM runs queries <em>without
blocking</em>&nbsp;the event loop since 4.1. Transactions are another matter, told below.</p>{FILLER}</body></html>"""
QUOTED = 'Django\'s <code>"async"</code> ORM runs queries <em>without\nblocking</em>&nbsp;the event loop since 4.1.'


def answer(body, status=200, kind="text/html; charset=utf-8"):
    return Response("https://docs.example/", status, {"content-type": kind}, body.encode())


def watch(source, body, **about):
    """Look at one version of the page, and keep what was seen."""
    source.note(*look_for(source, answer(body, **about)))
    return source.state


@pytest.fixture
def seen():
    """A source whose sentence was found once, and the words around it with it."""
    source = Source(title="Async", url="https://docs.example/", quote=SENTENCE)
    assert watch(source, PAGE) == "found"
    return source


VERSIONS = {
    "same": (PAGE, "found"),
    "reworded": (PAGE.replace("without", "almost without"), "changed"),
    "another version": (PAGE.replace("since 4.1.", "since 4.10."), "changed"),
    "taken out": (PAGE.replace(QUOTED, ""), "gone"),
    "all new": (PAGE.replace(QUOTED, "").replace("about views", "of old"), "gone"),
    "moved": (PAGE.replace(QUOTED, "").replace("</body>", f"<h2>Async</h2><p>{QUOTED}</p></body>"), "found"),
    "twice, told apart by the words around it": (PAGE.replace("<body>", f"<body><li>{QUOTED}</li>"), "found"),
    "twice, in the same words": (PAGE.replace("<body>", f"<body>{PAGE}"), "twice"),
    "behind a script": ("<body><div id=app></div><script src=app.js></script></body>", "unread"),
    "as the data of a script": (
        f"<body>{FILLER}<script type=application/json>[{SENTENCE!r}]</script></body>",
        "unread",
    ),
    "behind a login": (f"<body>{FILLER}<form><input type='password'></form></body>", "unread"),
}


@pytest.mark.parametrize(("page", "state"), VERSIONS.values(), ids=VERSIONS)
def test_a_page_in_versions(seen, page, state):
    assert watch(seen, page) == state


@pytest.mark.parametrize("about", [{"status": 404}, {"status": 429}, {"status": 503}, {"kind": "application/pdf"}])
def test_an_answer_that_is_no_page_is_not_read(seen, about):
    assert watch(seen, "Not here.", **about) == "unread"


def test_a_sentence_that_was_never_there_is_not_found_and_the_next_word_counts():
    source = Source(url="https://docs.example/", quote="It supports Python 3.1")
    assert watch(source, f"{FILLER}<p>It supports Python 3.12, and more.</p>") == "gone"
    assert source.seen == f"On {timezone.localdate():%-d %B %Y} this sentence was not found there."
    assert watch(source, f"{FILLER}<p>It supports Python 3.1, and more.</p>") == "found"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("text/plain", "Use `List<int>` *here*, and\n  nowhere else."),
        ("text/markdown; charset=nonsense", "Use List<int> here, and nowhere else."),
        ("", "<p>Use List&lt;int&gt; <!-- no: > --><a title='a > b' href=x>here</a>, and<br>nowhere else."),
    ],
)
def test_markup_is_read_as_the_page_says_it_is(kind, text):
    source = Source(url="https://docs.example/", quote="Use List<int> here, and nowhere else.")
    assert watch(source, text, kind=kind) == "found"


# --- a thousand edits that change nothing a reader sees ---


def in_spans(page, chance):
    word = chance.choice(SENTENCE.split()[1:])
    name, mark = (
        chance.choice(["b", "span", "x-word", "a", "mark"]),
        chance.choice(["", ' title="a > b"', " data-x='<'"]),
    )
    return page.replace(word, f"<{name}{mark}>{word}</{name}>")


def in_lines(page, chance):
    space = chance.choice(["\n\t", "  ", "&nbsp;", " ", "&#32;\n", "<br>", " <wbr>", "\r\n"])
    place = chance.choice([place for place in range(len(page)) if page[place] == " " and is_text(page, place)])
    return page[:place] + space + page[place + 1 :]


def is_text(page, place):
    return page.rfind("<", 0, place) < page.rfind(">", 0, place) or "<" not in page[:place]


def in_remarks(page, chance):
    word = chance.choice(SENTENCE.split()[1:])
    return page.replace(word, f"{word[:2]}<!-- {chance.choice(['note', '> <b>', '-'])} -->{word[2:]}")


def in_signs(page, chance):
    old, new = chance.choice(
        [("'", "’"), ('"', "&quot;"), ("'", "&#x2019;"), ("blocking", "block&shy;ing"), ("4.1", "4&#46;1")]
    )
    return page.replace(old, new) if old != "'" and old != '"' else page.replace(f"s{old}", f"s{new}")


def in_wraps(page, chance):
    return chance.choice(["<div>{}</div>", "{}<script>let a = '<p>';</script>", "<nav>Home</nav>{}"]).format(page)


def test_a_thousand_harmless_edits_lose_nothing(seen):
    chance = random.Random(17)
    lost = []
    for number in range(1000):
        page = PAGE
        for _ in range(chance.randint(1, 4)):
            page = chance.choice([in_spans, in_lines, in_remarks, in_signs, in_wraps])(page, chance)
        if watch(seen, page) != "found":
            lost.append((number, page))
    assert lost == []


# --- the command, against a site ---


@pytest.fixture
def site():
    with local_site() as site:
        yield site


def make_source(url, **fields):
    fact = make_fact(make_technology(), make_feature(), sources=0)
    return Source.objects.create(fact=fact, title="Docs", url=url, quote=SENTENCE, **fields)


def run(fetch=fetch):
    out = io.StringIO()
    call_command("check_links", stdout=out, fetch=fetch, pause=0, days=0)
    return out.getvalue()


def endless(handler):
    with suppress(OSError):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        for part in repeat(b"<p>more</p>" * 1000, 100_000):
            handler.wfile.write(part)


BODIES = {
    "too large": (200, {}, PAGE.encode() + b" " * 5_000_000),
    "a bomb": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"<p>" * 10_000_000)),
    "endless": endless,
    "not there": (404, {}, b"Not here."),
    "asks to wait": (429, {"Retry-After": "1"}, b"Wait."),
    "a stranger": (403, {}, FILLER.encode()),
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_what_cannot_be_read_is_never_gone(site, body):
    source = make_source(site.add("/docs", PAGE))
    run()
    site.answers["/docs"] = (
        body if callable(body) else (body[0], body[1] | {"Content-Length": str(len(body[2]))}, body[2])
    )
    LinkCheck.objects.update(checked_at=START)
    run()
    source.refresh_from_db()
    assert source.state in {"unread", "found"}
    assert source.found_on == timezone.localdate()
    assert not Fact.objects.with_lost_sentence().exists()


def test_a_lost_sentence_puts_its_facts_up_for_a_check_and_readers_are_told(site, client, time_machine):
    time_machine.move_to(START)
    source = make_source(site.add("/docs", PAGE))
    fact = source.fact
    run()
    page = fact.get_absolute_url()
    assert "This sentence was there on 1 November 2026." in client.get(page).text
    assert (
        f"{source.url}#:~:text=Django%E2%80%99s%20%E2%80%9Casync%E2%80%9D%20ORM%20runs%20queries,the%20event"
        in client.get(page).text
    )
    assert not Fact.objects.to_recheck().exists()
    time_machine.move_to(START + 2 * DAY)
    site.add("/docs", VERSIONS["reworded"][0])
    assert "sentence other words stand in its place" in run()
    assert [found.recheck_reasons for found in Fact.objects.to_recheck().with_reasons()] == [
        ["a source does not have its sentence"]
    ]
    time_machine.move_to(START + 4 * DAY)
    site.answers["/docs"] = (503, {}, b"Later.")
    run()
    said = "This sentence was there on 1 November 2026, and since 3 November 2026 it is not"
    assert said in client.get(page).text
    assert f'{source.url}"' in client.get(page).text
    source.refresh_from_db()
    source.quote = "Another sentence."
    source.save()
    assert (source.state, source.found_on, source.before) == ("", None, "")
    assert not Fact.objects.to_recheck().exists()


def test_the_desk_shows_what_stands_in_the_place_of_a_sentence_and_guesses_nothing(site, admin_client):
    source = make_source(site.add("/docs", PAGE))
    run()
    page = reverse("admin:comparisons_fact_recheck_one", args=[source.fact_id])
    assert "in its place, as they were read" not in admin_client.get(page).text
    site.add("/docs", VERSIONS["reworded"][0])
    LinkCheck.objects.update(checked_at=START)
    run()
    source.refresh_from_db()
    assert source.instead == "Djangos async ORM runs queries almost without blocking the event loop since 4.1."
    html = admin_client.get(page).text
    assert f"<mark>{source.instead}</mark>" in html
    assert "These words stand in its place" in html
    site.add("/docs", VERSIONS["reworded"][0].replace("<body>", f"<body>{VERSIONS['reworded'][0]}"))
    LinkCheck.objects.update(checked_at=START)
    run()
    source.refresh_from_db()
    assert (source.state, source.instead) == ("changed", "")


def test_readers_are_told_of_a_source_that_stopped_answering_until_it_answers_again(site, client, time_machine):
    source = make_source(f"{site.url}/docs")
    for day in range(4):
        time_machine.move_to(START + day * DAY + datetime.timedelta(hours=day))
        run()
    html = client.get(source.fact.get_absolute_url()).text
    assert "This page has not answered since 1 November 2026." in html
    assert ":~:text" not in html
    time_machine.move_to(START + 5 * DAY)
    site.add("/docs", PAGE)
    run()
    assert "This sentence was there on 6 November 2026." in client.get(source.fact.get_absolute_url()).text


def test_what_was_seen_is_told_even_where_the_check_is_interrupted(site):
    first, second = make_source(site.add("/a", PAGE)), make_source(site.add("/b", PAGE))

    def once(url, **options):
        if url == second.url:
            raise KeyboardInterrupt
        return fetch(url, **options)

    with pytest.raises(KeyboardInterrupt):
        run(fetch=once)
    assert list(Source.objects.filter(state="found")) == [first]
    run()
    assert Source.objects.filter(state="found").count() == 2
