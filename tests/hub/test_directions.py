"""Texts of editors stand in the direction of their own script, whatever stands around them."""

import pytest

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


def test_a_cell_turns_with_its_script(client):
    technology, feature = make_technology(), make_feature()
    make_fact(technology, feature, level="yes", value="نعم", note="شرح")
    page = make_comparison([technology, make_technology()], [feature], facts=False)
    text = client.get(page.get_absolute_url()).content.decode()
    assert '<span dir="auto">نعم</span>' in text
    assert '<p dir="auto">شرح</p>' in text
