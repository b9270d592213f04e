"""Other spellings, addresses that are not here, and what a result says of a fact."""

import re

import pytest

from hub.search import index
from tests.factories import make_article, make_fact, make_feature, make_technology

pytestmark = pytest.mark.django_db


def page(client, q, **parameters):
    return client.get("/search/", {"q": q, **parameters}).content.decode()


def found(client, q):
    return [
        re.sub("</?mark>", "", title)
        for title in re.findall(r'<h3 dir="auto"><a href="[^"]*">(.*?)</a>', page(client, q))
    ]


@pytest.mark.parametrize(
    ("q", "title"),
    [
        ("license", "Licence"),
        ("licenses", "Licences compared"),
        ("colour", "Color"),
        ("localization", "Localisation"),
        ("organized work", "Organised work"),
        ("i18n", "Internationalisation"),
        ("l10n", "Localization"),
        ("crud", "Admin panel"),
        ("catalog", "A catalogue"),
    ],
)
def test_british_and_american_spelling_and_short_forms_find_each_other(client, q, title):
    make_article(title=title)
    index.rebuild()
    assert found(client, q) == [title]
    assert found(client, f"{q} nowhere") == []


def test_a_fact_that_is_found_shows_its_level_and_the_day_of_its_check(client):
    make_fact(make_technology(name="Django"), make_feature(name="Sessions"), level="no", verified_on="2026-11-24")
    index.rebuild()
    html = page(client, "django sessions", kind="fact")
    assert "<span>No</span><span>checked on 24 November 2026</span>" in html


@pytest.mark.parametrize(
    "address", ["/technologies/djnago/", "/comparison/django/", "/wiki/Django_", "/technologies/fastpai"]
)
def test_an_address_that_is_not_here_offers_what_comes_nearest(client, address):
    for name in ("Django", "FastAPI"):
        make_technology(name=name)
    index.rebuild()
    response = client.get(address, follow=True)
    assert response.status_code == 404
    meant = "fastapi" if "fast" in address else "django"
    assert f'href="/technologies/{meant}/"' in response.content.decode().partition("<main")[2]


@pytest.mark.parametrize("address", ["/%00/", "/---/", "/" + "x" * 3000, "/'\"<>/", "/technologies/the/"])
def test_odd_addresses_are_answered_too(client, address):
    assert client.get(address).status_code in {404, 400}
