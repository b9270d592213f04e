"""The first page: two forms that work, comparisons with their answers, what changed, what there is to read."""

import pytest

from articles.models import Article
from comparisons.models import Change
from tests.comparisons.test_pages import page, queries
from tests.factories import hours_ago, make_article, make_comparison, make_fact, make_feature, make_technology

pytestmark = pytest.mark.django_db


@pytest.fixture
def comparison():
    django, fastapi = make_technology(name="Django"), make_technology(name="FastAPI")
    admin, orm = make_feature(name="Admin panel"), make_feature(name="ORM")
    for technology, level in ((django, "yes"), (fastapi, "no")):
        make_fact(technology, admin, level=level)
        make_fact(technology, orm, level="yes")
    return make_comparison([django, fastapi], [admin, orm], title="Django vs FastAPI", facts=False)


def forms(html):
    return [part.split("</form>")[0] for part in html.split('<form class="start"')[1:]]


def test_candidates_and_needs_are_ticked_and_lead_to_the_pages_that_answer(client, comparison):
    candidates, needs = forms(page(client, "/"))
    assert 'action="/compare/"' in candidates
    assert 'name="t" value="django"' in candidates
    assert '<h1 dir="auto">Django vs FastAPI</h1>' in page(client, "/compare/?t=django&t=fastapi")
    assert 'action="/choose/"' in needs
    assert 'name="must" value="admin-panel"' in needs
    assert "Django" in page(client, "/choose/?must=admin-panel").split("<main")[1]


def test_only_what_tells_technologies_apart_is_offered_as_a_need(client, comparison):
    assert 'value="orm"' not in forms(page(client, "/"))[1]


def test_a_comparison_stands_there_with_its_answers(client, comparison):
    html = page(client, "/").split('id="comparisons"')[1].split("</section>")[0]
    assert 'href="/comparisons/django-vs-fastapi/"' in html
    assert '<i class="yes"></i><i class="yes"></i>' in html
    assert "<b>1</b> yes · <b>1</b> no" in html
    assert "2 rows" in html


def test_what_is_not_published_offers_nothing(client, comparison):
    make_comparison(title="Draft", status="draft", featured=True)
    make_comparison(title="Scheduled", published_at=hours_ago(-1), featured=True)
    html = page(client, "/")
    assert "Draft" not in html
    assert "Scheduled" not in html
    Article.objects.update(status="draft")
    assert forms(page(client, "/")) == []
    assert "Nothing else is published yet." in page(client, "/")


def test_featured_comparisons_come_first_and_no_page_stands_there_twice(client, comparison):
    featured = make_comparison(title="Older", featured=True, published_at=hours_ago(99))
    for number in range(5):
        make_comparison(title=f"Number {number}")
    make_article(title="To read first", featured=True, published_at=hours_ago(99))
    html = page(client, "/").split("<main")[1]
    cards, rest = html.split('id="newest"')
    assert cards.index("Older") < cards.index("Number 4")
    assert cards.count('dir="auto"><a href') == 4
    for title in (featured.title, *(f"Number {number}" for number in range(5))):
        assert html.count(f">{title}</a>") == 1, title
    assert rest.index("To read first") < rest.index("Number 0")


def test_what_changed_last_stands_there(client, comparison):
    assert 'id="changes"' not in page(client, "/")
    fact = comparison.subjects.first().technology.facts.first()
    Change.objects.create(technology=fact.technology, feature=fact.feature, text="Admin panel in Django: no → yes")
    html = page(client, "/")
    assert f'<a href="/facts/{fact.feature.slug}/django/">Admin panel in Django: no → yes</a>' in html


def test_the_queries_do_not_grow_with_what_is_shown(client, comparison):
    few = queries(client, "/")
    for _ in range(3):
        make_comparison([make_technology() for _ in range(4)], [make_feature() for _ in range(9)])
    assert queries(client, "/") == few
