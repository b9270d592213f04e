"""What stands in a feed, as its formats take it: pages, whole, and changes of answers.

The number of queries does not depend on how many they are.
"""

from django.template.loader import render_to_string
from django.urls import reverse

from articles.absolute import absolute_url, make_absolute
from articles.metadata import description_of, text_of_html
from articles.models import Article
from comparisons.models import Comparison
from comparisons.table import build_tables

ENTRIES = 20


def newest_entries(pages):
    """The newest of these pages, newest first; comparisons with their tables."""
    newest = list(pages.newest_first()[:ENTRIES])
    keys = [page.pk for page in newest if page.kind == Article.Kind.COMPARISON]
    comparisons = Comparison.objects.for_page().with_last_change().in_bulk(keys)
    tables = dict(zip(comparisons, build_tables(page.sides for page in comparisons.values()), strict=True))
    return [page_entry(comparisons.get(page.pk, page), tables.get(page.pk)) for page in newest]


def page_entry(page, table):
    """A page with its whole text; ``table`` is that of a comparison, else None."""
    link = absolute_url(page.get_absolute_url())
    html = render_to_string("feeds/entry.html", {"page": page, "table": table, "link": link})
    topic = [page.topic.name] if page.topic else []
    return {
        "title": page.title,
        "link": link,
        "description": page.summary or description_of(text_of_html(page.lead_html or page.body_html), page.title),
        "unique_id": page.feed_id,
        "pubdate": page.published_at,
        # A page may be scheduled long after it was written.
        "updateddate": max(page.published_at, page.last_change if table else page.updated_at),
        "author_name": page.author.name if page.author else None,
        "author_link": (page.author and page.author.url) or None,
        "categories": list(dict.fromkeys([*topic, *(tag.name for tag in page.tags.all())])),
        "content": make_absolute(html, link),
    }


def change_entry(change):
    """A changed answer, as it was said at the time."""
    html = render_to_string("feeds/change.html", {"change": change})
    return {
        "title": change.text,
        "link": absolute_url(change.get_absolute_url() or reverse("changes")),
        "description": change.reason or change.text,
        "unique_id": change.feed_id,
        "pubdate": change.made_at,
        "updateddate": change.made_at,
        "categories": [item.name for item in (change.technology, change.feature) if item],
        "content": make_absolute(html, absolute_url("/")),
    }
