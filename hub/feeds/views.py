"""The feeds: of the newest pages, and of changed answers. Addresses come from SITE_URL."""

from django.conf import settings
from django.http import HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.feedgenerator import Stylesheet

from articles.absolute import absolute_url
from articles.models import Article, Topic
from articles.public_pages import FIVE_MINUTES, public_page
from articles.slugs import get_by_slug
from comparisons.exports.decisions import read_decision
from comparisons.models import Change, Comparison, Technology
from comparisons.needs import PARAMETERS
from hub.feeds.entries import change_entry, newest_entries
from hub.feeds.formats import RssFeed

MOST_CHANGES = 50


def as_feed(kind, title, subtitle, page, own, entries):
    """The answer with a feed; ``page`` is the path of what it is about, ``own`` that of itself."""
    feed = kind(
        title=title,
        link=absolute_url(page),
        description=subtitle,
        subtitle=subtitle,
        language=settings.LANGUAGE_CODE,
        feed_url=absolute_url(own),
        author_name=settings.SITE_NAME,
        author_link=absolute_url(reverse("home")),
        feed_copyright=settings.CONTENT_LICENCE and "{title}: {path}".format(**settings.CONTENT_LICENCE),
        stylesheets=[Stylesheet(static("css/feed.css"), mimetype="text/css")],
    )
    for entry in entries:
        feed.add_item(**entry, unique_id_is_permalink=False)
    return HttpResponse(feed.writeString("utf-8"), content_type=kind.content_type)


@public_page(max_age=FIVE_MINUTES)
def newest_pages(request, kind):
    """The newest pages of the hub, in a format."""
    subtitle = "New articles and technology comparisons in which every claim has a source, a date and a version."
    entries = newest_entries(Article.objects.for_page())
    return as_feed(kind, settings.SITE_NAME, subtitle, reverse("home"), request.path, entries)


# What pages can be about: its model, and how a page leads to it.
PAGES_ABOUT = {"topic": (Topic, "topic"), "technology": (Technology, "subjects__technology")}


@public_page(max_age=FIVE_MINUTES)
def pages_about(request, slug, kind):
    model, path = PAGES_ABOUT[kind]
    about = get_by_slug(model.readable(), slug)
    title = f"{settings.SITE_NAME}: {about}"
    subtitle = f"New articles and technology comparisons about {about}."
    entries = newest_entries(Article.objects.for_page().filter(**{path: about}))
    return as_feed(RssFeed, title, subtitle, about.get_absolute_url(), request.path, entries)


def changed_answers(request, about, page, found, query=""):
    """The newest of these changes; ``query`` is the one in which the feed has its address."""
    subtitle = (
        "Answers that changed in substance, with reason and source, and what scripts newly show. Typos are left out."
    )
    title = f"{settings.SITE_NAME}: changed answers{about}"
    own = f"{request.path}?{query}" if query else request.path
    return as_feed(RssFeed, title, subtitle, page, own, map(change_entry, found.newest_first()[:MOST_CHANGES]))


@public_page(max_age=FIVE_MINUTES)
def hub_changes(request):
    return changed_answers(request, "", reverse("changes"), Change.objects.all())


@public_page(max_age=FIVE_MINUTES)
def technology_changes(request, slug):
    technology = get_by_slug(Technology.readable(), slug)
    path = technology.get_absolute_url()
    return changed_answers(request, f" about {technology}", path, technology.changes.all())


@public_page(max_age=FIVE_MINUTES)
def comparison_changes(request, slug):
    page = get_by_slug(Comparison.objects.published(), slug)
    shown = Change.objects.shown_in(Comparison.objects.filter(pk=page.pk))
    return changed_answers(request, f" in “{page}”", page.get_absolute_url(), shown)


@public_page(max_age=FIVE_MINUTES)
def topic_changes(request, slug):
    """Of the answers that the comparisons of a topic show."""
    topic = get_by_slug(Topic.objects.all(), slug)
    shown = Change.objects.shown_in(Comparison.objects.published().filter(topic=topic))
    return changed_answers(request, f" about {topic}", topic.get_absolute_url(), shown)


@public_page(query=PARAMETERS, max_age=FIVE_MINUTES)
def choice_changes(request):
    """Of the answers that a choice rests on; where it names no need, of all that its technologies give."""
    decision = read_decision(request.GET, request.path)
    wish = decision.choice.wish
    if wish.needs:
        about, found = f" to {', '.join(str(need.feature) for need in wish.needs)}", decision.changes
    else:
        about = f" about {', '.join(map(str, wish.named)) or 'these technologies'}"
        found = Change.objects.filter(technology__in=decision.wish.named)
    return changed_answers(request, about, f"{reverse('choose')}?{wish.query}", found, wish.query)
