"""Previous and next: the published pages of the same kind around a page."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import hours_ago, make_article, make_comparison, make_faq

pytestmark = pytest.mark.django_db

HIDDEN = [{"status": "draft"}, {"status": "withdrawn"}, {"published_at": hours_ago(-24)}]


def neighbours(client, page):
    """The addresses of the previous and the next page that a page names."""
    html = client.get(page.get_absolute_url()).content.decode()
    found = dict(re.findall(r'<a rel="(prev|next)" href="([^"]+)"', html))
    return found.get("prev"), found.get("next")


def test_a_page_leads_to_the_one_published_before_it_and_the_one_after(client):
    oldest, middle, newest = (make_article(published_at=hours_ago(hours)) for hours in (30, 20, 10))
    assert neighbours(client, oldest) == (None, middle.get_absolute_url())
    assert neighbours(client, middle) == (oldest.get_absolute_url(), newest.get_absolute_url())
    assert neighbours(client, newest) == (middle.get_absolute_url(), None)


def test_the_title_of_a_neighbour_is_shown_and_escaped(client):
    make_article(title="<b>Before</b> & after", published_at=hours_ago(9))
    html = client.get(make_article().get_absolute_url()).content.decode()
    assert "&lt;b&gt;Before&lt;/b&gt; &amp; after</a>" in html


def test_articles_and_comparisons_each_have_their_own_row(client):
    article = make_article(published_at=hours_ago(30))
    comparison = make_comparison(published_at=hours_ago(20))
    later_article = make_article(published_at=hours_ago(10))
    later_comparison = make_comparison(published_at=hours_ago(5))
    assert neighbours(client, article) == (None, later_article.get_absolute_url())
    assert neighbours(client, comparison) == (None, later_comparison.get_absolute_url())
    assert neighbours(client, later_comparison) == (comparison.get_absolute_url(), None)


def test_pages_of_the_same_moment_form_one_row_without_a_loop(client):
    moment = hours_ago(5)
    first, second, third = (make_article(published_at=moment) for _ in range(3))
    assert neighbours(client, first) == (None, second.get_absolute_url())
    assert neighbours(client, second) == (first.get_absolute_url(), third.get_absolute_url())
    assert neighbours(client, third) == (second.get_absolute_url(), None)


@pytest.mark.parametrize("hidden", HIDDEN, ids=["draft", "withdrawn", "scheduled"])
def test_a_neighbour_that_readers_must_not_see_is_passed_over(client, hidden):
    before = make_article(published_at=hours_ago(30))
    secret = make_article(title="Secret", **{"published_at": hours_ago(20), **hidden})
    after = make_article(published_at=hours_ago(10))
    assert secret.title not in client.get(before.get_absolute_url()).content.decode()
    assert neighbours(client, before) == (None, after.get_absolute_url())
    assert neighbours(client, after) == (before.get_absolute_url(), None)


def test_a_page_without_neighbours_has_no_empty_navigation(client):
    assert "Previous and next" not in client.get(make_article().get_absolute_url()).content.decode()


def test_an_article_page_takes_at_most_six_queries_however_much_stands_around_it(client):
    article = make_article(published_at=hours_ago(30))
    make_faq(article)
    for hours in range(1, 9):
        make_article(published_at=hours_ago(hours))
        make_article(published_at=hours_ago(30 + hours))
    with CaptureQueriesContext(connection) as captured:
        assert client.get(article.get_absolute_url()).status_code == 200
    assert len(captured) <= 6
