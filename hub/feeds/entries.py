"""What stands in a feed: the newest pages, whole, in a number of queries that does not depend on theirs."""

import datetime
from dataclasses import dataclass

from django.template.loader import render_to_string

from articles.absolute import absolute_url, make_absolute
from articles.models import Article
from comparisons.models import Comparison
from comparisons.table import Table, build_tables

ENTRIES = 20


@dataclass(frozen=True)
class FeedEntry:
    """A page as a feed shows it; ``table`` is None unless the page is a comparison."""

    page: Article
    table: Table | None = None

    @property
    def link(self):
        return absolute_url(self.page.get_absolute_url())

    @property
    def updated_at(self) -> datetime.datetime:
        """When a subscriber last had something new to read here: a page may be scheduled long after it was written."""
        changed = self.page.last_change if self.table else self.page.updated_at
        return max(self.page.published_at, changed)

    @property
    def categories(self):
        topic = [self.page.topic.name] if self.page.topic else []
        return list(dict.fromkeys([*topic, *(tag.name for tag in self.page.tags.all())]))

    @property
    def content(self):
        """The whole page as HTML that reads the same wherever it is shown."""
        context = {"page": self.page, "table": self.table, "link": self.link}
        return make_absolute(render_to_string("feeds/entry.html", context), self.link)


def newest_entries(pages):
    """The newest of these pages as entries, newest first."""
    newest = list(pages[:ENTRIES])
    comparisons = list(
        Comparison.objects.for_page()
        .with_last_change()
        .filter(pk__in=[page.pk for page in newest if page.kind == Article.Kind.COMPARISON])
    )
    tables = build_tables(
        (
            [subject.technology for subject in comparison.subjects.all()],
            [row.feature for row in comparison.rows.all()],
        )
        for comparison in comparisons
    )
    whole = {comparison.pk: FeedEntry(comparison, table) for comparison, table in zip(comparisons, tables, strict=True)}
    return [whole.get(page.pk) or FeedEntry(page) for page in newest]
