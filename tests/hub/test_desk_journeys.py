"""The first page of the desk in a real browser: facts are verified by keyboard alone, and axe finds nothing."""

import zipfile

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from articles.models import Article
from comparisons.models import Fact, Verification
from tests.comparisons.test_desk import make_dead
from tests.desk import make_staff
from tests.factories import make_article, make_comparison, make_feature, make_outdated, make_technology, see_today
from tests.hub.test_accessibility import violations
from tests.table_desk import table_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = (
    *("/admin/", "/admin/comparisons/fact/recheck/", "/admin/comparisons/fact/recheck/?technology=django"),
    *("/admin/content/", "/admin/comparisons/linkcheck/", "/admin/articles/oldslug/"),
)


def make_work():
    make_outdated(2, name="Flask", version="3.2")
    _, facts = make_outdated(3)
    make_article(status="draft", published_at=None)
    make_dead(facts[0].sources.get().url)
    return facts


def tab_to(page, selector):
    """Press Tab until the element has the focus, as somebody without a mouse does."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never reaches {selector}")


def test_facts_are_verified_and_opened_by_keyboard_alone(open_page):
    first, second, third = make_work()
    see_today(first, second)
    page = open_page(make_staff("Editors", username="erika"), viewport={"width": 1280, "height": 800})
    page.goto("/admin/")
    for fact in (first, second):
        tab_to(page, f'input[name="fact"][value="{fact.pk}"]')
        page.keyboard.press("Space")
    tab_to(page, ".recheck-all button")
    page.keyboard.press("Enter")
    page.get_by_text("2 facts are still true. The check is kept.").wait_for()
    tab_to(page, f'a[href$="/{third.pk}/change/?changed=1"]')
    page.keyboard.press("Enter")
    page.locator("#id_checked_now").wait_for()
    assert page.locator("#id_checked_now").is_checked()
    tab_to(page, "#id_value")
    page.keyboard.type("Now with workers")
    tab_to(page, 'input[name="_save"]')
    page.keyboard.press("Enter")
    page.locator(".messagelist .success").wait_for()
    third.refresh_from_db()
    assert (third.value, third.verified_version) == ("Now with workers", "6.1")
    assert sorted(Verification.objects.values_list("name", "outcome")) == [
        *[("erika", "changed")],
        *[("erika", "still_true")] * 2,
    ]
    assert Fact.objects.outdated().filter(technology__name="Django").count() == 0


def test_a_link_to_a_cell_opens_it_and_it_is_checked_by_keyboard_alone(open_page):
    technology, (_, fact) = make_outdated(2)
    shows = make_comparison([technology, make_technology(name="Flask")], [make_feature(), fact.feature])
    anchor = f"{fact.feature.slug}-{technology.slug}"
    page = open_page(make_staff("Editors"), viewport={"width": 360, "height": 700})
    page.goto(f"{table_of(shows)}#{anchor}")
    expect(page.get_by_role("heading", name=f"{fact.feature}, {technology}")).to_be_visible()
    expect(page.get_by_label("Level")).to_be_focused()
    tab_to(page, "#cell-checked")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page.locator(f"[id='{anchor}'] > a")).to_be_focused()
    page.keyboard.press("Control+s")
    expect(page.locator("#grid-status")).to_contain_text("Saved.")
    fact.refresh_from_db()
    assert fact.verified_version == "6.1"


def test_a_zip_is_looked_at_and_imported_by_keyboard_alone(open_page, tmp_path):
    make_article(title="Before", slug="page")
    with zipfile.ZipFile(tmp_path / "hub.zip", "w") as archive:
        archive.writestr("articles/page.md", "---\ntitle: After\n---\n")
    page = open_page(make_staff("Editors"), viewport={"width": 360, "height": 800})
    page.goto("/admin/content/")
    tab_to(page, "#zip")
    page.set_input_files("#zip", tmp_path / "hub.zip")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("After (", exact=False).wait_for()
    assert violations(page, Axe()) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    tab_to(page, 'form[action$="/confirm/"] button')
    page.keyboard.press("Enter")
    page.locator(".messagelist .success").wait_for()
    assert Article.objects.get().title == "After"


@pytest.mark.parametrize("width", [360, 768, 1024, 1280])
def test_a_list_keeps_room_beside_its_filters(open_page, width):
    make_article(title="A title of a usual length for an article")
    page = open_page(make_staff("Editors"), viewport={"width": width, "height": 800})
    page.goto("/admin/articles/article/")
    assert page.locator("#changelist .results").bounding_box()["width"] > 300
    assert page.locator("#searchbar").bounding_box()["width"] > 100
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 360)])
def test_axe_finds_nothing_and_no_page_scrolls_sideways(open_page, theme, width):
    make_work()
    page = open_page(make_staff("Editors"), color_scheme=theme, viewport={"width": width, "height": 800})
    axe = Axe()
    for address in PAGES:
        page.goto(address)
        assert violations(page, axe) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
