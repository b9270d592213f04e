"""sitemap.xml: every public page and, where it shows one, the day of its last change. Addresses come from SITE_URL."""

from types import SimpleNamespace

from django.core.paginator import InvalidPage, Paginator
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Greatest
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from articles.absolute import absolute_url
from articles.models import Article, Author, Topic
from articles.paging import KeyPaginator
from articles.public_pages import HOUR, public_page
from comparisons.models import Comparison, Fact, Feature, Proof, Technology

PER_FILE = 1_000  # addresses, which takes a second to make where each has facts to look at
LISTS = ("home", "article-list", "comparison-list", "technology-list", "feature-list", "proof-list")
LISTS += ("compare", "choose", "trust", "feeds", "data")


def sections():
    """What is listed, by the name of its part of the sitemap: pages in files, which come with ``last_change``."""
    articles = Article.objects.published().filter(kind=Article.Kind.ARTICLE).annotate(last_change=F("updated_at"))
    proofs = (
        Proof.objects.published().with_runs().defer("script", "script_html").annotate(last_change=F("last_run__ran_at"))
    )
    facts = Fact.objects.published().exclude(level=Fact.Level.UNKNOWN).select_related("feature", "technology")
    comparisons = Comparison.objects.published().with_last_change()
    pages = {
        "articles": articles.only("kind", "slug"),
        "comparisons": comparisons.only("kind", "slug"),
        "technologies": answered(Technology),
        "features": answered(Feature),
        "facts": facts.annotate(last_change=F("changed_on")),
        "proofs": proofs,
        "topics": with_work(Topic),
        "authors": with_work(Author),
    }
    lists = Paginator([SimpleNamespace(get_absolute_url=reverse(name)) for name in LISTS], PER_FILE)
    return {"lists": lists} | {name: KeyPaginator(rows.order_by("pk"), PER_FILE) for name, rows in pages.items()}


def answered(model):
    """Technologies, or features: as new as the newest of their facts."""
    facts = Fact.objects.published().filter(**{model._meta.model_name: OuterRef("pk")}).order_by("-changed_on")
    return model.objects.published().annotate(last_change=Subquery(facts.values("changed_on")[:1]))


def with_work(model):
    """Topics, or authors, that have something published: as new as the newest of it."""
    work = Article.objects.published().filter(**{model._meta.model_name: OuterRef("pk")})
    newest = (Subquery(work.order_by(f"-{name}").values(name)[:1]) for name in ("published_at", "updated_at"))
    return model.objects.with_work().annotate(last_change=Greatest(*newest))


@public_page(query=["p"], max_age=HOUR)
def sitemap(request, section=None):
    """One section, or all of them in one file; where one is too large for that, an index of the sections."""
    found = sections()
    if section is None and any(files.num_pages > 1 for files in found.values()):
        return in_xml(
            request,
            "sitemap_index.xml",
            addresses=[address for item in found.items() for address in file_addresses(*item)],
        )
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


def file_addresses(name, files):
    """The address of each file of a section."""
    address = absolute_url(reverse("sitemap-section", kwargs={"section": name}))
    return [f"{address}?p={number}" if number > 1 else address for number in files.page_range]
