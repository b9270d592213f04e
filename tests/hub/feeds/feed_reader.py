"""Reading feeds as their readers do: each must be well-formed, and says the same in every format."""

import json
import xml.etree.ElementTree as ET

import feedparser
import pytest

RSS, ATOM, JSON = "/feeds/rss.xml", "/feeds/atom.xml", "/feeds/feed.json"
ALL = pytest.mark.parametrize("address", [RSS, ATOM, JSON])
XML = pytest.mark.parametrize("address", [RSS, ATOM])


def read(client, address, **headers):
    """A feed as its readers see it: title, entries with the same few names whatever the format."""
    response = client.get(address, headers=headers)
    assert response.status_code == 200
    if address == JSON:
        return json.loads(response.content)
    ET.fromstring(response.content)
    feed = feedparser.parse(response.content, sanitize_html=False)
    assert not feed.bozo
    return feed


def titles(client, address):
    feed = read(client, address)
    return [entry["title"] for entry in (feed["items"] if address == JSON else feed.entries)]


def content(client, address):
    """The full content of the only entry."""
    feed = read(client, address)
    if address == JSON:
        (entry,) = feed["items"]
        return entry["content_html"]
    (entry,) = feed.entries
    (whole,) = entry.content
    return whole.value
