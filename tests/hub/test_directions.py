"""Texts of editors stand in the direction of their own script, whatever stands around them."""

from urllib.parse import unquote

import pytest

from articles.slugify import make_slug
from comparisons.models import FeatureGroup
from hub.search import index
from tests.factories import (
    make_article,
    make_author,
    make_comparison,
    make_fact,
    make_feature,
    make_technology,
    make_topic,
)

pytestmark = pytest.mark.django_db
NAME = "شرح HTML"


@pytest.mark.parametrize(
    ("make", "address", "tag"),
    [
        (lambda: make_article(title=NAME), "/articles/{}/", "h1"),
        (lambda: make_topic(name=NAME), "/topics/{}/", "h1"),
        (lambda: make_article(author=make_author(name=NAME)).author, "/authors/{}/", "h1"),
        (lambda: make_technology(name=NAME), "/technologies/{}/", "h1"),
        (lambda: make_feature(name=NAME), "/features/{}/", "h1"),
    ],
)
def test_the_heading_of_a_page_turns_with_its_script(client, make, address, tag):
    assert f'<{tag} dir="auto">{NAME}</{tag}>' in client.get(address.format(make().slug)).content.decode()


def test_what_is_found_turns_with_its_script(client):
    make_article(title=NAME, body="شرح")
    index.rebuild()
    text = client.get("/search/", {"q": "شرح"}).content.decode()
    assert '<h3 dir="auto"><a href="/articles/' in text
    assert '<p dir="auto"><mark>شرح</mark>' in text or '<p dir="auto">شرح' in text


@pytest.mark.parametrize("address", ["/feeds/rss.xml", "/feeds/atom.xml", "/feeds/feed.json"])
def test_an_entry_of_a_feed_turns_with_its_script(client, address):
    make_article(title=NAME, body="شرح")
    text = client.get(address).content.decode().replace("&lt;", "<").replace("&gt;", ">").replace('\\"', '"')
    assert '<div dir="auto">' in text.replace("&quot;", '"')


def test_a_cell_turns_with_its_script(client):
    technology, feature = make_technology(), make_feature()
    make_fact(technology, feature, level="yes", value="نعم", note="شرح")
    page = make_comparison([technology, make_technology()], [feature], facts=False)
    text = client.get(page.get_absolute_url()).content.decode()
    assert '<span dir="auto">نعم</span>' in text
    assert '<p dir="auto">شرح</p>' in text


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("/comparisons/{page}/", '<caption dir="auto">{name}</caption>'),
        (
            "/comparisons/{page}/",
            '<th scope="rowgroup" colspan="3" role="rowheader" dir="auto"><span>{name}</span></th>',
        ),
        (
            "/comparisons/{page}/",
            '<th scope="row" role="rowheader" dir="auto"><a href="/features/{feature}/">{name}</a>',
        ),
        ("/comparisons/{page}/", '<p class="glance-name" dir="auto"><a href="/technologies/{technology}/">{name}</a>'),
        ("/comparisons/{page}/", '<li aria-current="page"><bdi>{name}</bdi></li>'),
        ("/comparisons/{page}/embed/", '<h1 dir="auto"><a href='),
        ("/compare/?t={technology}&t={other}", '<h1 dir="auto">{name}'),
        ("/technologies/", '<th scope="row" dir="auto"><a href="/technologies/{technology}/">{name}</a>'),
        ("/features/", '<h2 dir="auto">{name}</h2>'),
        ("/features/", '<dt dir="auto"><a href="/features/{feature}/">{name}</a>'),
        ("/articles/{article}/", '<li class="contents-2" dir="auto"><a href="#{anchor}">{name}</a>'),
    ],
)
def test_heads_of_tables_lists_and_ways_turn_with_their_script(client, address, written):
    technology, other = make_technology(name=NAME), make_technology()
    feature = make_feature(name=NAME, group=FeatureGroup.objects.create(name=NAME, slug="group"))
    make_fact(technology, feature, level="yes")
    page = make_comparison([technology, other], [feature], facts=False, title=NAME)
    headings = f"## {NAME}\n\nA\n\n## B\n\nC\n\n## D\n\nE\n"
    article = make_article(body=headings)
    names = {"page": page.slug, "technology": technology.slug, "other": other.slug, "feature": feature.slug}
    names |= {"name": NAME, "article": article.slug, "anchor": make_slug(NAME)}
    text = unquote(client.get(address.format(**names)).content.decode())
    assert written.format(**names) in text
