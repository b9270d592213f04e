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
    found = titles(client, "/choose/changes.xml?t=django&t=hono")
    assert "ORM in Hono" in found
    assert len(found) == 8
    assert not any("Flask" in title for title in found)


def test_a_feature(client, cells):
    assert titles(client, "/choose/changes.xml?f=orm") == ["ORM in Django", "ORM in Flask", "ORM in Hono"]


def test_a_topic_is_followed_by_the_answers_that_its_comparisons_show(client, cells):
    (django, flask, hono), (admin, orm, speed) = cells
    topic = make_topic(name="Web", slug="web")
    make_comparison([django, flask], [orm], topic=topic, facts=False)
    make_comparison([django, hono], [speed], topic=topic, status="draft", facts=False)
    make_comparison([flask, hono], [admin], topic=make_topic(), facts=False)
    assert titles(client, "/topics/web/changes.xml") == ["ORM in Django", "ORM in Flask"]
    topic.slug = "the-web"
    topic.save()
    assert client.get("/topics/web/changes.xml")["Location"] == "/topics/the-web/changes.xml"


def test_a_choice(client, cells):
    found = titles(client, "/choose/changes.xml?must=orm&nice=speed.partial&t=django&t=flask")
    assert found == ["ORM in Django", "ORM in Flask", "Speed in Django", "Speed in Flask"]


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("/choose/changes.xml?t=hono&t=django", "/choose/changes.xml?t=django&t=hono"),
        ("/choose/changes.xml?t=hono&t=django&t=django", "/choose/changes.xml?t=django&t=hono"),
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
    moved = client.get("/choose/changes.xml?t=django&t=hono")
    assert moved["Location"] == "/choose/changes.xml?t=django-web&t=hono"
    assert len(titles(client, moved["Location"])) == 8
    assert "Django vs Hono" in client.get("/compare/?t=django&t=hono").content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/choose/changes.xml?t=django&t=zebra&t=hono",
        "/choose/changes.xml?t=django&t=%00",
        "/choose/changes.xml",
        "/choose/changes.xml?must=zebra",
        "/choose/changes.xml?f=zebra",
        "/technologies/zebra/changes.xml",
        "/topics/zebra/changes.xml",
    ],
)
def test_what_selects_nothing_is_not_found(client, cells, address):
    assert client.get(address).status_code == 404


def test_every_selection_announces_its_feed(client, cells):
    make_topic(name="Web", slug="web")
    for page, feed in [
        ("/compare/?t=hono&t=django", "/choose/changes.xml?t=django&amp;t=hono"),
        ("/features/orm/", "/choose/changes.xml?f=orm"),
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
    make_comparison(*cells, topic=make_topic(slug="web"), facts=False)
    addresses = [
        "/topics/web/changes.xml",
        "/choose/changes.xml?t=django&t=hono",
        "/choose/changes.xml?f=orm",
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


def test_a_feature_that_releases_answer_is_followed_nowhere(client, cells):
    derived = make_feature(name="Latest stable", derived_from="latest_release")
    assert "choose/changes.xml" in client.get(cells[1][0].get_absolute_url()).content.decode()
    assert "choose/changes.xml" not in client.get(derived.get_absolute_url()).content.decode()
