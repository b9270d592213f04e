import pytest
from django.core.paginator import EmptyPage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from articles.paging import LongListPaginator
from tests.factories import hours_ago, make_article, make_topic

pytestmark = pytest.mark.django_db


def test_the_pages_of_a_list_together_are_the_list_in_its_order():
    topic = make_topic()
    for number in range(11):
        make_article(published_at=hours_ago(1 + number // 3), topic=topic)
    make_article(status="draft", topic=topic)
    listed = Article.objects.for_lists().filter(topic=topic)
    paginator = LongListPaginator(listed, 2)
    pages = [paginator.page(number) for number in paginator.page_range]
    assert [article for page in pages for article in page] == list(listed)
    assert [len(page) for page in pages] == [2, 2, 2, 2, 2, 1]


def test_the_last_page_costs_three_queries_however_long_the_list_is(django_assert_num_queries):
    for _ in range(9):
        make_article()
    with django_assert_num_queries(3):
        page = LongListPaginator(Article.objects.for_lists(), 2).page(5)
        assert [article.title for article in page]


def test_an_empty_list_has_one_empty_page():
    assert list(LongListPaginator(Article.objects.for_lists(), 2).page(1)) == []


def test_a_list_too_long_to_count_says_so_and_is_counted_where_its_far_pages_are_asked_for(monkeypatch):
    monkeypatch.setattr("articles.paging.COUNTED", 4)
    for number in range(7):
        make_article(title=f"Work {number}", published_at=hours_ago(10 - number))
    listed = Article.objects.for_lists()
    near = LongListPaginator(listed, 2).page(2)
    assert [str(article) for article in near] == ["Work 4", "Work 3"]
    assert near.has_next()
    assert (near.paginator.num_pages, near.paginator.is_counted) == (2, False)
    last = LongListPaginator(listed, 2).page(4)
    assert [str(article) for article in last] == ["Work 0"]
    assert not last.has_next()
    assert (last.paginator.num_pages, last.paginator.is_counted) == (4, True)
    with pytest.raises(EmptyPage):
        LongListPaginator(listed, 2).page(5)


def test_a_list_as_long_as_is_counted_ends_there(monkeypatch):
    monkeypatch.setattr("articles.paging.COUNTED", 4)
    for _ in range(4):
        make_article()
    last = LongListPaginator(Article.objects.for_lists(), 2).page(2)
    assert not last.has_next()
    assert last.paginator.is_counted


def test_the_page_of_a_long_list_says_that_there_is_more(client, monkeypatch):
    monkeypatch.setattr("articles.paging.COUNTED", 20)
    for _ in range(21):
        make_article()
    assert "Page 1 of 1 or more" in client.get("/articles/").content.decode()
    assert "Page 2 of 2</span>" in client.get("/articles/?page=2").content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_long_list_is_counted_once_until_the_content_changes(monkeypatch):
    monkeypatch.setattr("articles.paging.COUNTED", 4)
    for number in range(7):
        make_article(title=f"Work {number}", published_at=hours_ago(10 - number))
    listed = Article.objects.for_lists()
    assert LongListPaginator(listed, 2).page(4).paginator.count == 7
    with CaptureQueriesContext(connection) as asked:
        assert LongListPaginator(listed, 2).page(4).paginator.count == 7
    assert not [query for query in asked.captured_queries if "__count" in query["sql"] and "LIMIT" not in query["sql"]]
    make_article(title="Work 7", published_at=hours_ago(1))
    last = LongListPaginator(listed, 2).page(4)
    assert ([str(article) for article in last], last.paginator.count) == (["Work 1", "Work 0"], 8)
