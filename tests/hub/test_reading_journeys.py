"""Articles and comparisons as a reader uses them in a browser with scripts."""

import time

import pytest
from playwright.sync_api import expect

from tests.factories import make_comparison, make_feature
from tests.hub.shelf import make_shelf

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DARK, LIGHT = "rgb(19, 22, 26)", "rgb(251, 250, 246)"
RECORD_FRAMES = """
    window.frames_seen = [];
    const record = () => {
      if (document.body) window.frames_seen.push(getComputedStyle(document.documentElement).backgroundColor);
      requestAnimationFrame(record);
    };
    requestAnimationFrame(record);
"""


@pytest.fixture
def shelf():
    return make_shelf()


def background(page):
    return page.evaluate("getComputedStyle(document.documentElement).backgroundColor")


def slow(page, pattern):
    """Let a file arrive late."""

    def wait(route):
        time.sleep(0.4)
        route.continue_()

    page.route(pattern, wait)


def current(page):
    return page.locator(".contents [aria-current]").all_inner_texts()


def test_the_remembered_theme_is_there_from_the_first_frame_however_late_the_script_comes(shelf, open_page):
    page = open_page(color_scheme="light")
    page.goto("/")
    page.get_by_label("Dark").check()
    page.add_init_script(RECORD_FRAMES)
    slow(page, "**/theme*.js")
    page.goto(shelf.article.get_absolute_url())
    page.wait_for_timeout(500)
    assert set(page.evaluate("frames_seen")) == {DARK}


def test_a_theme_is_chosen_by_keyboard_kept_and_given_back_to_the_system(shelf, open_page):
    page = open_page(color_scheme="dark")
    page.goto("/")
    assert background(page) == DARK
    page.get_by_role("group", name="Theme").get_by_label("Automatic").focus()
    page.keyboard.press("ArrowDown")
    assert background(page) == LIGHT
    page.goto(shelf.comparison.get_absolute_url())
    assert background(page) == LIGHT
    assert page.locator("meta[name=color-scheme]").get_attribute("content") == "light"
    page.get_by_label("Automatic").check()
    page.reload()
    assert background(page) == DARK


def test_a_theme_chosen_in_one_tab_shows_in_the_others(shelf, open_page):
    page = open_page(color_scheme="light")
    page.goto("/")
    other = page.context.new_page()
    other.goto("/")
    other.get_by_label("Dark").check()
    page.locator("html[data-theme=dark]").wait_for()
    assert background(page) == DARK


def test_the_table_of_contents_follows_the_reader(shelf, open_page):
    page = open_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page.goto(shelf.article.get_absolute_url())
    assert current(page) == []
    for title in ["Third section", "First section", "Questions and answers", "A smaller step"]:
        page.get_by_role("heading", name=title).evaluate("heading => heading.scrollIntoView()")
        page.get_by_role("link", name=title).and_(page.locator("[aria-current=location]")).wait_for()
        assert current(page) == [title]
    page.evaluate("scrollTo(0, 0)")
    page.locator(".contents [aria-current]").wait_for(state="detached")


def test_a_heading_is_a_link_to_itself_unless_it_holds_one(shelf, page):
    page.goto(shelf.article.get_absolute_url())
    heading = page.get_by_role("heading", name="First section")
    heading.get_by_role("link").focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#first-section")
    assert page.locator("h2 a[href='https://example.org/second']").count() == 1
    assert page.locator("h2 a a, h2 a:has(a)").count() == 0


def test_the_links_of_headings_move_nothing(shelf, page):
    page.add_init_script("""
        window.shift = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => (shift += entry.value)))
          .observe({ type: "layout-shift", buffered: true });
    """)
    slow(page, "**/page*.js")
    for thing in (shelf.article, shelf.comparison):
        page.goto(thing.get_absolute_url())
        page.locator(".heading-link").first.wait_for()
        page.wait_for_timeout(300)
        assert page.evaluate("shift") == 0


def test_code_is_copied_without_its_prompt_and_a_screen_reader_hears_so(shelf, open_page):
    page = open_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(shelf.article.get_absolute_url())
    assert page.get_by_role("status").inner_text() == ""
    page.get_by_role("button", name="Copy code").first.press("Enter")
    page.get_by_role("status").get_by_text("Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "pip install django\nSuccessfully installed\n"


def test_an_opened_cell_is_copied_as_a_citation(shelf, open_page):
    page = open_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    address = shelf.comparison.get_absolute_url()
    page.goto(address)
    assert page.get_by_role("button", name="Copy as citation").count() == 0
    feature = shelf.features[0]
    cell = page.locator(f"td:has(#{feature.slug}-django)")
    cell.locator("summary").click()
    cell.get_by_role("button", name="Copy as citation").click()
    page.get_by_role("status").get_by_text("Copied").wait_for()
    fact = feature.facts.get(technology=shelf.technologies[0])
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(
        f"Django, {feature}: Yes. {fact.value}. Checked against 1.0 on 22 November 2026; 6.1.3 is out"
    )
    assert copied.endswith(f"/facts/{feature.slug}/django/")


def test_a_row_of_a_long_table_is_found_by_its_question(open_page):
    features = [make_feature(name=f"Question {number}") for number in range(41)]
    comparison = make_comparison(features=features)
    page = open_page(viewport={"width": 390, "height": 844})
    page.goto(comparison.get_absolute_url())
    page.get_by_label("Find a row").fill("question 37")
    assert page.locator(".facts tbody tr:not(.group):visible").count() == 1
    page.get_by_label("Find a row").fill("")
    assert page.locator(".facts tbody tr:not(.group):visible").count() == 41


def test_a_link_to_an_answer_opens_it(shelf, page):
    faq = shelf.article.faqs.last()
    page.goto(f"{shelf.article.get_absolute_url()}#{faq.anchor}")
    expect(page.locator(f"#{faq.anchor}")).to_be_visible()


def test_an_answer_opens_where_the_browser_leaves_it_closed(shelf, page):
    faq = shelf.article.faqs.first()
    page.goto(shelf.article.get_absolute_url())
    # An address that changes in this way makes Chromium open nothing.
    page.evaluate(f"history.pushState(null, '', '#{faq.anchor}')")
    assert not page.locator(f"#{faq.anchor}").is_visible()
    page.evaluate("dispatchEvent(new HashChangeEvent('hashchange'))")
    expect(page.locator(f"#{faq.anchor}")).to_be_visible()


def test_a_mistyped_fragment_breaks_nothing(shelf, page):
    for fragment in ["#%", "#%E0%A4%A", "#nowhere", "#"]:
        page.goto("/")
        page.goto(f"{shelf.article.get_absolute_url()}{fragment}")
        page.locator(".heading-link").first.wait_for()


def test_printing_opens_everything_and_closes_it_again(shelf, page):
    page.goto(shelf.comparison.get_absolute_url())
    opened = page.locator("details[open]")
    assert opened.count() == 0
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert opened.count() == 0


def test_the_scripts_of_a_page_weigh_less_than_15_kilobytes(shelf, page):
    page.goto(shelf.comparison.get_absolute_url())
    scripts = page.locator("script[src]").evaluate_all("scripts => scripts.map(script => script.src)")
    assert len(scripts) >= 2
    assert sum(len(page.request.get(script).body()) for script in scripts) < 15_000
