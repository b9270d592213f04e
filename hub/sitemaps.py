"""sitemap.xml: every public page and the day its substance last changed. Addresses come from SITE_URL."""

import datetime
from types import SimpleNamespace

from django.core.paginator import InvalidPage, Paginator
from django.db.models import Exists, F, OuterRef, Subquery
from django.db.models.functions import Greatest
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from articles.absolute import absolute_url
from articles.models import Article, Author, Topic
from articles.paging import LongListPaginator
from articles.public_pages import HOUR, public_page
from comparisons.models import Comparison, Fact, Feature, Proof, Run, Technology

PER_FILE = 1_000  # addresses, which takes a second to make where each has facts to look at


class WholeList(LongListPaginator):
    count = Paginator.count


def in_files(pages, newest):
    """The files of a section: pages, which come with ``last_change``. ``newest`` is no earlier than any of that."""
    kind, pages = (Paginator, pages) if isinstance(pages, list) else (WholeList, pages.order_by("pk"))
    files = kind(pages, PER_FILE)
    files.newest = newest
    return files


def sections():
    """What is listed, by the name of its part of the sitemap. No page is looked at to know what is newest."""
    page, fact = newest_page(), newest_fact()
    comparison = newest_page(kind=Article.Kind.COMPARISON)
    comparison = comparison and latest(comparison, fact)  # as new as the facts it may show
    run = Run.objects.order_by("-ran_at").values_list("ran_at", flat=True).first()
    articles = Article.objects.published().filter(kind=Article.Kind.ARTICLE).annotate(last_change=F("updated_at"))
    proofs = Proof.objects.with_runs().defer("script", "script_html").annotate(last_change=F("last_run__ran_at"))
    facts = Fact.objects.exclude(level=Fact.Level.UNKNOWN).select_related("feature", "technology")
    comparisons = Comparison.objects.published().with_last_change()
    listed = latest(page, comparison)
    lists = {"home": listed, "article-list": listed, "comparison-list": comparison}
    lists |= dict.fromkeys(("technology-list", "feature-list", "proof-list", "compare", "choose"), fact)
    lists |= dict.fromkeys(("feeds", "data"))
    lists = [SimpleNamespace(get_absolute_url=reverse(name), last_change=moment) for name, moment in lists.items()]
    return {
        "lists": in_files(lists, latest(listed, fact)),
        "articles": in_files(articles.only("kind", "slug"), page),
        "comparisons": in_files(comparisons.only("kind", "slug"), comparison),
        "technologies": in_files(answered(Technology), fact),
        "features": in_files(answered(Feature), fact),
        "facts": in_files(facts.annotate(last_change=F("changed_on")), fact),
        "proofs": in_files(proofs, run),
        "topics": in_files(with_work(Topic), page),
        "authors": in_files(with_work(Author), page),
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


def newest_fact():
    """When a fact last changed, or None."""
    day = Fact.objects.order_by("-changed_on").values_list("changed_on", flat=True).first()
    return day and datetime.datetime.combine(day, datetime.time.min, datetime.UTC)


def latest(*moments):
    return max((moment for moment in moments if moment), default=None)


@public_page(query=["p"], max_age=HOUR)
def sitemap(request, section=None):
    """One section, or all of them in one file; where one is too large for that, an index of the sections."""
    found = sections()
    if section is None and any(files.num_pages > 1 for files in found.values()):
        return in_xml(request, "sitemap_index.xml", files=[file for item in found.items() for file in files_of(*item)])
    if section and section not in found:
        raise Http404("The sitemap has no such section.")
    try:
        parts = [files.page(request.GET.get("p", 1)) for name, files in found.items() if section in (None, name)]
    except InvalidPage as error:
        raise Http404("This section has no such file.") from error
    return in_xml(request, "sitemap.xml", pages=[page for part in parts for page in part])


def in_xml(request, template, **context):
    response = render(request, template, context, content_type="application/xml")
    response["X-Robots-Tag"] = "noindex"
    return response


def files_of(name, files):
    """Address and newest moment of each file of a section."""
    address = absolute_url(reverse("sitemap-section", kwargs={"section": name}))
    for number in files.page_range:
        yield f"{address}?p={number}" if number > 1 else address, files.newest
