"""What the first page of the desk says about pages: drafts, scheduled work, and redirects that lead nowhere."""

from operator import attrgetter

from django.contrib import admin
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.urls import reverse
from django.utils.text import capfirst

from articles.admin.pages import PageAdmin, StateFilter
from articles.admin.publishing import moment
from articles.desk.site import FIRST, Item, Panel, list_first
from articles.models import OldSlug


@admin.site.panel(20)
def drafts(request):
    return page_panel(request, "Drafts", "draft", "-pk", lambda page: str(page.owner or ""))


@admin.site.panel(30)
def scheduled(request):
    return page_panel(request, "Scheduled", "scheduled", "published_at", lambda page: moment(page.published_at))


def page_panel(request, title, state, order, note):
    """A panel of the pages in a state, of each kind that the user may see, or None."""
    kinds = [site for site in admin.site._registry.values() if isinstance(site, PageAdmin)]
    kinds = [site for site in kinds if site.has_view_permission(request)]
    kinds.sort(key=lambda site: str(site.opts.verbose_name_plural))
    items, more, total = [], [], 0
    _, in_state = StateFilter.ways[state]
    for site in kinds:
        pages = in_state(site.get_queryset(request))
        count = pages.count()
        total += count
        first = pages.select_related("owner").only("title", "published_at", "owner__username").order_by(order)[:FIRST]
        items += [
            Item(page.title, reverse(admin_urlname(site.opts, "change"), args=[page.pk]), note(page)) for page in first
        ]
        words = f"{capfirst(str(site.opts.verbose_name_plural))}: all {count}"
        more += [Item(words, reverse(admin_urlname(site.opts, "changelist"), query={"state": state}))] if count else []
    return Panel(title, total, items, tuple(more)) if kinds else None


@admin.site.panel(60, "articles.view_oldslug")
def orphaned_redirects(request):
    orphans = OldSlug.objects.orphaned().select_related("content_type").order_by("-pk")
    about = (
        "Former addresses that lead to nothing any more, or that another page has taken: lead them on, or forget them."
    )
    return list_first("Orphaned redirects", orphans, {"state": "orphaned"}, attrgetter("trouble"), about)
