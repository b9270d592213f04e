"""The sources of a table, by technology: who publishes each, and no two under one name."""

from collections import Counter
from urllib.parse import unquote, urlsplit

MOST_LISTED = 300  # of more, each stands with its answer alone


def sources_by_technology(table):
    """Pairs of a technology and the sources that its answers cite, each once; empty where they are too many to list."""
    cited = [(technology, cited_by(table, technology)) for technology in table.columns]
    listed = sum(len(sources) for _, sources in cited) <= MOST_LISTED
    return [(technology, sources) for technology, sources in cited if sources and listed]


def cited_by(table, technology):
    """Title, address and publisher of each: its host, or where two of one title stand there, what tells them apart."""
    cells = [cell for cell in table.cells if cell.technology == technology]
    titles = {source.url: source.title for cell in cells for source in cell.sources}
    named = Counter((title, host_of(url)) for url, title in titles.items())
    return [
        (title, url, host_of(url) if named[title, host_of(url)] == 1 else place_of(url))
        for url, title in titles.items()
    ]


def host_of(url):
    return urlsplit(url).netloc.removeprefix("www.")


def place_of(url):
    """The address in short: “docs.example.org/guide/#start”."""
    parts = urlsplit(url)
    return unquote(f"{host_of(url)}{parts.path}" + (f"#{parts.fragment}" if parts.fragment else ""))
