"""axe-core finds nothing on any kind of page, light and dark, on a phone and a laptop, with everything open too."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.budgets import IS_FULL, sample
from tests.hub.shelf import make_shelf

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OPEN_ALL = "document.querySelectorAll('details').forEach(details => (details.open = true))"


def violations(page, axe):
    found = axe.run(page).response["violations"]
    return [(rule["id"], node["html"][:120], node["failureSummary"]) for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize(
    ("theme", "width"), sample([("light", 360), ("dark", 360), ("light", 1280), ("dark", 1280)], 3)
)
def test_axe_finds_nothing(open_page, theme, width):
    page = open_page(color_scheme=theme, viewport={"width": width, "height": 800})
    axe = Axe()
    for address in make_shelf().addresses:
        page.goto(address)
        if IS_FULL:
            assert violations(page, axe) == [], address
        page.evaluate(OPEN_ALL)
        assert violations(page, axe) == [], f"{address} with everything open"
    open_page.forgive("404", "410")
