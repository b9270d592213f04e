"""A comparison on paper: no column and no source gets lost, whatever the theme and the width of the window."""

import io
import re

import pytest
from pypdf import PdfReader

from comparisons.models import Fact, Source
from tests.hub.shelf import make_shelf

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def squeezed(text):
    """Without white space and hyphens: paper breaks lines, even inside words, where it likes."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", text)


def print_page(page, address):
    """The sheets and their text as somebody reads them who prints the page."""
    page.goto(address)
    reader = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    return reader.pages, squeezed(" ".join(sheet.extract_text() for sheet in reader.pages))


@pytest.fixture
def shelf():
    return make_shelf()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_comparison_of_six_technologies_fits_on_paper(shelf, open_page, scripts):
    page = open_page(color_scheme="dark", viewport={"width": 360, "height": 740}, java_script_enabled=scripts)
    sheets, text = print_page(page, shelf.comparison.get_absolute_url())
    facts = Fact.objects.filter(technology__in=shelf.technologies)
    sources = Source.objects.filter(fact__in=facts)
    wanted = [thing.name for thing in (*shelf.technologies, *shelf.features)]
    wanted += [part for fact in facts for part in (fact.value, fact.note)]
    wanted += [part for source in sources for part in (source.title, source.url)]
    wanted += ["Yes", "Partial", "No", "Not applicable", "Unknown", "Judgement"]
    wanted += ["It depends", "print(1)", "Take one.", "pip install django", "https://example.org/second"]
    assert len(wanted) > 300
    assert [part for part in wanted if squeezed(part) not in text] == []
    assert all(sheet.mediabox.width > sheet.mediabox.height for sheet in sheets)
    for hidden in [
        "Skip to the content",
        "Follow",
        "On this page",
        "Copy code",
        "Theme",
        "Correct Django",
        "Link to",
        "Tell us",
    ]:
        assert squeezed(hidden) not in text


def test_what_is_printed_stays_within_the_sheet(shelf, page):
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1000, "height": 700})
    page.goto(shelf.comparison.get_absolute_url())
    assert page.locator(".table-region").evaluate("region => region.scrollWidth <= region.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1000


def test_a_dark_page_is_printed_in_black_on_white(shelf, open_page):
    page = open_page(color_scheme="dark")
    page.goto(shelf.comparison.get_absolute_url())
    page.get_by_label("Dark").check()
    page.emulate_media(media="print", color_scheme="dark")
    colours = "element => [getComputedStyle(element).color, getComputedStyle(element).backgroundColor]"
    assert page.locator("html").evaluate(colours) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    for mark in page.locator(".mark").all()[:10]:
        assert mark.evaluate(colours)[0] == "rgb(0, 0, 0)"


def test_a_technology_keeps_the_addresses_of_its_sources(shelf, page):
    technology = shelf.technologies[0]
    sheets, text = print_page(page, technology.get_absolute_url())
    assert sheets[0].mediabox.width < sheets[0].mediabox.height
    urls = Source.objects.filter(fact__technology=technology).values_list("url", flat=True)
    assert [url for url in [*urls, "https://example.org/releases"] if squeezed(url) not in text] == []
