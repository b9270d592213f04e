"""Withdrawn and deleted pages: their addresses say so, at once and everywhere."""

import pytest
from django.urls import reverse

from articles.history import trash
from articles.models import OldSlug
from tests.factories import make_article, make_comparison, make_faq, make_technology, make_topic
from tests.reader import Reader, Version

pytestmark = pytest.mark.django_db

BESIDE = ["comparison-detail", "comparison-detail.md", "comparison-detail.json", "comparison-detail.csv"]


def addresses_of(comparison):
    return [reverse(name, args=[comparison.slug]) for name in [*BESIDE, "comparison-embed"]]


def withdraw(page):
    page.status = "withdrawn"
    page.save()


def test_every_address_of_a_withdrawn_comparison_answers_410(client):
    comparison = make_comparison(title="Secret zebra table")
    addresses = addresses_of(comparison)
    assert {client.get(address).status_code for address in addresses} == {200}
    withdraw(comparison)
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 410, address
        assert "zebra" not in response.content.decode()


def test_the_page_that_says_so_helps_on(client):
    withdraw(article := make_article())
    other = make_article(title="Still here")
    response = client.get(article.get_absolute_url())
    assert "no longer here" in response.content.decode()
    assert other.get_absolute_url() in response.content.decode()
    assert client.get(f"/articles/{article.slug}.md").status_code == 410


def test_the_card_of_a_withdrawn_page_is_gone(client):
    comparison = make_comparison()
    page = client.get(comparison.get_absolute_url()).context["metadata"]
    card = page.image["url"].removeprefix("http://127.0.0.1:8000")
    assert client.get(card).status_code == 200
    withdraw(comparison)
    assert client.get(card).status_code == 410


def test_a_withdrawn_page_is_in_no_list_feed_sitemap_search_or_related(client):
    technologies = [make_technology(), make_technology()]
    topic = make_topic()
    withdraw_me = make_comparison(technologies, title="Zebra table", topic=topic)
    make_faq(withdraw_me, question="Are zebras striped?")
    stays = make_comparison(technologies, title="Stays")
    lists = ["/", "/articles/", "/comparisons/", "/sitemap-comparisons.xml", "/feeds/rss.xml", "/feeds/atom.xml"]
    lists += ["/feeds/feed.json", "/llms.txt", "/search/?q=zebra"]
    lists += [stays.get_absolute_url(), technologies[0].get_absolute_url(), topic.get_absolute_url()]
    withdraw(withdraw_me)
    for address in lists:
        response = client.get(address)
        assert response.status_code == 200, address
        text = response.content.decode()
        assert "Zebra" not in text, address
        assert withdraw_me.slug not in text, address


@pytest.mark.parametrize("feed", ["rss.xml", "atom.xml", "feed.json"])
def test_a_feed_reader_that_asks_for_what_is_new_learns_of_a_withdrawal(reader, feed):
    make_article()
    article = make_article(title="Zebra")
    address = f"/feeds/{feed}"
    kept = {"If-None-Match": reader.get(address)["ETag"]}
    assert reader.get(address, "GET", kept).status_code == 304
    withdraw(article)
    response = reader.get(address, "GET", kept)
    assert response.status_code == 200
    assert "Zebra" not in response.content.decode()


def test_a_former_slug_of_a_withdrawn_page_is_gone_too(client):
    article = make_article(slug="old")
    article.slug = "new"
    withdraw(article)
    assert client.get("/articles/old/").status_code == 410


def test_a_draft_never_was_there(client):
    make_article(status="draft", slug="plan")
    assert client.get("/articles/plan/").status_code == 404


def test_a_page_published_again_is_back(client):
    withdraw(article := make_article())
    assert client.get(article.get_absolute_url()).status_code == 410
    article.status = "published"
    article.save()
    assert client.get(article.get_absolute_url()).status_code == 200


def test_a_deleted_page_is_gone_and_a_deleted_draft_was_never_there(client):
    page, draft = make_article(slug="page"), make_article(slug="first", status="draft")
    draft.slug = "draft"
    draft.save()
    trash.discard(page)
    trash.discard(draft)
    assert client.get("/articles/page/").status_code == 410
    assert client.get("/articles/draft/").status_code == 404
    assert client.get("/articles/first/").status_code == 404


def test_what_was_brought_back_from_the_trash_has_its_former_address_again():
    article = make_article(slug="a")
    article.slug = "b"
    article.save()
    deletion = trash.discard(article)
    trash.undelete(deletion)
    assert list(OldSlug.objects.values_list("slug", "is_farewell")) == [("a", False)]


def test_a_deleted_technology_is_gone(client):
    technology = make_technology(slug="zebra")
    trash.discard(technology)
    assert client.get("/technologies/zebra/").status_code == 410


# --- former slugs ---


def rename(page, slug):
    page.slug = slug
    page.save()


def test_a_chain_of_slugs_leads_to_its_end_in_one_step(client):
    article = make_article(slug="a")
    rename(article, "b")
    rename(article, "c")
    for slug in "ab":
        response = client.get(f"/articles/{slug}/")
        assert (response.status_code, response["Location"]) == (301, "/articles/c/")


def test_a_slug_that_comes_back_makes_no_loop(client):
    article = make_article(slug="a")
    rename(article, "b")
    rename(article, "a")
    assert client.get("/articles/a/").status_code == 200
    assert client.get("/articles/b/")["Location"] == "/articles/a/"
    assert list(OldSlug.objects.values_list("slug", flat=True)) == ["b"]


def test_a_new_page_may_take_a_former_slug_and_its_own_redirects_hold(client):
    first = make_article(slug="a")
    rename(first, "b")
    second = make_article(slug="a")
    assert client.get("/articles/a/").context["article"] == second
    rename(second, "c")
    assert client.get("/articles/a/")["Location"] == "/articles/c/"
    assert client.get("/articles/b/").context["article"] == first


def test_two_pages_that_swap_their_slugs_each_stand_at_their_own(client):
    one, two = make_article(slug="one"), make_article(slug="two")
    rename(one, "aside")
    rename(two, "one")
    rename(one, "two")
    assert client.get("/articles/one/").context["article"] == two
    assert client.get("/articles/two/").context["article"] == one
    assert client.get("/articles/aside/")["Location"] == "/articles/two/"


def test_the_page_cache_does_not_hide_a_withdrawal():
    reader, comparison = Reader(Version()), make_comparison()
    addresses = addresses_of(comparison)
    assert {reader.get(address).status_code for address in addresses * 2} == {200}
    withdraw(comparison)
    reader.application.watch.version = "2"
    assert {reader.get(address).status_code for address in addresses * 2} == {410}
