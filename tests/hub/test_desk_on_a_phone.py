"""The desk on a phone: what is touched answers at once, and is large enough to be touched."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.desk import change, make_staff
from tests.factories import make_article, make_outdated
from tests.hub.test_accessibility import violations
from tests.table_browser import cell, make_named_table
from tests.table_desk import table_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
LEAST = 24  # pixels


@pytest.fixture
def phone(open_page):
    return open_page(make_staff("Editors", username="erika"), **PHONE)


def tap(phone, place):
    """One touch where a cell is seen, without what a test would do to bring it into view first."""
    box = place.bounding_box()
    phone.touchscreen.tap(box["x"] + 10, box["y"] + min(12, box["height"] / 2))


def test_the_first_tap_on_a_cell_opens_it_and_so_does_one_on_the_next(phone):
    phone.goto(table_of(make_named_table()))
    expect(cell(phone).locator("a")).to_have_attribute("tabindex", "0")
    tap(phone, cell(phone, "forms"))
    expect(phone.get_by_role("heading", name="Forms, Django")).to_be_in_viewport()
    cell(phone, "async").scroll_into_view_if_needed()
    tap(phone, cell(phone, "async"))
    expect(phone.get_by_role("heading", name="Async, Django")).to_be_in_viewport()


@pytest.mark.parametrize("address", ["/admin/", "/admin/comparisons/fact/recheck/"])
def test_sources_of_facts_to_check_are_high_enough_to_be_touched(phone, address):
    make_outdated()
    phone.goto(address)
    for link in (phone.locator(".recheck-source"), phone.locator(".recheck-group h3 a"), phone.get_by_text("Changed:")):
        boxes = [one.bounding_box() for one in link.locator("xpath=ancestor-or-self::a").all()]
        assert boxes
        assert min(box["height"] for box in boxes) >= LEAST


def test_the_fields_of_lists_that_are_searched_have_names(open_page, phone):
    phone.goto(change(make_article()))
    expect(phone.get_by_role("searchbox", name="Tags")).to_be_visible()
    expect(phone.get_by_role("combobox", name="Topic")).to_be_visible()  # though none is chosen
    phone.get_by_role("button", name="Add another Technology").click()
    expect(phone.get_by_role("combobox", name="Technology")).to_be_visible()  # in a row of a table, without a label
    before = list(open_page.complaints)
    unnamed = [found for found in violations(phone, Axe()) if "select2" in found[1]]
    open_page.complaints[:] = before  # axe measures with styles of its own, which the policy reports
    assert unnamed == []
    phone.locator("#id_topic + .select2 .select2-selection").click()
    expect(phone.locator(".select2-dropdown").get_by_role("searchbox", name="Topic")).to_be_focused()
