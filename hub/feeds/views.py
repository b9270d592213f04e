"""The feeds: of the newest pages, and of changed answers. Addresses come from SITE_URL."""

from html import unescape

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.feedgenerator import Stylesheet
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.views.decorators.http import require_safe

from articles.absolute import absolute_url, make_absolute
from articles.models import Article, Topic
from articles.public_pages import as_public
from articles.slugs import Moved, get_by_slug
from comparisons.compare import FEWEST, MOST, select
from comparisons.exports.decisions import read_decision
from comparisons.models import Change, Comparison, Feature, Technology
from comparisons.needs import PARAMETERS
from hub.feeds.entries import newest_entries
from hub.feeds.formats import AtomFeed, JsonFeed, RssFeed

FIVE_MINUTES = 5 * 60
MOST_CHANGES = 50
DESCRIBED = 240  # characters of a page without a summary


class PageFeed(Feed):
    """The newest pages, whole."""

    feed_type = RssFeed
    language = settings.LANGUAGE_CODE
    author_name = settings.SITE_NAME
    item_guid_is_permalink = False
    known_query = frozenset()
    home = "home"  # the name of the page that a feed without a subject is of; ``address`` is that of the feed

    @method_decorator(require_safe)
    def __call__(self, request, *args, **kwargs):
        return as_public(request, super().__call__(request, *args, **kwargs), FIVE_MINUTES)

    def author_link(self):
        return absolute_url(reverse("home"))

    def link(self, about):
        return absolute_url(about.get_absolute_url() if about else reverse(self.home))

    def feed_url(self, about):
        return absolute_url(reverse(self.address, kwargs={"slug": about.slug} if about else None))

    def description(self, about):
        return self.subtitle(about)

    def stylesheets(self):
        return [Stylesheet(static("css/feed.css"), mimetype="text/css")]

    def pages(self, about):
        return Article.objects.for_page().newest_first()

    def items(self, about):
        return newest_entries(self.pages(about))

    def item_title(self, entry):
        return entry.page.title

    def item_description(self, entry):
        """The summary or, where there is none, how the page begins."""
        text = unescape(strip_tags(entry.page.lead_html or entry.page.body_html))
        return entry.page.summary or Truncator(" ".join(text.split())).chars(DESCRIBED) or entry.page.title

    def item_link(self, entry):
        return entry.link

    def item_guid(self, entry):
        return entry.page.feed_id

    def item_pubdate(self, entry):
        return entry.page.published_at

    def item_updateddate(self, entry):
        return entry.updated_at

    def item_author_name(self, entry):
        return entry.page.author.name if entry.page.author else None

    def item_author_link(self, entry):
        return entry.page.author.url or None

    def item_categories(self, entry):
        return entry.categories

    def item_extra_kwargs(self, entry):
        return {"content": entry.content}


class HubFeed(PageFeed):
    """The newest pages of the hub, in one of the formats."""

    title = settings.SITE_NAME

    def __init__(self, feed_type, address):
        self.feed_type, self.address = feed_type, address

    def subtitle(self, about):
        return "New articles and technology comparisons in which every claim has a source, a date and a version."


class SubjectFeed(PageFeed):
    """The newest pages about one object of a model, which ``lookup`` finds."""

    def __init__(self, model, lookup, address):
        self.model, self.lookup, self.address = model, lookup, address

    def get_object(self, request, slug):
        return get_by_slug(self.model.objects.all(), slug)

    def title(self, about):
        return f"{settings.SITE_NAME}: {about}"

    def subtitle(self, about):
        return f"New articles and technology comparisons about {about}."

    def pages(self, about):
        return super().pages(about).filter(**{self.lookup: about})


class HubChanges(PageFeed):
    """The newest changed answers anywhere. Each entry is what was said at the time."""

    title = f"{settings.SITE_NAME}: changed answers"
    home, address = "changes", "changes-rss"

    def subtitle(self, about):
        return "Answers that changed in substance, each with its reason and its source. Corrected typos are left out."

    def changes(self, about):
        return Change.objects.newest_first()

    def items(self, about):
        return list(self.changes(about)[:MOST_CHANGES])

    def item_title(self, change):
        return change.text

    def item_description(self, change):
        return change.reason or change.text

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
        return Change.objects.newest_first().shown_in(Comparison.objects.filter(pk=about.pk))


class FeatureChanges(TechnologyChanges):
    """The newest changed answers to one feature."""

    address = "feature-changes"

    def get_object(self, request, slug):
        return get_by_slug(Feature.objects.all(), slug)

    def changes(self, about):
        return Change.objects.newest_first().filter(feature=about)


class TopicChanges(TechnologyChanges):
    """The newest changed answers in the comparisons of one topic."""

    address = "topic-changes"

    def get_object(self, request, slug):
        return get_by_slug(Topic.objects.all(), slug)

    def changes(self, about):
        return Change.objects.newest_first().shown_in(Comparison.objects.published().filter(topic=about))


class SelectionChanges(HubChanges):
    """The newest changed answers of technologies that a reader put side by side."""

    address = "compare-changes"
    known_query = frozenset(["t"])

    def get_object(self, request):
        """One address for each set: any other order of it leads there."""
        selection = select(request.GET.getlist("t"))
        if selection.unknown or not selection.is_comparable:
            raise Http404(f"Name {FEWEST} to {MOST} technologies.")
        if request.GET.getlist("t") != sorted(technology.slug for technology in selection.technologies):
            raise Moved("", f"{request.path}?{selection.canonical_query}")
        return selection

    def title(self, about):
        return f"{settings.SITE_NAME}: changed answers about {about.title}"

    def link(self, about):
        return absolute_url(about.canonical_path)

    def feed_url(self, about):
        return absolute_url(f"{reverse(self.address)}?{about.canonical_query}")

    def changes(self, about):
        return super().changes(about).filter(technology__in=about.technologies)


class ChoiceChanges(HubChanges):
    """The newest changed answers of those that a choice rests on."""

    address = "choose-changes"
    known_query = frozenset(PARAMETERS)

    def get_object(self, request):
        return read_decision(request.GET, request.path)

    def title(self, about):
        names = ", ".join(str(need.feature) for need in about.choice.wish.needs)
        return f"{settings.SITE_NAME}: changed answers to {names or 'what tells technologies apart'}"

    def link(self, about):
        return absolute_url(f"{reverse('choose')}?{about.choice.wish.query}")

    def feed_url(self, about):
        return absolute_url(f"{reverse(self.address)}?{about.choice.wish.query}")

    def changes(self, about):
        return about.changes


rss, atom, json_feed = HubFeed(RssFeed, "rss"), HubFeed(AtomFeed, "atom"), HubFeed(JsonFeed, "json-feed")
topic_rss = SubjectFeed(Topic, "topic", "topic-rss")
technology_rss = SubjectFeed(Technology, "subjects__technology", "technology-rss")
