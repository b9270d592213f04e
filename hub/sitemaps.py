"""sitemap.xml: every public page, the day its substance last changed, and its card. Addresses come from SITE_URL."""

import datetime
from functools import cached_property, partial
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap, views
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch, Subquery
from django.template.response import TemplateResponse
from django.urls import reverse

from articles.absolute import absolute_url
from articles.metadata import card_of
from articles.models import Article, Author, Topic
from articles.paging import LongListPaginator
from articles.public_pages import public_page
from comparisons.models import Comparison, Fact, Feature, Proof, Run, Subject, Technology

HOUR = 60 * 60


class HubSitemap(Sitemap):
    limit = 1_000  # addresses in a file, which takes a second to make where each has facts to look at

    @cached_property
    def paginator(self):
        paginator = LongListPaginator(self.items(), self.limit)
        paginator.count = self.count()
        return paginator

    def count(self):
        return self.items().count()

    def get_latest_lastmod(self):
        """The newest day of the section, or a later one: no page is looked at to find it."""
        return newest_fact()

    def get_protocol(self, protocol=None):
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc


class ListSitemap(HubSitemap):
    """Home and the lists: as new as the newest thing they show. An item is the name of an address and its date."""

    def items(self):
        return list(self.changes.items())

    def location(self, item):
        return reverse(item[0])

    def lastmod(self, item):
        return item[1]

    @cached_property
    def paginator(self):
        return Paginator(self.items(), self.limit)

    def get_latest_lastmod(self):
        return latest(*self.changes.values())

    @cached_property
    def changes(self):
        facts = newest_fact()
        comparisons = newest_comparison()
        pages = latest(newest(Article.objects.published()), comparisons)
        return {
            "home": pages,
            "article-list": pages,
            "comparison-list": comparisons,
            "technology-list": facts,
            "feature-list": facts,
            "proof-list": facts,
            "compare": facts,
            "choose": facts,
            "feeds": None,
            "data": None,
        }


class PageSitemap(HubSitemap):
    """Pages that have a social card."""

    shown = ("slug", "kind", "uid", "title", "summary")

    def with_cards(self, pages):
        subjects = Subject.objects.select_related("technology")
        return pages.only(*self.shown).prefetch_related(Prefetch("subjects", subjects)).order_by("pk")

    def get_urls(self, **kwargs):
        urls = super().get_urls(**kwargs)
        for url in urls:
            url["image"] = absolute_url(card_of(url["item"], url["item"].subjects.all()).path)
        return urls


class ArticleSitemap(PageSitemap):
    shown = (*PageSitemap.shown, "updated_at")

    def get_latest_lastmod(self):
        return newest(Article.objects.published())

    def items(self):
        return self.with_cards(Article.objects.published().filter(kind=Article.Kind.ARTICLE))

    def lastmod(self, article):
        return article.updated_at


class ComparisonSitemap(PageSitemap):
    shown = (*PageSitemap.shown, "verdict_html")

    def get_latest_lastmod(self):
        return newest_comparison()

    def count(self):
        return Article.objects.published().filter(kind=Article.Kind.COMPARISON).count()  # without a join

    def items(self):
        return self.with_cards(Comparison.objects.published().with_last_change())

    def lastmod(self, comparison):
        return comparison.last_change


class AnsweredSitemap(HubSitemap):
    """Technologies, or features: as new as the newest of their facts."""

    def __init__(self, model):
        self.model = model

    def items(self):
        facts = Fact.objects.filter(**{self.model._meta.model_name: OuterRef("pk")}).order_by("-changed_on")
        return self.model.objects.annotate(last_change=Subquery(facts.values("changed_on")[:1])).order_by("pk")

    def lastmod(self, item):
        return item.last_change


class ProofSitemap(HubSitemap):
    """Proofs: as new as their last run."""

    def get_latest_lastmod(self):
        return latest(Run.objects.order_by("-ran_at").values_list("ran_at", flat=True).first())

    def items(self):
        return Proof.objects.with_runs().defer("script", "script_html").order_by("pk")

    def lastmod(self, proof):
        return proof.last_run and proof.last_run.ran_at


class WorkSitemap(HubSitemap):
    """Topics, or authors, that have something published: as new as the newest of it."""

    def __init__(self, model):
        self.model = model

    def get_latest_lastmod(self):
        return newest(Article.objects.published())

    def items(self):
        work = Article.objects.published().filter(**{self.model._meta.model_name: OuterRef("pk")})
        newest = {
            "appeared": Subquery(work.order_by("-published_at").values("published_at")[:1]),
            "changed": Subquery(work.order_by("-updated_at").values("updated_at")[:1]),
        }
        return self.model.objects.filter(Exists(work)).annotate(**newest).order_by("pk")

    def lastmod(self, item):
        return max(item.appeared, item.changed)


SITEMAPS = {
    "lists": ListSitemap,
    "articles": ArticleSitemap,
    "comparisons": ComparisonSitemap,
    "technologies": partial(AnsweredSitemap, Technology),
    "features": partial(AnsweredSitemap, Feature),
    "proofs": ProofSitemap,
    "topics": partial(WorkSitemap, Topic),
    "authors": partial(WorkSitemap, Author),
}


def newest(pages):
    """When the newest of these pages appeared or changed, or None. Scheduled work appears after it was written."""
    fields = ("published_at", "updated_at")
    return latest(*(pages.order_by(f"-{field}").values_list(field, flat=True).first() for field in fields))


def newest_comparison():
    """When the newest comparison appeared, or it or a fact changed, or None."""
    pages = newest(Article.objects.published().filter(kind=Article.Kind.COMPARISON))
    return pages and latest(pages, newest_fact())


def newest_fact():
    """When a fact last changed, or None."""
    day = Fact.objects.order_by("-changed_on").values_list("changed_on", flat=True).first()
    return day and datetime.datetime.combine(day, datetime.time.min, datetime.UTC)


def latest(*moments):
    return max((moment for moment in moments if moment), default=None)


@public_page(query=["p"], max_age=HOUR)
@views.x_robots_tag
def sitemap(request, section=None):
    """One section, or all of them in one file; where one is too large for that, an index of the sections."""
    sections = {name: of_kind() for name, of_kind in SITEMAPS.items()}
    if section is None and any(part.paginator.num_pages > 1 for part in sections.values()):
        response = TemplateResponse(
            request, "sitemap_index.xml", {"sitemaps": index(sections)}, content_type="application/xml"
        )
    else:
        response = views.sitemap(request, sections, section)
    return response.render()


def index(sections):
    """An item for each file of each section. Django's own index would name the host of the request."""
    items = []
    for name, part in sections.items():
        address = absolute_url(reverse("sitemap-section", kwargs={"section": name}))
        files = [f"{address}?p={number}" if number > 1 else address for number in part.paginator.page_range]
        last_mod = part.get_latest_lastmod()
        items += [views.SitemapIndexItem(file, last_mod) for file in files]
    return items
