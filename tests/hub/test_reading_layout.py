"""Where things stand on the screen, measured in a browser: nothing sideways, nothing hidden, nothing that jumps."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from articles.images.encoding import store_image
from comparisons.models import Release
from tests.factories import make_article
from tests.hub.shelf import make_shelf

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE, LAPTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
# Whether an element is not below another one, a little inside its upper left corner.
ON_TOP = """
    element => {
      const { x, y } = element.getBoundingClientRect();
      return element.contains(document.elementFromPoint(x + 8, y + 8));
    }
"""
RECT = "element => element.getBoundingClientRect().toJSON()"
# Whether the middle of what has the focus is on top, neither scrolled away nor below something that stays in view.
FOCUS = """
    () => {
      const element = document.activeElement;
      const rects = [...element.getClientRects()];
      const style = getComputedStyle(element);
      const seen = rects.some((box) => {
        const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        return top && (element.contains(top) || top.contains(element) && top.tagName === "LABEL");
      });
      return {
        name: `${element.tagName} ${element.id} ${element.textContent.trim().slice(0, 40)}`,
        outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        seen: seen || element.clientHeight > innerHeight / 2,
      };
    }
"""


@pytest.fixture
def shelf():
    return make_shelf()


def rect(locator):
    return locator.evaluate(RECT)


def test_no_page_of_any_kind_scrolls_sideways_or_complains(shelf, open_page):
    page = open_page()
    for width in (360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for address in shelf.addresses:
            page.goto(address)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (address, width)
    open_page.forgive("404", "410")


@pytest.mark.parametrize("viewport", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_the_header_row_and_the_first_column_stay_in_view(shelf, open_page, viewport):
    page = open_page(viewport=viewport)
    page.goto(shelf.comparison.get_absolute_url())
    region = page.get_by_role("region", name=shelf.comparison.title)
    region.scroll_into_view_if_needed()
    corner, column = region.locator("thead th").first, region.locator("thead th").nth(3)
    row = region.locator("tbody th[scope=row]").nth(6)
    before = rect(column)
    region.evaluate("region => region.scrollTo(150, 300)")
    frame = rect(region)
    assert rect(column)["left"] == pytest.approx(before["left"] - 150, abs=1)
    assert rect(column)["top"] == pytest.approx(frame["top"], abs=2)
    assert rect(row)["left"] == pytest.approx(frame["left"], abs=2)
    assert rect(corner)["top"] == pytest.approx(frame["top"], abs=2)
    assert rect(corner)["left"] == pytest.approx(frame["left"], abs=2)
    assert frame["height"] < viewport["height"]
    for cell in (corner, row):
        assert cell.evaluate(ON_TOP), cell


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("viewport", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_a_link_to_a_cell_shows_it_below_the_header_and_beside_the_first_column(shelf, open_page, viewport, scripts):
    page = open_page(viewport=viewport, java_script_enabled=scripts, reduced_motion="reduce")
    address = shelf.comparison.get_absolute_url()
    for feature in (shelf.features[1], shelf.features[8], shelf.features[-1]):
        page.goto("/")
        page.goto(f"{address}#{feature.slug}-{shelf.technologies[4].slug}")
        cell = page.locator("td:target").bounding_box()
        head = page.locator(".facts thead th").first.bounding_box()
        assert head["y"] + head["height"] <= cell["y"] <= viewport["height"] - cell["height"]
        assert head["x"] + head["width"] <= cell["x"] <= viewport["width"] - cell["width"]
        # Without a script the header of the table may have scrolled away with its region; the row has not.
        assert head["y"] >= 0 or not scripts


@pytest.mark.parametrize("viewport", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_a_page_is_walked_through_by_keyboard_and_the_focus_is_always_visible(shelf, open_page, viewport):
    page = open_page(viewport=viewport, reduced_motion="reduce")
    page.goto(shelf.comparison.get_absolute_url())
    stops = page.locator("main :is(a[href], summary:visible, [tabindex='0'])").count()
    seen = []
    for _ in range(stops + 20):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(FOCUS))
        if seen[-1]["name"].startswith("BODY"):
            break
    walked = [stop for stop in seen if not stop["name"].startswith("BODY")]
    assert len(walked) > 70
    assert [stop for stop in walked if not stop["outlined"] or not stop["seen"]] == []
    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        stop = page.evaluate(FOCUS)
        assert stop["seen"], stop


def test_the_first_stop_of_the_keyboard_skips_to_the_content(shelf, page):
    page.goto(shelf.comparison.get_absolute_url())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    assert page.locator(".skip-link").bounding_box()["width"] > 100
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_contents_stand_beside_the_text_or_folded_above_it(shelf, open_page):
    page = open_page(viewport=LAPTOP)
    page.goto(shelf.article.get_absolute_url())
    contents, text = page.locator(".contents"), page.locator(".prose").first
    assert rect(contents)["left"] >= rect(text)["right"]
    assert page.get_by_role("navigation", name="On this page").is_visible()
    page.set_viewport_size(PHONE)
    assert rect(contents)["bottom"] <= rect(text)["top"]
    assert not page.get_by_role("navigation", name="On this page").is_visible()
    page.get_by_text("On this page").click()
    assert page.get_by_role("navigation", name="On this page").is_visible()


def test_no_row_of_releases_is_squeezed_high_on_a_phone(shelf, open_page):
    Release.objects.update(note="A note of a sentence with a dozen words, as a release has it on this hub.")
    page = open_page(viewport=PHONE)
    page.goto(shelf.technologies[0].get_absolute_url())
    assert rect(page.locator(".releases tbody tr").first)["height"] < 90


def test_every_field_of_a_reader_wears_the_colours_of_the_site(shelf, open_page):
    page = open_page(color_scheme="dark")
    fields = "fields => fields.map(field => getComputedStyle(field).backgroundColor)"
    feature, technology = shelf.features[0], shelf.technologies[0]
    for address in (f"/corrections/new/?about=fact:{feature.slug}:{technology.slug}", "/articles/"):
        page.goto(address)
        colours = page.locator("input:not([type=hidden], [type=radio]), select, textarea").evaluate_all(fields)
        assert len(colours) > 3
        assert set(colours) == {"rgb(28, 32, 36)"}, address


def test_a_picture_has_its_place_before_it_arrives(open_page):
    data = io.BytesIO()
    Image.new("RGB", (1600, 900), "teal").save(data, "PNG")
    url = store_image(SimpleUploadedFile("wide.png", data.getvalue())).url
    article = make_article(body=f"![A wide picture]({url})\n\nText below.\n\n## A heading")
    page = open_page(viewport=PHONE)
    held = []
    page.route("**/media/**", lambda route: held.append(route))
    page.goto(article.get_absolute_url(), wait_until="domcontentloaded")
    text = page.get_by_text("Text below.")
    before = rect(text)["top"]
    assert before > 180
    page.wait_for_timeout(300)
    held[0].continue_()
    page.locator("img").evaluate("image => image.decode()")
    assert rect(text)["top"] == before
