"""Reads what the Markdown pipeline makes, as strictly as we can ask."""

import re
from html.parser import HTMLParser

from articles.markdown.rendering import render

VOID = {"br", "hr", "img"}
BLOCKS = "p details summary dl dt dd blockquote ul ol li hr pre div section h2 h3 h4 h5 h6 table thead tbody tr th td"
TAGS = set(f"{BLOCKS} a em strong s code span sup sub kbd br img".split())
NAMES = "href title id aria-label src alt width height loading decoding start class tabindex role scope open"
ATTRIBUTES = set(NAMES.split())
SAFE_ADDRESS = re.compile(r"(?:https?|mailto):|[^:/?#]*(?:[/?#]|$)", re.IGNORECASE)


class Checker(HTMLParser):
    """Reads HTML as strictly as we can ask: every tag closed, in order, and nothing outside the lists."""

    def __init__(self, html):
        super().__init__()
        self.stack, self.tags, self.ids, self.texts = [], [], [], []
        self.feed(html)
        self.close()
        assert self.stack == []
        assert len(self.ids) == len(set(self.ids))

    def handle_starttag(self, tag, attrs):
        assert tag in TAGS
        assert len(attrs) == len(dict(attrs))
        assert set(dict(attrs)) <= ATTRIBUTES
        for name, value in attrs:
            assert name not in ("href", "src") or SAFE_ADDRESS.match(value), value
        self.tags.append((tag, dict(attrs)))
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag):
        assert self.stack.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)

    def handle_comment(self, data):
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment

    def all(self, name):
        return [attrs for tag, attrs in self.tags if tag == name]

    @property
    def text(self):
        return "".join(self.texts)


def read(text, prefix=""):
    return Checker(render(text, prefix).html)
