"""The table of costs: every kind of public page is in it, and none asks more where there is more content."""

import pytest

from benchmarks.page_costs import addresses, main, measure
from comparisons.models import Technology
from hub.page_cache import stored
from tests.factories import make_article, make_author, make_comparison, make_feature, make_release, make_topic
from tests.reader import connections_kept

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_connection(monkeypatch):
    """What is measured and the test share a connection, which has to stay open between two pages."""
    monkeypatch.setattr(stored, "close_old_connections", lambda: None)
    with connections_kept():
        yield


def grow(pages):
    topic, author = make_topic(), make_author()
    for number in range(pages):
        make_article(topic=topic, author=author)
        comparison = make_comparison(
            features=[make_feature() for _ in range(pages)], topic=topic, author=author, body=f"## Part {number}"
        )
        for technology in Technology.objects.filter(subjects__article=comparison):
            make_release(technology)


def queries():
    return {cost.address: cost.queries for cost in filter(None, map(measure, addresses()))}


def test_no_page_asks_more_queries_where_there_is_more_content(monkeypatch):
    monkeypatch.setattr("benchmarks.page_costs.ROUNDS", 1)
    monkeypatch.setattr("benchmarks.page_costs.HITS", 1)
    grow(2)
    few = queries()
    grow(5)
    assert queries() == few
    assert len(few) > 30
    assert max(few.values()) <= 24  # the sitemap, with three for each kind of page


def test_the_table_names_every_kind_of_page(monkeypatch, capsys):
    monkeypatch.setattr("benchmarks.page_costs.ROUNDS", 1)
    grow(1)
    main()
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    table = {line[0]: line[1:] for line in lines[1:]}
    assert {"/", "/articles/", "/comparisons/", "/choose/", "/sitemap.xml", "/feeds/rss.xml"} <= set(table)
    assert sum(address.startswith("/comparisons/") for address in table) > 4
    made, stored, memory = (float(part) for part in table["/"][1:4])
    assert made > stored > memory
    assert any(address.startswith("/compare/?t=") for address in table)
