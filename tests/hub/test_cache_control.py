"""Every answer that may change says how long it may be kept, so that no browser decides by itself."""

import re

import pytest
from django.test import Client

from articles.models import OldSlug
from tests.factories import make_article, make_comparison

KINDS = {
    "nothing there": "/nowhere/",
    "no such page": "/articles/never/",
    "withdrawn": "/articles/withdrawn/",
    "withdrawn, as Markdown": "/articles/withdrawn.md",
    "a former address": "/articles/former/",
    "a slash is missing": "/articles",
    "a page of another kind": "/comparisons/page/",
    "the icon": "/favicon.ico",
    "a card of other words": "/cards/{card}",
    "no such picture": "/media/0123456789abcdef0123-30x20.png",
    "not allowed": "/feeds/rss.xml",
    "the desk": "/admin/",
    "signing in": "/admin/login/",
    "a form": "/corrections/new/",
    "a preview that is over": "/preview/none/",
    "search": "/search/?q=page",
    "a file of the site": "/static/none.css",
    "health": "/healthz",
}


@pytest.fixture
def card(db):
    page = make_article(slug="page")
    page.add_old_slugs(["former"])
    make_article(slug="withdrawn", status="withdrawn")
    return f"{page.uid.hex}-{'0' * 20}.png"


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_says_how_long_it_may_be_kept(client, card, kind):
    address = KINDS[kind].format(card=card)
    for response in (client.get(address), client.head(address), client.post(address)):
        assert response["Cache-Control"], response.status_code
        if response.status_code in {301, 302, 404, 410} and kind != "the icon":
            assert re.search("max-age=0|no-cache|no-store", response["Cache-Control"])


def test_the_way_to_https_is_asked_for_again(db, settings):
    settings.SECURE_SSL_REDIRECT = True
    response = Client().get("/")
    assert (response.status_code, response["Cache-Control"]) == (301, "no-cache")


@pytest.mark.parametrize("address", ["/articles/withdrawn/", "/nowhere/", "/articles/page/", "/admin/login/"])
@pytest.mark.parametrize("encoding", ["gzip", "br", ""])
def test_what_an_answer_varies_by_is_named_once(keen_reader, card, address, encoding):
    for _ in range(2):
        answer = keen_reader.get(address, headers={"Accept-Encoding": encoding})
        varies = [name.strip().lower() for name in answer["Vary"].split(",")]
        assert len(varies) == len(set(varies))
        assert "accept-encoding" in varies


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_page_that_is_published_again_is_there_again_in_a_browser_that_saw_it_gone(open_page):
    comparison = make_comparison(slug="zebras", title="All about zebras")
    make_article(slug="other").add_old_slugs(["taken-back"])
    window = open_page()
    address = comparison.get_absolute_url()
    assert window.goto(address).status == 200
    comparison.status = "withdrawn"
    comparison.save()
    assert window.goto(address).status == 410
    assert window.goto("/articles/taken-back/").url.endswith("/articles/other/")
    comparison.status = "published"
    comparison.save()
    OldSlug.objects.all().delete()
    make_article(slug="taken-back", title="Taken back")
    window.goto("/")
    for way, title in ((address, "All about zebras"), ("/articles/taken-back/", "Taken back")):
        window.evaluate("address => { location.href = address }", way)
        window.wait_for_url(f"**{way}")
        assert window.locator("h1").inner_text() == title
    open_page.forgive("410")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/admin/", "/admin/login/", "/corrections/new/", "/nowhere/"])
@pytest.mark.parametrize(
    "kind", ["x-www-form-urlencoded; charset=utf-7", "x-www-form-urlencoded; charset=nonsense", "json"]
)
def test_a_form_that_cannot_be_read_is_no_error_of_ours(address, kind):
    stranger = Client(enforce_csrf_checks=True)
    stranger.cookies["csrftoken"] = "x" * 32
    ours = {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}
    answer = stranger.generic("POST", address, b"a=1&b=2&c=3", content_type=f"application/{kind}", headers=ours)
    assert answer.status_code < 500
