"""The public pages of articles, topics and authors, and the private one of a draft."""

from copy import copy
from datetime import timedelta
from urllib.parse import unquote

from django.core import signing
from django.db import transaction
from django.db.models import Case, F, When
from django.db.models.functions import Now
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import resolve, reverse
from django.views.decorators.http import require_safe

from articles import metadata
from articles.extensions import extensions
from articles.filters import ArticleFilter
from articles.models import Article, Author, Topic
from articles.paging import PAGE_SIZE, requested_page
from articles.public_pages import public_page
from articles.slugs import get_by_slug

LIST = (
    "Articles",
    "Everything published on the hub, newest first: comparisons, and articles on how to choose and run what they "
    "compare.",
)
PREVIEW = "preview"  # what these links are signed for
WEEK = timedelta(days=7)
NEWEST = 20  # the list of articles, narrowed by its filters, has the rest


@public_page(query=["page", *ArticleFilter.base_filters])
def article_list(request):
    pages = Article.objects.for_lists()
    return filtered_list(request, pages, ArticleFilter, LIST, "articles/article_list.html")


def filtered_list(request, queryset, filter_class, about, template):
    """A list, narrowed by what the address asks for. A filter that means nothing finds nothing."""
    filters = filter_class(request.GET, queryset=queryset)
    found = filters.qs if filters.is_valid() else queryset.none()
    return paged_list(request, found, about, template, filters=filters)


def paged_list(request, found, about, template, *, size=PAGE_SIZE, **context):
    """The page of a list that was asked for; ``about`` is name and description of the list. A 404 for others."""
    page = requested_page(request, found, size)
    about = metadata.numbered(metadata.Metadata(*about, request.path), page.number)
    return render(request, template, {"page": page, "metadata": about, **context})


@public_page()
def article_detail(request, slug):
    article = get_by_slug(Article.objects.for_page().with_neighbours().filter(kind=Article.Kind.ARTICLE), slug)
    context = {"article": article, "about": [], "related": []}
    for extension in extensions[Article]:
        context |= extension.page_context(article)
    context["metadata"] = metadata.of_article(article, context["about"])
    return render(request, "articles/article_detail.html", context)


@public_page()
def topic_detail(request, slug):
    topic = get_by_slug(Topic.objects.all(), slug)
    pages = Article.objects.for_lists().filter(topic=topic)[:NEWEST]
    context = {"topic": topic, "pages": pages, "newest": NEWEST, "metadata": metadata.of_topic(topic)}
    return render(request, "articles/topic_detail.html", context)


@public_page()
def author_detail(request, slug):
    author = get_by_slug(Author.objects.with_work(), slug)
    pages = Article.objects.for_lists().filter(author=author)[:NEWEST]
    context = {"author": author, "pages": pages, "newest": NEWEST, "metadata": metadata.of_author(author)}
    return render(request, "articles/author_detail.html", context)


def preview_address(page):
    """Where anybody who knows it reads a page that is not public: for a week, unless its slug changes before."""
    return reverse("shared-preview", kwargs={"key": signing.dumps([page.uid.hex, page.slug], salt=PREVIEW)})


@require_safe
def shared_preview(request, key):
    """An unpublished page for whoever has its link; once it is public, the way to its address."""
    try:
        uid, slug = signing.loads(key, salt=PREVIEW, max_age=WEEK)
    except signing.BadSignature:
        uid = slug = None
    page = Article.objects.filter(uid=uid, slug=slug).first()
    if page is None:
        context = {"metadata": metadata.of_nothing("Preview", "Unpublished work.")}
        return keep_private(render(request, "articles/preview_over.html", context, status=404))
    if Article.objects.published().filter(pk=page.pk).exists():
        return keep_private(redirect(page))
    return show_preview(request, page, "This is unpublished work, shared with you for a week.")


# --- a page as readers would see it: its real view, on data that is taken back afterwards ---


def show_preview(request, page, notice):
    """The public page of a saved article as if it were published, under a notice. Nothing of that stays."""
    with transaction.atomic():
        moment = Case(When(published_at__lte=Now(), then=F("published_at")), default=Now())
        Article._base_manager.filter(pk=page.pk).update(status=Article.Status.PUBLISHED, published_at=moment)
        for extension in extensions[type(page)]:
            extension.publish(page)
        asked = copy(request)
        asked.preview_of_form = request.method == "POST"  # what has no address has no variants to link to
        if asked.preview_of_form:  # the parameters of the desk mean nothing to the page
            asked.method, asked.GET = "GET", QueryDict()
        asked.path, asked.preview_notice = page.get_absolute_url(), notice
        asked.resolver_match = match = resolve(unquote(asked.path))
        response = match.func(asked, *match.args, **match.kwargs)
        transaction.set_rollback(True)
    return keep_private(response)


def keep_private(response):
    """The response for one reader: no cache keeps it, no search engine lists it, no link in it tells where it is."""
    response.headers.pop("Surrogate-Key", None)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    return response
