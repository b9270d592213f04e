"""How a feed is written: RSS 2.0, Atom and JSON Feed 1.1, each with the full content of its entries."""

import json
from html import escape

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed, rfc3339_date
from django.utils.xmlutils import SimplerXMLGenerator

from articles.markdown.rendering import ILLEGAL_IN_XML

# Sent as a feed's own type, browsers show the source and leave the stylesheet alone; feed readers look inside anyway.
XML = "application/xml; charset=utf-8"


def without_illegal(value):
    """The value without the characters that XML cannot hold, however deep they sit."""
    if isinstance(value, str):
        return ILLEGAL_IN_XML.sub("", value)
    if isinstance(value, list | tuple):
        return [without_illegal(item) for item in value]
    return value


class CleanFeed(SyndicationFeed):
    """A feed that no text can break and that is the same, byte for byte, as long as its entries are."""

    def __init__(self, **kwargs):
        super().__init__(**{name: without_illegal(value) for name, value in kwargs.items()})

    def add_item(self, **kwargs):
        super().add_item(**{name: without_illegal(value) for name, value in kwargs.items()})

    def latest_post_date(self):
        """When something changed here last; where nothing stands in it, when the site was made."""
        made = MigrationRecorder(connection).migration_qs
        return super().latest_post_date() if self.items else made.earliest("applied").applied.replace(microsecond=0)


class RssFeed(CleanFeed, Rss201rev2Feed):
    """Items carry the summary as description and the whole page as content:encoded. Titles are plain text."""

    content_type = XML

    def rss_attributes(self):
        namespaces = {
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        }
        return {**super().rss_attributes(), **namespaces}

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        handler.addQuickElement("dc:creator", self.feed["author_name"])

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, {**item, "description": as_html(item["description"])})
        handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))
        handler.addQuickElement("content:encoded", item["content"])


class AtomFeed(CleanFeed, Atom1Feed):
    content_type = XML

    def write(self, outfile, encoding):
        # Django's own writes no stylesheets into Atom.
        handler = SimplerXMLGenerator(outfile, encoding, short_empty_elements=True)
        handler.startDocument()
        for stylesheet in self.feed["stylesheets"] or []:
            handler.processingInstruction("xml-stylesheet", stylesheet)
        handler.startElement("feed", self.root_attributes())
        self.add_root_elements(handler)
        self.write_items(handler)
        handler.endElement("feed")

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, {**item, "description": as_html(item["description"])})
        handler.addQuickElement("content", item["content"], {"type": "html"})


class JsonFeed(CleanFeed):
    """See https://www.jsonfeed.org/version/1.1/"""

    content_type = "application/feed+json"

    def write(self, outfile, encoding):
        rights = self.feed["feed_copyright"]
        document = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "description": self.feed["subtitle"],
            "language": self.feed["language"],
            "authors": json_authors(self.feed),
            **({"_licence": {"about": rights}} if rights else {}),
            "items": [self.json_item(item) for item in self.items],
        }
        outfile.write(json.dumps(document, ensure_ascii=False, indent=1))

    def json_item(self, item):
        fields = {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "summary": item["description"],
            "content_html": item["content"],
            "date_published": rfc3339_date(item["pubdate"]),
            "date_modified": rfc3339_date(item["updateddate"]),
            "authors": json_authors(item),
            "tags": item["categories"],
        }
        return {name: value for name, value in fields.items() if value}


def as_html(text):
    """Plain text where the format expects HTML. Quotes stay, so that the source reads well in a browser too."""
    return escape(text, quote=False) if text else None


def json_authors(fields):
    if not fields["author_name"]:
        return []
    return [{"name": fields["author_name"], **({"url": fields["author_link"]} if fields["author_link"] else {})}]
