import pytest

from articles.models import Article
from articles.paging import KeyPaginator
from tests.factories import hours_ago, make_article, make_topic

pytestmark = pytest.mark.django_db


def test_the_pages_of_a_list_together_are_the_list_in_its_order():
    topic = make_topic()
    for number in range(11):
        make_article(published_at=hours_ago(1 + number // 3), topic=topic)
    make_article(status="draft", topic=topic)
    listed = Article.objects.for_lists().filter(topic=topic)
    paginator = KeyPaginator(listed, 2)
    pages = [paginator.page(number) for number in paginator.page_range]
    assert [article for page in pages for article in page] == list(listed)
    assert [len(page) for page in pages] == [2, 2, 2, 2, 2, 1]


def test_the_last_page_costs_three_queries_however_long_the_list_is(django_assert_num_queries):
    for _ in range(9):
        make_article()
    with django_assert_num_queries(3):
        page = KeyPaginator(Article.objects.for_lists(), 2).page(5)
        assert [article.title for article in page]


def test_an_empty_list_has_one_empty_page():
    assert list(KeyPaginator(Article.objects.for_lists(), 2).page(1)) == []


def test_a_page_that_a_list_has_not_got_is_not_found(client):
    make_article()
    assert [client.get(f"/articles/?page={number}").status_code for number in ("1", "2", "0", "x")] == [
        200,
        404,
        404,
        404,
    ]
