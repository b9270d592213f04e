"""Where things stand on the screen, measured in a browser: nothing sideways, nothing hidden, nothing that jumps."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from playwright.sync_api import expect

from articles.images.encoding import store_image
from comparisons.models import Release
from tests.factories import make_article
from tests.hub.shelf import make_shelf

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE, LAPTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
TABLET = {"width": 768, "height": 900}
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


@pytest.mark.parametrize("viewport", [PHONE, TABLET, LAPTOP], ids=["phone", "tablet", "laptop"])
def test_the_page_scrolls_and_the_head_of_the_table_stays(shelf, open_page, viewport):
    page = open_page(viewport=viewport, reduced_motion="reduce")
    page.goto(f"/compare/?t={'&t='.join(technology.slug for technology in shelf.technologies[:3])}")
    row = page.locator(".facts tbody th[scope=row]").nth(9)
    row.evaluate("row => scrollTo(0, row.getBoundingClientRect().top + scrollY - 200)")
    head = page.locator(".facts thead th").nth(2)
    assert rect(head)["top"] == pytest.approx(0, abs=2)
    assert head.evaluate(ON_TOP)
    assert 0 < rect(head)["height"] < viewport["height"] / 4
    assert page.locator(".table-region").evaluate("region => getComputedStyle(region).overflow") == "visible"
    assert rect(row)["top"] == pytest.approx(200, abs=2)


def test_three_cells_and_their_question_fit_a_phone(shelf, open_page):
    page = open_page(viewport=PHONE)
    page.goto(f"/compare/?t={'&t='.join(technology.slug for technology in shelf.technologies[:3])}")
    row = page.locator(".facts tbody tr[id]").nth(3)
    question, answers = rect(row.get_by_role("rowheader")), [rect(answer) for answer in row.locator("summary").all()]
    assert [answer["top"] for answer in answers] == [answers[0]["top"]] * 3
    assert question["bottom"] <= answers[0]["top"] + 1
    assert answers[0]["left"] >= 0
    assert answers[-1]["right"] <= PHONE["width"]
    row.locator("summary").nth(1).click()
    detail = rect(row.locator(".answer > div").nth(1))
    assert detail["width"] > 0.9 * PHONE["width"] - 16
    assert detail["top"] >= rect(row.locator("summary").first)["bottom"] - 1
    assert row.get_by_role("cell").count() == 3


def test_more_technologies_than_fit_a_phone_scroll_sideways_and_only_so(shelf, open_page):
    page = open_page(viewport=PHONE, reduced_motion="reduce")
    page.goto(shelf.comparison.get_absolute_url())
    region = page.get_by_role("region", name=shelf.comparison.title)
    sizes = region.evaluate(
        "region => [region.scrollWidth, region.clientWidth, region.scrollHeight, region.clientHeight]"
    )
    assert sizes[0] > sizes[1]
    assert sizes[2] == sizes[3]
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(500)
    assert region.evaluate("region => region.scrollLeft") > 0
    expect(page.get_by_text("6 columns: the table goes on to the side.")).to_be_visible()
    page.locator(".facts tbody tr[id]").nth(9).evaluate(
        "row => scrollTo(0, row.getBoundingClientRect().top + scrollY - 300)"
    )
    page.wait_for_timeout(300)
    assert rect(page.locator(".facts thead"))["top"] == pytest.approx(0, abs=2)
    page.set_viewport_size(LAPTOP)
    assert region.evaluate("region => region.scrollWidth <= region.clientWidth")
    assert not page.get_by_text("6 columns: the table goes on to the side.").is_visible()


def test_nothing_stays_in_view_where_a_window_is_as_small_as_at_four_times_its_size(shelf, open_page):
    page = open_page(viewport={"width": 320, "height": 256}, reduced_motion="reduce")
    page.goto(shelf.comparison.get_absolute_url())
    page.locator(".facts tbody tr[id]").nth(9).evaluate("row => scrollTo(0, row.getBoundingClientRect().top + scrollY)")
    assert rect(page.locator(".facts thead"))["bottom"] < 0


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("viewport", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_a_link_to_a_cell_opens_it_below_the_head(shelf, open_page, viewport, scripts):
    page = open_page(viewport=viewport, java_script_enabled=scripts, reduced_motion="reduce")
    technologies = shelf.technologies[:3]
    query = "&t=".join(technology.slug for technology in technologies)
    for feature in (shelf.features[1], shelf.features[8], shelf.features[-1]):
        page.goto("/")
        page.goto(f"/compare/?t={query}#{feature.slug}-{technologies[2].slug}")
        detail = page.locator(".answer > :target")
        expect(detail.get_by_text("Checked against")).to_be_visible()
        summary = page.locator("details:has(:target) > summary")
        head = page.locator(".facts thead th").nth(1).bounding_box()
        assert head["y"] + head["height"] <= summary.bounding_box()["y"]
        box = detail.bounding_box()
        assert box["y"] + box["height"] <= viewport["height"]
        assert box["x"] + box["width"] <= viewport["width"]


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
        stop = page.evaluate_handle(f"() => new Promise(requestAnimationFrame).then({FOCUS})").json_value()
        assert stop["seen"], stop


def test_the_first_stop_of_the_keyboard_skips_to_the_content(shelf, page):
    page.goto(shelf.comparison.get_absolute_url())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    assert page.locator(".skip-link").first.bounding_box()["width"] > 100
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_keyboard_can_skip_the_table(shelf, page):
    page.goto(shelf.comparison.get_absolute_url())
    page.get_by_role("link", name="Skip the table").press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.take-along') !== null")


def test_no_two_links_of_a_table_have_one_name(shelf, page):
    page.goto(shelf.comparison.get_absolute_url())
    page.evaluate("document.querySelectorAll('details').forEach(details => (details.open = true))")
    names = page.locator(".facts .acts a").all_inner_texts()
    assert len(names) == len(set(names)) == 3 * 6 * 13


def test_the_contents_stand_beside_the_text_or_folded_above_it(shelf, open_page):
    page = open_page(viewport=LAPTOP)
    page.goto(shelf.article.get_absolute_url())
    contents, text = page.locator(".contents"), page.locator(".prose").first
    assert rect(contents)["left"] >= rect(text)["right"]
    expect(page.get_by_role("navigation", name="On this page")).to_be_visible()
    page.set_viewport_size(PHONE)
    assert rect(contents)["bottom"] <= rect(text)["top"]
    assert not page.get_by_role("navigation", name="On this page").is_visible()
    page.get_by_text("On this page").click()
    expect(page.get_by_role("navigation", name="On this page")).to_be_visible()


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
        assert set(colours) == {"rgb(32, 37, 43)"}, address


def test_a_picture_has_its_place_before_it_arrives(open_page):
    data = io.BytesIO()
    Image.new("RGB", (1600, 900), "teal").save(data, "PNG")
    url = store_image(SimpleUploadedFile("wide.png", data.getvalue()))
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


def test_code_reads_from_left_to_right_and_quotes_begin_where_their_text_does(open_page):
    article = make_article(title="شرح", body="نص `code()` هنا.\n\n```py\nprint(1);\n```\n\n> اقتباس\n\n- عنصر\n")
    page = open_page()
    page.goto(article.get_absolute_url())
    style = "(element, name) => getComputedStyle(element)[name]"
    for selector, name, value in [
        (".prose pre", "direction", "ltr"),
        (".prose p code", "direction", "ltr"),
        (".prose blockquote", "direction", "rtl"),
        (".prose blockquote", "borderRightWidth", "3px"),
        (".prose ul", "paddingLeft", "0px"),
        (".trail li:last-child", "direction", "ltr"),
    ]:
        assert page.locator(selector).first.evaluate(style, name) == value, (selector, name)
