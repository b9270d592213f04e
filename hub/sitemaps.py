"""sitemap.xml: every public page, the day its substance last changed, and its card. Addresses come from SITE_URL."""

import datetime
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap, views
from django.core.paginator import Paginator
from django.db.models import Exists, F, OuterRef, Prefetch, Subquery
from django.db.models.functions import Greatest
from django.template.response import TemplateResponse
from django.urls import reverse

from articles.absolute import absolute_url
from articles.metadata import card_of
from articles.models import Article, Author, Topic
from articles.paging import LongListPaginator
from articles.public_pages import HOUR, public_page
from comparisons.models import Comparison, Fact, Feature, Proof, Run, Subject, Technology


class Section(Sitemap):
    """The pages of a kind, which come with ``last_change``. ``newest`` finds a moment that is no earlier than theirs.

    It looks at no page for that.
    """

    limit = 1_000  # addresses in a file, which takes a second to make where each has facts to look at

    def __init__(self, pages, newest):
        self.pages, self.get_latest_lastmod = pages, newest

    def items(self):
        return self.pages.order_by("pk")

    def lastmod(self, page):
        return page.last_change

    @cached_property
    def paginator(self):
        paginator = LongListPaginator(self.items(), self.limit)
        paginator.count = self.pages.count()
        return paginator

    def get_protocol(self, protocol=None):
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc


class CardSection(Section):
    """Pages that have a social card."""

    unread = ("body", "lead_html", "body_html", "contents", "told")

    def items(self):
        subjects = Subject.objects.select_related("technology")
        return super().items().defer(*self.unread).prefetch_related(Prefetch("subjects", subjects))

    def get_urls(self, **kwargs):
        urls = super().get_urls(**kwargs)
        for url in urls:
            url["image"] = absolute_url(card_of(url["item"], url["item"].subjects.all()).path)
        return urls


@dataclass(frozen=True)
class ListPage:
    """Home or a list: as new as the newest thing that it shows."""

    name: str
    last_change: datetime.datetime | None

    def get_absolute_url(self):
        return reverse(self.name)


class ListSection(Section):
    def items(self):
        return self.pages

    @cached_property
    def paginator(self):
        return Paginator(self.pages, self.limit)


def list_section():
    facts, comparisons = newest_fact(), newest_comparison()
    pages = latest(newest_page(), comparisons)
    shown = {"home": pages, "article-list": pages, "comparison-list": comparisons}
    shown |= dict.fromkeys(("technology-list", "feature-list", "proof-list", "compare", "choose"), facts)
    shown |= dict.fromkeys(("feeds", "data"))
    return ListSection([ListPage(*item) for item in shown.items()], lambda: latest(pages, facts))


def sections():
    """What is listed, by the name of its part of the sitemap."""
    articles = Article.objects.published().filter(kind=Article.Kind.ARTICLE).annotate(last_change=F("updated_at"))
    proofs = Proof.objects.with_runs().defer("script", "script_html").annotate(last_change=F("last_run__ran_at"))
    facts = Fact.objects.exclude(level=Fact.Level.UNKNOWN).select_related("feature", "technology")
    return {
        "lists": list_section(),
        "articles": CardSection(articles, newest_page),
        "comparisons": CardSection(Comparison.objects.published().with_last_change(), newest_comparison),
        "technologies": Section(answered(Technology), newest_fact),
        "features": Section(answered(Feature), newest_fact),
        "facts": Section(facts.annotate(last_change=F("changed_on")), newest_fact),
        "proofs": Section(proofs, newest_run),
        "topics": Section(with_work(Topic), newest_page),
        "authors": Section(with_work(Author), newest_page),
    }


def answered(model):
    """Technologies, or features: as new as the newest of their facts."""
    facts = Fact.objects.filter(**{model._meta.model_name: OuterRef("pk")}).order_by("-changed_on")
    return model.objects.annotate(last_change=Subquery(facts.values("changed_on")[:1]))


def with_work(model):
    """Topics, or authors, that have something published: as new as the newest of it."""
    work = Article.objects.published().filter(**{model._meta.model_name: OuterRef("pk")})
    newest = (Subquery(work.order_by(f"-{name}").values(name)[:1]) for name in ("published_at", "updated_at"))
    return model.objects.filter(Exists(work)).annotate(last_change=Greatest(*newest))


def newest_page(**about):
    """When the newest page appeared or changed, or None. Scheduled work appears after it was written."""
    pages = Article.objects.published().filter(**about)
    fields = ("published_at", "updated_at")
    return latest(*(pages.order_by(f"-{field}").values_list(field, flat=True).first() for field in fields))


def newest_comparison():
    """When the newest comparison appeared, or it or a fact changed, or None."""
    pages = newest_page(kind=Article.Kind.COMPARISON)
    return pages and latest(pages, newest_fact())


def newest_fact():
    """When a fact last changed, or None."""
    day = Fact.objects.order_by("-changed_on").values_list("changed_on", flat=True).first()
    return day and datetime.datetime.combine(day, datetime.time.min, datetime.UTC)


def newest_run():
    return Run.objects.order_by("-ran_at").values_list("ran_at", flat=True).first()


def latest(*moments):
    return max((moment for moment in moments if moment), default=None)


@public_page(query=["p"], max_age=HOUR)
@views.x_robots_tag
def sitemap(request, section=None):
    """One section, or all of them in one file; where one is too large for that, an index of the sections."""
    found = sections()
    if section is None and any(part.paginator.num_pages > 1 for part in found.values()):
        response = TemplateResponse(
            request, "sitemap_index.xml", {"sitemaps": index(found)}, content_type="application/xml"
        )
    else:
        response = views.sitemap(request, found, section)
    return response.render()


def index(found):
    """An item for each file of each section. Django's own index would name the host of the request."""
    items = []
    for name, part in found.items():
        address = absolute_url(reverse("sitemap-section", kwargs={"section": name}))
        files = [f"{address}?p={number}" if number > 1 else address for number in part.paginator.page_range]
        last_mod = part.get_latest_lastmod()
        items += [views.SitemapIndexItem(file, last_mod) for file in files]
    return items
