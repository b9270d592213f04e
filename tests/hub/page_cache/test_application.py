"""What readers get from memory, and what never gets there."""

import asyncio
import gzip
import threading

import brotli
import pytest
from asgiref.sync import async_to_sync
from django.core import signing
from django.http import HttpResponse
from django.urls import path

from articles.models import Article
from articles.public_pages import public_page
from hub.urls import urlpatterns as hub_urls
from tests.factories import make_article, make_comparison, make_technology
from tests.reader import Reader

pytestmark = pytest.mark.django_db
PAGE = "/articles/kept/"


@pytest.fixture(autouse=True)
def article():
    return make_article(title="Kept", body="Some words.\n\n## And more\n\n" + "Words upon words. " * 50)


def times_asked(reader, address=PAGE):
    return reader.django.asked.count(address)


def test_a_page_is_made_once_and_then_answered_from_memory(keen_reader):
    first, second = keen_reader.get(PAGE), keen_reader.get(PAGE)
    assert (first["X-Cache"], second["X-Cache"]) == ("miss", "hit")
    assert first.content == second.content
    assert times_asked(keen_reader) == 1


def test_the_answer_from_memory_has_the_headers_of_the_original(keen_reader, client):
    original = client.get(PAGE)
    keen_reader.get(PAGE)
    kept = keen_reader.get(PAGE)
    for name, value in original.headers.items():
        assert kept[name] == value, name
    assert kept["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("address", ["/", PAGE, "/comparisons/", "/feeds/rss.xml", "/sitemap.xml", "/llms.txt"])
def test_every_public_page_is_kept(keen_reader, address):
    keen_reader.get(address)
    assert keen_reader.get(address)["X-Cache"] == "hit"


def test_each_encoding_has_an_etag_of_its_own_and_the_same_content(keen_reader):
    plain = keen_reader.get(PAGE)
    zipped = keen_reader.get(PAGE, headers={"Accept-Encoding": "gzip"})
    brotlied = keen_reader.get(PAGE, headers={"Accept-Encoding": "gzip, br"})
    assert "Content-Encoding" not in plain
    assert (zipped["Content-Encoding"], brotlied["Content-Encoding"]) == ("gzip", "br")
    assert gzip.decompress(zipped.content) == brotli.decompress(brotlied.content) == plain.content
    assert len({plain["ETag"], zipped["ETag"], brotlied["ETag"]}) == 3
    for answer in (plain, zipped, brotlied):
        assert answer["Content-Length"] == str(len(answer.content))
        assert not answer["ETag"].startswith("W/")


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*", ' W/"x" ,  {} '])
def test_who_has_it_already_is_not_sent_it_again(keen_reader, form):
    first = keen_reader.get(PAGE, headers={"Accept-Encoding": "gzip"})
    headers = {"Accept-Encoding": "gzip", "If-None-Match": form.format(first["ETag"])}
    again = keen_reader.get(PAGE, headers=headers)
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert again["Vary"] == "Accept-Encoding"
    assert again["Cache-Control"] == first["Cache-Control"]
    assert "Content-Encoding" not in again


def test_who_has_another_encoding_or_an_older_page_is_sent_this_one(keen_reader, watch):
    zipped = keen_reader.get(PAGE, headers={"Accept-Encoding": "gzip"})
    assert keen_reader.get(PAGE, headers={"If-None-Match": zipped["ETag"]}).status_code == 200
    Article.objects.update(title="Changed")
    watch.version = "2"
    again = keen_reader.get(PAGE, headers={"Accept-Encoding": "gzip", "If-None-Match": zipped["ETag"]})
    assert again.status_code == 200


def test_head_is_answered_from_memory_without_a_body(keen_reader):
    head, got = keen_reader.head(PAGE), keen_reader.get(PAGE)
    assert head.content == b""
    assert {**head.headers, "x-cache": ""} == {**got.headers, "x-cache": ""}
    assert got["X-Cache"] == "hit"


def test_a_change_of_the_version_brings_the_page_of_now(keen_reader, watch):
    keen_reader.get(PAGE)
    Article.objects.update(title="Changed by a statement")
    assert keen_reader.get(PAGE)["X-Cache"] == "hit"
    watch.version = "2"
    changed = keen_reader.get(PAGE)
    assert changed["X-Cache"] == "miss"
    assert b"Changed by a statement" in changed.content


def test_a_page_that_stayed_the_same_is_not_compressed_again(keen_reader, watch):
    before = keen_reader.get(PAGE, headers={"Accept-Encoding": "br"})
    (kept,) = keen_reader.store.get((PAGE, b"")).variants.values()
    watch.version = "2"
    after = keen_reader.get(PAGE, headers={"Accept-Encoding": "br"})
    assert after["ETag"] == before["ETag"]
    assert keen_reader.store.get((PAGE, b"")).variants["br"] is kept


def test_a_withdrawn_page_is_gone(keen_reader, watch):
    keen_reader.get(PAGE)
    Article.objects.update(status="withdrawn")
    watch.version = "2"
    assert keen_reader.get(PAGE).status_code == 410
    assert times_asked(keen_reader) == 2
    watch.version = None
    assert keen_reader.get(PAGE).status_code == 410


@pytest.mark.parametrize("name", ["Cookie", "Authorization"])
def test_what_carries_a_cookie_or_a_name_is_neither_kept_nor_answered_from_memory(keen_reader, name):
    for _ in range(2):
        assert "X-Cache" not in keen_reader.get(PAGE, headers={name: "secret"})
    assert keen_reader.get(PAGE)["X-Cache"] == "miss"
    assert "X-Cache" not in keen_reader.get(PAGE, headers={name: "secret"})
    assert times_asked(keen_reader) == 4


def test_a_query_that_the_page_does_not_know_is_never_kept_and_gets_the_page_without_it(keen_reader):
    make_comparison(title="A vs B")
    plain = keen_reader.get("/comparisons/a-vs-b/")
    for query in ("utm_source=mail", "x=%3Cscript%3E", "a", "%ff=1", "only2=differences"):
        answer = keen_reader.get(f"/comparisons/a-vs-b/?{query}")
        assert (answer["X-Cache"], answer.content) == ("hit", plain.content), query
    assert set(keen_reader.store.shelves[True]) == set()
    assert times_asked(keen_reader, "/comparisons/a-vs-b/") == 1


def test_a_query_that_the_page_knows_has_a_page_of_its_own_whatever_its_order(keen_reader):
    make_technology(name="Django")
    make_technology(name="Flask")
    first = keen_reader.get("/compare/?t=django&t=flask&only=differences")
    again = keen_reader.get("/compare/?only=differences&x=1&t=django&t=flask")
    other = keen_reader.get("/compare/?t=flask&t=django&only=differences")
    assert (first["X-Cache"], again["X-Cache"], other["X-Cache"]) == ("miss", "hit", "miss")
    assert first.content == again.content != other.content


def test_a_search_is_never_kept(keen_reader):
    for _ in range(2):
        assert "X-Cache" not in keen_reader.get("/search/?q=kept")


@pytest.mark.parametrize("address", ["/nowhere/", "/articles/nowhere/", "/admin/", "/admin/login/", "/readyz"])
def test_what_is_no_public_page_is_never_kept(keen_reader, address):
    for _ in range(2):
        assert "X-Cache" not in keen_reader.get(address)
    assert keen_reader.store.size == 0


def test_a_redirect_keeps_the_query_and_is_not_kept(keen_reader, article):
    article.slug = "moved"
    article.save()
    answer = keen_reader.get(f"{PAGE}?utm_source=mail")
    assert (answer.status_code, answer["Location"]) == (301, "/articles/moved/?utm_source=mail")
    assert keen_reader.store.size == 0


def private(request):
    return HttpResponse("secret", headers={"Cache-Control": "private, no-store"})


def with_cookie(request):
    response = HttpResponse("for one")
    response.set_cookie("a", "b")
    return response


def signed(request, token):
    return HttpResponse(signing.loads(token))


urlpatterns = [
    path("private/", public_page()(private)),
    path("cookie/", public_page()(with_cookie)),
    path("preview/<str:token>/", signed),
    *hub_urls,
]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("address", ["/private/", "/cookie/", "/preview/{}/"])
def test_a_private_answer_or_a_signed_link_is_never_kept_not_even_on_a_view_that_says_it_is_public(watch, address):
    from hub.page_cache import requests

    requests.resolve_address.cache_clear()
    reader, address = Reader(watch), address.format(signing.dumps("a draft"))
    for _ in range(2):
        assert reader.get(address).status_code == 200
    assert reader.store.size == 0
    requests.resolve_address.cache_clear()


def test_a_name_that_is_not_ours_gets_no_page_from_memory(keen_reader):
    keen_reader.get(PAGE)
    assert keen_reader.get(PAGE, headers={"Host": "evil.example"}).status_code == 400


def test_all_names_of_the_site_get_the_same_page(keen_reader, settings):
    settings.ALLOWED_HOSTS = ["testserver", "second.example"]
    for address in ("/", PAGE, "/feeds/rss.xml", "/feeds/atom.xml", "/sitemap.xml", "/robots.txt", "/llms.txt"):
        reader = Reader()
        assert reader.get(address).content == reader.get(address, headers={"Host": "second.example"}).content


def test_with_the_cache_off_the_site_is_the_same(reader, keen_reader):
    keen_reader.get(PAGE)
    kept, made = keen_reader.get(PAGE), reader.get(PAGE)
    assert {**kept.headers, "x-cache": ""} == {**made.headers, "x-cache": ""}
    assert kept.content == made.content
    assert reader.get(PAGE, headers={"If-None-Match": made["ETag"]}).status_code == 304
    assert times_asked(reader) == 2


def test_a_hundred_readers_of_an_expired_page_cause_one_rendering(keen_reader, watch):
    keen_reader.get(PAGE)
    watch.version = "2"

    async def crowd():
        return await asyncio.gather(*(keen_reader.ask(PAGE) for _ in range(100)))

    answers = async_to_sync(crowd)()
    assert {answer.status_code for answer in answers} == {200}
    assert times_asked(keen_reader) == 2


def test_a_page_made_while_the_content_changed_is_not_kept_as_the_new_one(keen_reader, watch, monkeypatch):
    respond = keen_reader.django.respond

    def change_meanwhile(*args):
        answer = respond(*args)
        Article.objects.update(title="Changed meanwhile")
        watch.version = "2"
        return answer

    monkeypatch.setattr(keen_reader.django, "respond", change_meanwhile)
    assert b"Changed meanwhile" not in keen_reader.get(PAGE).content
    monkeypatch.undo()
    assert b"Changed meanwhile" in keen_reader.get(PAGE).content


def test_django_never_runs_in_the_thread_of_the_event_loop():
    from hub.page_cache.threads import DjangoInThreads

    async def threads():
        loop = threading.get_ident()
        return loop, await DjangoInThreads(1).run(threading.get_ident)

    assert len(set(asyncio.run(threads()))) == 2
