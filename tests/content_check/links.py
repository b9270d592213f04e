"""Every link of the site’s pages into the site itself: it answers, and the part of a page that it names is there."""

import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from django.conf import settings
from django.test import Client

NOT_FOLLOWED = ("/admin/", "/corrections/")  # the desk; and a form for each of many thousand cells


class PageParser(HTMLParser):
    """What a page links to, and the parts of it that a link can name."""

    def __init__(self, html):
        super().__init__()
        self.links, self.ids = set(), set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.ids.add(attributes.get("id"))
        if tag in {"a", "link", "img"} and (address := attributes.get("href") or attributes.get("src")):
            self.links.add(address)


def dead_links():
    """Sentences about links of the pages in the sitemap that lead nowhere, and how many links there are."""
    pages, linked, site = {}, {}, settings.SITE_URL
    client = Client(headers={"host": urlsplit(site).netloc})
    for address in addresses(client, "/sitemap.xml"):
        path = urlsplit(address).path
        pages[path] = PageParser(client.get(path).content.decode())
        for link in pages[path].links:
            linked.setdefault(urljoin(address, link), path)
    dead = []
    for address, path in sorted(linked.items()):
        target, fragment = urldefrag(address)
        if target.startswith(f"{site}/") and (why := problem(client, pages, target.removeprefix(site), fragment)):
            dead.append(f"{path}: {address.removeprefix(site)} {why}")
    return dead, len(linked)


def addresses(client, path):
    """What a sitemap names, or the maps that an index names."""
    text = client.get(path).content.decode()
    found = [unescape(address) for address in re.findall(r"<loc>([^<]+)</loc>", text)]
    if "<sitemapindex" not in text:
        return found
    return [address for part in found for address in addresses(client, part.removeprefix(settings.SITE_URL))]


def problem(client, pages, path, fragment):
    if path.startswith(NOT_FOLLOWED):
        return ""
    if path not in pages:
        response = client.get(path, follow=True)
        if response.status_code != 200:
            return f"answers {response.status_code}"
        is_page = response.get("Content-Type", "").startswith("text/html")
        pages[path] = PageParser(response.content.decode()) if is_page and not response.streaming else None
    page = pages[path]
    if fragment and page and unquote(fragment) not in page.ids and not fragment.startswith(":~:"):
        return "names a part that the page has not"
    return ""
