"""No text lies over another one, on any kind of page, at any width, wherever it is scrolled to."""

from pathlib import Path

import pytest

from tests.hub.shelf import make_shelf

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OVERLAPS = Path(__file__).with_name("overlaps.js").read_text("utf-8")
SCREENS = {"pointer": [360, 768, 1024, 1280, 1440], "touch": [360]}


@pytest.mark.parametrize("screen", SCREENS)
def test_no_text_lies_over_another_while_a_page_is_scrolled(open_page, screen):
    page = open_page(has_touch=screen == "touch")
    found = []
    for address in make_shelf().addresses:
        page.goto(address)
        for width in SCREENS[screen]:
            page.set_viewport_size({"width": width, "height": 800})
            found += [(address, width, fault) for fault in page.evaluate(OVERLAPS)]
    open_page.forgive("404", "410")
    assert found == []


def test_what_lies_over_what_is_found(page):
    page.set_content("""
        <style>* { margin: 0; font: 16px/20px serif } .over { position: absolute; top: 8px; left: 0 }</style>
        <p>Below</p><p class="over">Above</p><p style="margin-top: 40px">Apart</p>
        <div style="height: 20px; overflow: auto; margin-top: 40px"><p>Shown</p><p>Scrolled away</p></div><p>Beside</p>
    """)
    assert page.evaluate(OVERLAPS) == ["“Below” and “Above”"]
