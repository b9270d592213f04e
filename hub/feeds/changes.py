"""Feeds of changed answers: of the hub, of a technology, of a comparison. Each entry is what was said at the time."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from articles.absolute import absolute_url, make_absolute
from articles.slugs import get_by_slug
from comparisons.models import Change, Comparison, Technology
from hub.feeds.views import PageFeed

ENTRIES = 50


class HubChanges(PageFeed):
    """The newest changed answers anywhere."""

    title = f"{settings.SITE_NAME}: changed answers"
    home, address = "changes", "changes-rss"

    def subtitle(self, about):
        return "Answers that changed in substance, each with its reason and its source. Corrected typos are left out."

    def changes(self, about):
        return Change.objects.newest_first()

    def items(self, about):
        return list(self.changes(about)[:ENTRIES])

    def item_title(self, change):
        return change.text

    def item_description(self, change):
        return change.reason

    def item_link(self, change):
        return absolute_url(change.get_absolute_url() or reverse("changes"))

    def item_guid(self, change):
        return change.feed_id

    def item_pubdate(self, change):
        return change.made_at

    item_updateddate = item_pubdate
    item_author_name = item_author_link = None

    def item_categories(self, change):
        return [item.name for item in (change.technology, change.feature) if item]

    def item_extra_kwargs(self, change):
        html = render_to_string("feeds/change.html", {"change": change})
        return {"content": make_absolute(html, absolute_url("/"))}


class TechnologyChanges(HubChanges):
    """The newest changed answers of one technology."""

    address = "technology-changes"

    def get_object(self, request, slug):
        return get_by_slug(Technology.objects.all(), slug)

    def title(self, about):
        return f"{settings.SITE_NAME}: changed answers about {about}"

    def changes(self, about):
        return super().changes(about).filter(technology=about)


class ComparisonChanges(TechnologyChanges):
    """The newest changed answers in the table of one comparison."""

    address = "comparison-changes"

    def get_object(self, request, slug):
        return get_by_slug(Comparison.objects.published(), slug)

    def title(self, about):
        return f"{settings.SITE_NAME}: changed answers in “{about}”"

    def changes(self, about):
        return Change.objects.newest_first().shown_in(about)
