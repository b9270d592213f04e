"""What every answer says of the devices a page may ask for, and of the sites that may show it in theirs."""

import pytest
from django.test import Client

from articles.models import OldSlug
from comparisons.models import Comparison
from tests.desk import make_staff, signed_in
from tests.factories import make_article, make_comparison

PAGES = [
    "/",
    "/articles/page/",
    "/comparisons/table/",
    "/search/?q=x",
    "/corrections/new/",
    "/nowhere/",
    "/admin/login/",
]
FOR_ALL = [
    "/comparisons/table/embed/",
    "/comparisons/table.json",
    "/comparisons/table.csv",
    "/articles/page.md",
    "/feeds/rss.xml",
    "/feeds/feed.json",
    "/sitemap.xml",
    "/llms.txt",
]


@pytest.fixture
def pages(db):
    return make_article(slug="page"), make_comparison(slug="table")


def policy(answer):
    return answer["Cross-Origin-Resource-Policy"]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_shown_by_no_other_site(client, pages, address):
    assert policy(client.get(address)) == "same-origin"


@pytest.mark.parametrize("address", FOR_ALL)
def test_what_is_made_to_be_taken_along_may_be_read_anywhere(client, pages, address):
    answer = client.get(address)
    assert (answer.status_code, policy(answer)) == (200, "cross-origin")


def test_cards_and_static_files_may_be_shown_anywhere_and_so_may_the_ways_to_them(client, pages):
    page = pages[0]
    card = client.get(f"/cards/{page.uid.hex}-{'0' * 20}.png")
    assert (card.status_code, policy(card)) == (302, "cross-origin")
    assert policy(client.get(card["Location"])) == "cross-origin"
    page.add_old_slugs(["former"])
    assert policy(client.get("/articles/former.md")) == "cross-origin"
    assert OldSlug.objects.count() == 1


def test_what_an_editor_exports_is_nobody_elses(pages):
    editor = signed_in(make_staff("Editors"))
    for address in ("/admin/content/export/", "/admin/jsi18n/", "/admin/markdown/pages/?q=a"):
        answer = editor.get(address)
        assert (answer.status_code, policy(answer)) == (200, "same-origin")


def test_the_way_to_https_may_be_taken_from_anywhere(db, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert policy(Client().get("/feeds/rss.xml")) == "cross-origin"


def test_a_page_from_memory_says_the_same(keen_reader, pages):
    for address, expected in (("/comparisons/table/", "same-origin"), ("/comparisons/table.json", "cross-origin")):
        for _ in range(2):
            answer = keen_reader.get(address)
            assert policy(answer) == expected
            assert "camera=()" in answer["Permissions-Policy"]


def test_no_answer_leaves_a_device_to_scripts(client, pages):
    Comparison.objects.update(status="withdrawn")
    for address in ("/", "/comparisons/table/", "/admin/", "/healthz", "/feeds/rss.xml", "/static/none.css"):
        policies = client.get(address)["Permissions-Policy"].split(", ")
        assert {"camera=()", "microphone=()", "geolocation=()", "payment=()"} <= set(policies)
        assert all(part.endswith("=()") for part in policies)
