"""Any selection can be followed: each has one feed, at one address, announced on its page."""

import feedparser
import pytest

from comparisons.models import Change
from hub.page_cache.requests import resolve_address
from tests.comparisons.test_pages import queries
from tests.factories import make_comparison, make_fact, make_feature, make_technology, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def cells():
    """Changes of each cell that three technologies and three features make, and of each technology alone."""
    technologies = [make_technology(name=name) for name in ("Django", "Flask", "Hono")]
    features = [make_feature(name=name) for name in ("Admin", "ORM", "Speed")]
    for technology in technologies:
        Change.objects.create(technology=technology, text=f"{technology} alone")
        for feature in features:
            make_fact(technology, feature)
            Change.objects.create(technology=technology, feature=feature, text=f"{feature} in {technology}")
    return technologies, features


def titles(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    feed = feedparser.parse(response.content)
    assert not feed.bozo
    return sorted(entry.title for entry in feed.entries)


def test_technologies_side_by_side(client, cells):
    found = titles(client, "/compare/changes.xml?t=django&t=hono")
    assert "ORM in Hono" in found
    assert len(found) == 8
    assert not any("Flask" in title for title in found)


def test_a_feature(client, cells):
    assert titles(client, "/features/orm/changes.xml") == ["ORM in Django", "ORM in Flask", "ORM in Hono"]


def test_a_choice(client, cells):
    found = titles(client, "/choose/changes.xml?must=orm&nice=speed.partial&t=django&t=flask")
    assert found == ["ORM in Django", "ORM in Flask", "Speed in Django", "Speed in Flask"]


def test_a_topic_has_the_cells_of_its_published_comparisons(client, cells):
    (django, flask, hono), (admin, orm, speed) = cells
    web, other = make_topic(name="Web"), make_topic(name="Other")
    make_comparison([django, flask], [admin], topic=web, facts=False)
    make_comparison([flask, hono], [speed], topic=web, facts=False)
    make_comparison([django, hono], [orm], topic=other, facts=False)
    make_comparison([django, flask], [orm], topic=web, facts=False, status="draft")
    assert titles(client, "/topics/web/changes.xml") == [
        "Admin in Django",
        "Admin in Flask",
        "Speed in Flask",
        "Speed in Hono",
    ]


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("/compare/changes.xml?t=hono&t=django", "/compare/changes.xml?t=django&t=hono"),
        ("/compare/changes.xml?t=Hono&t=django&t=django", "/compare/changes.xml?t=django&t=hono"),
        ("/choose/changes.xml?nice=speed&must=orm", "/choose/changes.xml?must=orm&nice=speed"),
    ],
)
def test_there_is_one_address_for_each_selection(client, cells, asked, answered):
    response = client.get(asked)
    assert (response.status_code, response["Location"]) == (301, answered)
    assert feedparser.parse(client.get(answered).content).feed.links[-1].href.endswith(answered)


def test_former_names_lead_to_it(client, cells):
    cells[0][0].slug = "django-web"
    cells[0][0].save()
    moved = client.get("/compare/changes.xml?t=django&t=hono")
    assert moved["Location"] == "/compare/changes.xml?t=django-web&t=hono"
    assert len(titles(client, moved["Location"])) == 8
    assert "Django vs Hono" in client.get("/compare/?t=django&t=hono").content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/compare/changes.xml",
        "/compare/changes.xml?t=django",
        "/compare/changes.xml?t=django&t=zebra&t=hono",
        "/compare/changes.xml?t=django&t=%00",
        "/choose/changes.xml",
        "/choose/changes.xml?must=zebra",
        "/features/zebra/changes.xml",
        "/topics/zebra/changes.xml",
    ],
)
def test_what_selects_nothing_is_not_found(client, cells, address):
    assert client.get(address).status_code == 404


def test_every_selection_announces_its_feed(client, cells):
    make_topic(name="Web")
    for page, feed in [
        ("/compare/?t=hono&t=django", "/compare/changes.xml?t=django&amp;t=hono"),
        ("/features/orm/", "/features/orm/changes.xml"),
        ("/topics/web/", "/topics/web/changes.xml"),
        ("/choose/?must=orm", "/choose/changes.xml?must=orm"),
    ]:
        html = client.get(page).content.decode()
        head, _, main = html.partition("<main")
        assert f'href="{feed}"' in head, page
        assert f'href="{feed}"' in main, page
    for page in ("/compare/", "/choose/"):
        assert "changes.xml" not in client.get(page).content.decode()


def test_the_queries_do_not_grow(client, cells):
    make_comparison(*cells, topic=make_topic(name="Web"), facts=False)
    addresses = [
        "/compare/changes.xml?t=django&t=hono",
        "/features/orm/changes.xml",
        "/topics/web/changes.xml",
        "/choose/changes.xml?must=orm",
    ]
    few = [queries(client, address) for address in addresses]
    for _ in range(15):
        Change.objects.create(technology=cells[0][0], feature=cells[1][1], text="Again")
    assert [queries(client, address) for address in addresses] == few


@pytest.mark.parametrize(
    "address",
    ["/choose/changes.xml?f=a&kind=tool&must=orm&nice=b&t=c&t=d", "/choose.json?decide=a&f=b&must=c&since=d&t=e"],
)
def test_the_one_address_is_that_which_the_page_cache_keeps(address):
    path, _, query = address.partition("?")
    assert resolve_address(path, query.encode()).key == (path, query.encode())
