"""What CommonMark says of a text, the pipeline makes of it: all but addresses of other schemes, and bare addresses."""

import json
import re
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.articles.markdown.test_as_people_write import html

SPECIFIED = json.loads((Path(__file__).parent / "commonmark-0.31.2.json").read_text())["examples"]
OTHER_SCHEMES = {  # to which no page may lead
    "[link](foo\\)\\:)\n",
    "<irc://foo.bar:2233/baz>\n",
    "<a+b+c:d>\n",
    "<made-up-scheme://foo,bar>\n",
    "<localhost:5001/foo>\n",
}
BARE_LINKS = {
    "<https://foo.bar/baz bim>\n",
    "< https://foo.bar >\n",
    "https://example.com\n",
}
KEPT = {"href", "src", "alt", "title", "start"}  # the rest of attributes, and the spans of coloured code, are our own


AROUND_BLOCKS = re.compile(r"\s*(</?(?:p|blockquote|ul|ol|li|pre|h\d|hr)\b[^>]*>)\s*")


class Shape(HTMLParser):
    """A page without what is our own in it, and without the white space that no browser shows."""

    def __init__(self, page):
        super().__init__()
        self.parts, self.code = [], 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.mark(" ".join([f"<{tag}", *sorted(f'{name}="{value or ""}"' for name, value in attrs if name in KEPT)]))
        self.code += tag == "pre"

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag):
        self.mark(f"</{tag}")
        self.code -= tag == "pre"

    def mark(self, tag):
        if not tag.endswith("span"):
            self.parts.append(f"{tag.replace('h1', 'h2')}>")

    def handle_data(self, data):
        self.parts.append(escape(data if self.code else re.sub(r"\s+", " ", data)))


def shape(page):
    return AROUND_BLOCKS.sub(r"\1", "".join(Shape(page).parts))


def test_all_examples_without_html_are_known():
    """Of 652 in all, 573 neither hold HTML nor stand in the sections on it; seven there turn out to be none."""
    texts = {text for text, _ in SPECIFIED}
    assert len(texts) == len(SPECIFIED) == 573 + 7
    assert (len(OTHER_SCHEMES), len(BARE_LINKS), texts >= OTHER_SCHEMES | BARE_LINKS) == (5, 3, True)


@pytest.mark.parametrize(("text", "specified"), SPECIFIED)
def test_a_text_is_read_as_commonmark_specifies_it(text, specified):
    assert (shape(html(text)) == shape(specified)) is (text not in OTHER_SCHEMES | BARE_LINKS)
