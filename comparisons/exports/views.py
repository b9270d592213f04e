"""What programs and other sites take along: CSV, JSON, Markdown, and a table to embed. Each gets and answers."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override

from articles.absolute import absolute_url
from articles.models import Article, Topic
from articles.public_pages import public_page
from articles.slugs import get_by_slug
from comparisons.exports import page_markdown as pages
from comparisons.exports.formats import FORMATS
from comparisons.exports.tables import export_comparison, export_selection
from comparisons.models import Comparison, Feature, Technology
from comparisons.table import build_table

FIVE_MINUTES = 5 * 60
FRAMED = {**settings.SECURE_CSP, "frame-ancestors": ["*"]}


def beside(path, response):
    """The response, with which search engines are led to the page that people read."""
    response["Link"] = f'<{absolute_url(path)}>; rel="canonical"'
    return response


def in_markdown(text, path):
    return beside(path, HttpResponse(f"{text}\n", content_type=FORMATS["md"].content_type))


def in_format(export, suffix):
    form = FORMATS[suffix]
    response = HttpResponse(form.write(export), content_type=form.content_type)
    if form.download:
        response["Content-Disposition"] = content_disposition_header(True, f"{export.name}.{suffix}")
    return beside(export.path, response)


@public_page(max_age=FIVE_MINUTES)
def comparison(request, slug, suffix):
    return in_format(export_comparison(slug), suffix)


@public_page(query=["t"], max_age=FIVE_MINUTES)
def selection(request, suffix):
    return in_format(export_selection(request.GET.getlist("t")), suffix)


@public_page(max_age=FIVE_MINUTES)
@xframe_options_exempt
@csp_override(FRAMED)
def comparison_embed(request, slug):
    """The table alone, for a frame on anybody's site: the one address that may be framed."""
    export = export_comparison(slug)
    return beside(export.path, render(request, "comparisons/embed.html", {"export": export}))


@public_page(max_age=FIVE_MINUTES)
def schema(request):
    """What each part of the JSON means, as JSON Schema."""
    return render(request, "comparisons/schema.json", content_type="application/schema+json")


@public_page(max_age=FIVE_MINUTES)
def article_markdown(request, slug):
    article = get_by_slug(Article.objects.for_page().filter(kind=Article.Kind.ARTICLE), slug)
    technologies = Technology.objects.filter(subjects__article=article).order_by("subjects__position")
    return in_markdown(pages.write_article(article, technologies), article.get_absolute_url())


@public_page(max_age=FIVE_MINUTES)
def technology_markdown(request, slug):
    technology = get_by_slug(Technology.objects.for_table(), slug)
    table = build_table([technology], Feature.objects.answered_by(technology))
    about = Article.objects.for_lists().filter(subjects__technology=technology)
    text = pages.write_technology(technology, table, about)
    return in_markdown(text, technology.get_absolute_url())


@public_page(max_age=FIVE_MINUTES)
def feature_markdown(request, slug):
    feature = get_by_slug(Feature.objects.select_related("group"), slug)
    table = build_table(Technology.objects.for_table().answering(feature), [feature])
    asking = Comparison.objects.for_lists().filter(rows__feature=feature)
    return in_markdown(pages.write_feature(feature, table, asking), feature.get_absolute_url())


@public_page(max_age=FIVE_MINUTES)
def topic_markdown(request, slug):
    topic = get_by_slug(Topic.objects.all(), slug)
    text = pages.write_topic(topic, Article.objects.for_lists().filter(topic=topic))
    return in_markdown(text, topic.get_absolute_url())


@public_page(max_age=FIVE_MINUTES)
def article_list_markdown(request):
    path = reverse("article-list")
    text = pages.write_list("Articles and comparisons", absolute_url(path), Article.objects.for_lists())
    return in_markdown(text, path)


@public_page(max_age=FIVE_MINUTES)
def comparison_list_markdown(request):
    path = reverse("comparison-list")
    text = pages.write_list("Comparisons", absolute_url(path), Comparison.objects.for_lists())
    return in_markdown(text, path)


@public_page(max_age=FIVE_MINUTES)
def technology_list_markdown(request):
    path = reverse("technology-list")
    text = pages.write_technologies(absolute_url(path), Technology.objects.all())
    return in_markdown(text, path)


@public_page(max_age=FIVE_MINUTES)
def feature_list_markdown(request):
    path = reverse("feature-list")
    text = pages.write_features(absolute_url(path), Feature.objects.select_related("group"))
    return in_markdown(text, path)
