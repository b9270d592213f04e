"""What programs and other sites take along: CSV, JSON, Markdown, and a table to embed. Each gets and answers."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override

from articles.absolute import absolute_url
from articles.models import Article
from articles.public_pages import FIVE_MINUTES, public_page
from articles.slugs import get_by_slug
from comparisons.exports import markdown
from comparisons.exports.decisions import read_decision, to_decision_json, to_record
from comparisons.exports.formats import FORMATS, export_comparison, export_selection
from comparisons.models import Feature, Technology
from comparisons.needs import PARAMETERS
from comparisons.support import to_calendar

DECISION = [*PARAMETERS, "decide"]
FRAMED = {**settings.SECURE_CSP, "frame-ancestors": ["*"]}


def beside(path, response):
    """The response, with which search engines are led to the page that people read; and under which licence it is."""
    response["Link"] = f'<{absolute_url(path)}>; rel="canonical"'
    if settings.CONTENT_LICENCE:
        response["Link"] += f', <{settings.CONTENT_LICENCE["path"]}>; rel="license"'
    return response


def in_format(export, suffix):
    form = FORMATS[suffix]
    response = HttpResponse(form.write(export), content_type=form.content_type)
    if form.download:
        response["Content-Disposition"] = content_disposition_header(True, f"{export.name}.{suffix}")
    return beside(export.path, response)


@public_page(query=["f", "only"], max_age=FIVE_MINUTES)
def comparison(request, slug, suffix):
    return in_format(export_comparison(slug, request.GET), suffix)


@public_page(query=["t", "f", "only"], max_age=FIVE_MINUTES)
def selection(request, suffix):
    return in_format(export_selection(request.GET), suffix)


def in_decision(decision, text, form):
    response = HttpResponse(text, content_type=FORMATS[form].content_type)
    return beside(f"{reverse('choose')}?{decision.choice.wish.query}", response)


@public_page(query=DECISION, max_age=FIVE_MINUTES)
def decision_record(request):
    """A decision record for the reader's own repository."""
    decision = read_decision(request.GET, request.path)
    response = in_decision(decision, to_record(decision), "md")
    name = f"use-{decision.decided.slug}" if decision.decided else "decision"
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.md")
    return response


@public_page(query=[*DECISION, "since"], max_age=FIVE_MINUTES)
def decision_json(request):
    decision = read_decision(request.GET, request.path)
    return in_decision(decision, to_decision_json(decision), "json")


@public_page(query=["f", "only"], max_age=FIVE_MINUTES)
@xframe_options_exempt
@csp_override(FRAMED)
def comparison_embed(request, slug):
    """The table alone, for a frame on anybody's site: the one address that may be framed."""
    export = export_comparison(slug, request.GET)
    response = beside(export.path, render(request, "comparisons/embed.html", {"export": export}))
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@public_page(max_age=FIVE_MINUTES)
def schema(request):
    """What each part of the JSON means, as JSON Schema."""
    return render(request, "comparisons/schema.json", content_type="application/schema+json")


# By the kind of a page what has one, and what writes it.
PAGES = {
    "article": (Article.objects.for_page().filter(kind=Article.Kind.ARTICLE), markdown.write_article),
    "technology": (Technology.objects.for_table(), markdown.write_technology),
    "feature": (Feature.objects.published().select_related("group"), markdown.write_feature),
}


@public_page(max_age=FIVE_MINUTES)
def support_calendar(request, slug):
    technology = get_by_slug(Technology.objects.for_table(), slug)
    return HttpResponse(to_calendar(technology), content_type="text/calendar; charset=utf-8")


@public_page(max_age=FIVE_MINUTES)
def page_markdown(request, kind, slug):
    pages, write = PAGES[kind]
    page = get_by_slug(pages.all(), slug)
    return beside(page.get_absolute_url(), HttpResponse(f"{write(page)}\n", content_type=FORMATS["md"].content_type))
