"""What pages show where a hub has more than fits on them."""

import pytest

from articles.models import Article
from comparisons.article_pages import related_pages
from tests.comparisons.test_pages import page
from tests.factories import make_article, make_author, make_technology, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def much(monkeypatch):
    """Two pages on a page, and lists of two to choose from."""
    monkeypatch.setattr("articles.views.NEWEST", 2)
    monkeypatch.setattr("comparisons.views.NEWEST", 2)
    monkeypatch.setattr("articles.filters.MOST_CHOICES", 2)
    monkeypatch.setattr("hub.views.MOST_TECHNOLOGIES", 2)
    topic, author, technology = make_topic(name="Web"), make_author(name="Ada"), make_technology(name="Django")
    for number in range(3):
        make_article(title=f"Work {number}", topic=topic, author=author).subjects.create(technology=technology)


@pytest.mark.parametrize(
    ("address", "rest"),
    [
        ("/topics/web/", "/articles/?topic=web"),
        ("/authors/ada/", "/articles/?author=ada"),
        ("/technologies/django/", "/articles/?technology=django"),
    ],
)
def test_a_page_shows_the_newest_work_and_links_to_the_rest(client, much, address, rest):
    html = page(client, address)
    assert "Work 2" in html
    assert "Work 1" in html
    assert "Work 0" not in html
    assert f'href="{rest}"' in html
    assert "Work 0" in page(client, rest)
    Article.objects.filter(title="Work 0").delete()
    Article.objects.filter(title="Work 1").delete()
    assert rest not in page(client, address)


def test_a_list_too_long_to_choose_from_becomes_a_field_for_the_slug(client, much):
    html = page(client, "/articles/")
    assert '<select name="technology"' in html
    for name in ("Flask", "FastAPI"):
        make_technology(name=name)
    html = page(client, "/articles/?technology=django")
    assert '<select name="technology"' not in html
    assert '<input type="text" name="technology" value="django"' in html
    assert "Work 2" in html


def test_home_lists_the_technologies_of_what_it_shows_where_there_are_too_many(client, much):
    assert 'href="/technologies/django/"' in page(client, "/")
    for name in ("Flask", "FastAPI"):
        make_technology(name=name)
    html = page(client, "/")
    assert 'href="/technologies/django/"' in html
    assert 'href="/technologies/flask/"' not in html


def test_related_work_is_looked_for_among_the_newest_of_each_technology(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr("comparisons.article_pages.NEWEST", 2)
    django, flask = make_technology(), make_technology()
    here = make_article(title="Here")
    for number in range(3):
        make_article(title=f"Django {number}").subjects.create(technology=django)
    make_article(title="Draft", status="draft").subjects.create(technology=flask)
    both = make_article(title="Both")
    for technology in (django, flask):
        both.subjects.create(technology=technology)
    with django_assert_num_queries(1):
        found = related_pages(here, [django, flask], 4)
    assert [article.title for article in found] == ["Both", "Django 2"]


def test_a_page_without_technologies_has_no_related_work(django_assert_num_queries):
    article = make_article()
    with django_assert_num_queries(0):
        assert related_pages(article, [], 4) == []
