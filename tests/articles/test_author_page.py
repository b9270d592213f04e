"""The page of an author: who they are and what they published."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import hours_ago, make_article, make_author, make_comparison, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return make_author(name="Ada <Lovelace>", bio="Writes *notes*.", url="https://ada.example.org/")


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_an_author_is_introduced_with_all_published_work_newest_first(client, author):
    make_article(title="Older article", author=author, published_at=hours_ago(9))
    make_comparison(title="Newer comparison", author=author)
    make_article(title="Of somebody else", author=make_author())
    html = page(client, author.get_absolute_url())
    for part in ['<h1 dir="auto">Ada &lt;Lovelace&gt;</h1>', "<em>notes</em>", 'href="https://ada.example.org/"']:
        assert part in html
    assert html.index("Newer comparison") < html.index("Older article")
    assert "Of somebody else" not in html


def test_the_byline_leads_to_the_author(client, author):
    for work in (make_article(author=author), make_comparison(author=author)):
        assert f'href="{author.get_absolute_url()}">Ada &lt;Lovelace&gt;</a>' in page(client, work.get_absolute_url())


def test_a_former_slug_leads_to_the_author(client, author):
    make_article(author=author)
    former = author.get_absolute_url()
    author.slug = "ada"
    author.save()
    response = client.get(former)
    assert response.status_code == 301
    assert response["Location"] == "/authors/ada/"


def hidden_work(author):
    for fields in [{"status": "draft"}, {"status": "withdrawn"}, {"published_at": hours_ago(-1)}]:
        make_article(title="Secret article", author=author, **fields)
        make_comparison(title="Secret comparison", author=author, **fields)


def test_hidden_work_does_not_appear(client, author):
    hidden_work(author)
    make_article(title="Shown", author=author)
    html = page(client, author.get_absolute_url())
    assert "Shown" in html
    assert "Secret" not in html


def test_an_author_of_nothing_published_has_no_page_yet(client, author):
    hidden_work(author)
    former = author.get_absolute_url()
    author.slug = "secret-pen-name"
    author.save()
    for address in (former, author.get_absolute_url()):
        response = client.get(address)
        assert response.status_code == 404
        asked = address.rstrip("/").rpartition("/")[2]  # which the page says back
        assert "secret-pen-name" not in response.text.replace(asked, "")


def test_the_queries_of_the_page_do_not_grow(client, author):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            page(client, author.get_absolute_url())
        return len(captured)

    make_article(author=author, topic=make_topic())
    few = queries()
    for _ in range(8):
        make_article(author=author, topic=make_topic())
        make_comparison(author=author)
    assert queries() == few
