"""The table of a comparison in a browser: its cells, what it says, and saving it."""

from playwright.sync_api import expect

from comparisons.models import Fact
from tests.factories import make_comparison, make_feature, make_release, make_technology

PASTE = """(element, [type, text]) => {
  const clipboard = new DataTransfer();
  clipboard.setData(type, text);
  element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true }));
}"""


def make_named_table(**fields):
    """Django and Flask over Async, Forms and Mail, every cell answered."""
    technologies = [make_technology(name=name) for name in ("Django", "Flask")]
    make_release(technologies[0], "6.1")
    features = [make_feature(name=name) for name in ("Async", "Forms", "Mail")]
    return make_comparison(technologies, features, title="Django vs Flask", **fields)


def cell(desk, feature="async", technology="django"):
    return desk.locator(f"#{feature}-{technology}")


def fact(feature="Async", technology="Django"):
    return Fact.objects.get(feature__name=feature, technology__name=technology)


def say(desk, sentence):
    expect(desk.locator("#grid-status")).to_contain_text(sentence)


def save(desk, why="Read in the release notes."):
    """Save with a reason, which a change of level needs."""
    desk.locator("#id_reason").fill(why)
    desk.locator("#grid-save").click()
    say(desk, "Saved.")


def paste(desk, text, kind="text/plain"):
    desk.locator("#grid [tabindex='0']").evaluate(PASTE, [kind, text])
