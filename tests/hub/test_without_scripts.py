"""Everything works where scripts are switched off; what would need one is not there."""

import pytest
from django.db import transaction
from playwright.sync_api import expect

from tests.factories import make_fact, make_feature, make_technology
from tests.hub.shelf import make_shelf

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def shelf():
    return make_shelf()


@pytest.fixture
def page(open_page):
    return open_page(java_script_enabled=False, viewport={"width": 1280, "height": 800})


def test_a_comparison_is_read_to_its_sources(shelf, page):
    page.goto(shelf.comparison.get_absolute_url())
    cell = page.locator(f"td:has(#{shelf.features[1].slug}-django)")
    assert not cell.get_by_text("Source:").is_visible()
    cell.locator("summary").click()
    expect(cell.get_by_text("Source:")).to_be_visible()
    expect(cell.locator("p", has_text="Checked against")).to_be_visible()
    page.get_by_text("Which is faster?").click()
    expect(page.locator(f"#{shelf.comparison.faqs.first().anchor}")).to_be_visible()
    page.get_by_role("navigation", name="On this page").get_by_role("link", name="Verdict").click()
    assert page.url.endswith("#verdict")


def test_lists_are_filtered_and_technologies_chosen(shelf, page):
    page.goto("/articles/")
    page.get_by_label("Tag").select_option("web")
    page.get_by_role("button", name="Show").click()
    assert page.locator("main h2").all_inner_texts() == ["How to choose"]
    page.goto("/compare/")
    page.get_by_label("Django").check()
    page.get_by_label("Hono").check()
    page.get_by_role("button", name="Compare").click()
    assert page.get_by_role("table").locator("thead a").all_inner_texts() == ["Django", "Hono"]


def test_rows_are_picked_and_shown(shelf, page):
    page.goto(shelf.comparison.get_absolute_url())
    page.get_by_text("Pick rows").click()
    page.get_by_label(shelf.features[3].name, exact=True).check()
    page.get_by_role("button", name="Show these rows").click()
    assert page.url.endswith(f"?f={shelf.features[3].slug}#table")
    assert page.locator(".facts tbody tr:not(.group)").count() == 1


def test_two_needs_of_three_hundred_make_a_short_address(page):
    django, flask = make_technology(name="Django"), make_technology(name="Flask")
    with transaction.atomic():
        for number in range(300):
            feature = make_feature(name=f"A feature whose name is long {number}")
            make_fact(django, feature)
            make_fact(flask, feature, level="no")
    page.goto("/choose/")
    assert not page.get_by_label("Find a feature").is_visible()
    page.get_by_text("Basics 300").click()
    for number, weight in ((7, "Must"), (250, "Nice")):
        feature = page.get_by_role("group", name=f"A feature whose name is long {number}", exact=True)
        feature.get_by_label(weight).check()
    button = page.get_by_role("button", name="Show what meets them")
    assert button.bounding_box()["y"] < 800
    button.click()
    expect(page.get_by_role("heading", name="Meets your must (1)")).to_be_visible()
    path = "/choose/?must=a-feature-whose-name-is-long-7&nice=a-feature-whose-name-is-long-250#found"
    assert page.url.endswith(path)


def test_what_needs_a_script_is_not_shown(shelf, page):
    page.goto(shelf.article.get_absolute_url())
    assert page.locator("pre").count() > 1
    assert page.get_by_role("button", name="Copy").count() == 0
    assert not page.get_by_text("Theme", exact=True).is_visible()
    assert page.locator(".heading-link").count() == 0


def test_the_contents_unfold_on_a_phone(shelf, open_page):
    page = open_page(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page.goto(shelf.article.get_absolute_url())
    page.get_by_text("On this page").click()
    page.get_by_role("navigation", name="On this page").get_by_role("link", name="Third section").click()
    assert page.url.endswith("#third-section")
