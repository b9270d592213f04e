"""Whether two pages are the same page: the same elements with the same attributes and the same words, in order."""

from html.parser import HTMLParser
from itertools import zip_longest


class Reader(HTMLParser):
    """Collects what a page holds. White space between and within texts counts as one space or none."""

    def __init__(self):
        super().__init__()
        self.parts, self.words = [], []

    def handle_starttag(self, tag, attributes):
        self.end_text()
        self.parts.append((tag, tuple(sorted(attributes))))

    def handle_endtag(self, tag):
        self.end_text()
        self.parts.append(f"/{tag}")

    def handle_data(self, data):
        self.words += data.split()

    def end_text(self):
        if self.words:
            self.parts.append(" ".join(self.words))
        self.words = []


def read_parts(html):
    reader = Reader()
    reader.feed(html)
    reader.close()
    reader.end_text()
    return reader.parts


def first_difference(ours, theirs):
    """The first place at which two pages differ, as a pair of what each has there; None where they are the same."""
    pairs = zip_longest(read_parts(ours), read_parts(theirs))
    return next(((first, second) for first, second in pairs if first != second), None)
