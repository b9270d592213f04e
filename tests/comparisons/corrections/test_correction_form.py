"""The form of a correction: what it shows before anything is typed, and when something is missing."""

import pytest
from django.db import OperationalError
from playwright.sync_api import expect

from comparisons.models import Correction
from tests.factories import make_fact, make_feature, make_technology

pytestmark = pytest.mark.django_db
TYPED = {"What is wrong?": "An hour’s work.\n\nAnd more.", "What should it say?": "Half of it", "Your name": "Rita"}


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


def no_database(*args, **kwargs):
    raise OperationalError("the connection is lost")


def fill(page, **more):
    for label, text in (TYPED | more).items():
        page.get_by_label(label).fill(text)


def send(page):
    with page.expect_navigation():
        page.get_by_role("button", name="Send").click()


def expect_kept(page):
    for label, text in TYPED.items():
        expect(page.get_by_label(label)).to_have_value(text)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("mistaken_before", [False, True])
def test_what_was_typed_is_still_there_for_who_goes_back_from_an_outage(
    open_page, page, fact, monkeypatch, mistaken_before
):
    page.goto(f"/corrections/new/?about=fact:{fact.feature.slug}:{fact.technology.slug}")
    fill(page)
    if mistaken_before:
        page.get_by_label("Leave this empty").evaluate("field => { field.value = 'x' }")
        page.get_by_label("Where does it say so?").fill("https://example.org/")
        send(page)
        fill(page)
    page.get_by_label("Where does it say so?").fill("https://docs.example.org/")
    with monkeypatch.context() as outage:
        outage.setattr("comparisons.corrections.views.find_about", no_database)
        send(page)
        expect(page.locator("body")).to_contain_text("go back, what you typed is still in it")
        open_page.forgive("503")
        page.go_back()
        expect_kept(page)
    send(page)
    assert Correction.objects.get().problem.replace("\r\n", "\n") == TYPED["What is wrong?"]
