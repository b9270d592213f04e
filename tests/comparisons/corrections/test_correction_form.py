"""The form of a correction: what it shows before anything is typed, and when something is missing."""

import pytest

from tests.factories import make_fact, make_feature, make_technology

pytestmark = pytest.mark.django_db


@pytest.fixture
def fact():
    return make_fact(
        make_technology(name="Django"), make_feature(name="Admin panel"), value="Built in", note="Since 1.0."
    )


def test_the_form_says_what_the_cell_says_now(client, fact):
    html = client.get(f"/corrections/new/?about=fact:{fact.feature.slug}:{fact.technology.slug}").content.decode()
    assert "It says now:" in html
    assert fact.value in html
    assert fact.note in html


def test_a_form_with_mistakes_says_so_in_its_title_and_leads_to_the_first(client, fact):
    address = f"/corrections/new/?about=fact:{fact.feature.slug}:{fact.technology.slug}"
    assert "To be mended" not in client.get(address).content.decode()
    html = client.post(address, {"problem": "Wrong", "source_url": "nonsense"}).content.decode()
    assert "<title>To be mended: 1." in html
    assert html.count(" autofocus") == 1
    assert "autofocus" in html.split('name="source_url"')[1].split(">")[0]


def test_the_former_name_of_a_fact_leads_to_its_form(client, fact):
    former = f"fact:{fact.feature.slug}:{fact.technology.slug}"
    fact.feature.slug, fact.technology.slug = "staff-pages", "djang"
    fact.feature.save()
    fact.technology.save()
    html = client.get(f"/corrections/new/?about={former}").content.decode()
    assert fact.value in html
    assert client.get("/corrections/new/?about=fact:zebra:djang").status_code == 404
