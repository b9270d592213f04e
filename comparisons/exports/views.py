"""What programs and other sites take along: CSV, JSON, Markdown, and a table to embed. Each gets and answers."""

from itertools import groupby
from operator import attrgetter

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override

from articles.absolute import absolute_url
from articles.markdown.writing import blocks, escape, page_line, page_list
from articles.models import Article, Topic
from articles.public_pages import FIVE_MINUTES, public_page
from articles.slugs import get_by_slug
from comparisons.exports import markdown
from comparisons.exports.decisions import read_decision, to_decision_json, to_record
from comparisons.exports.formats import FORMATS, export_comparison, export_selection
from comparisons.models import Comparison, Feature, Technology
from comparisons.needs import PARAMETERS
from comparisons.proofs.views import RUNS, find_proof
from comparisons.support import to_calendar

DECISION = [*PARAMETERS, "decide"]
FRAMED = {**settings.SECURE_CSP, "frame-ancestors": ["*"]}


def beside(path, response):
    """The response, with which search engines are led to the page that people read; and under which licence it is."""
    response["Link"] = f'<{absolute_url(path)}>; rel="canonical"'
    if settings.CONTENT_LICENCE:
        response["Link"] += f', <{settings.CONTENT_LICENCE["path"]}>; rel="license"'
    return response


def in_markdown(text, path):
    return beside(path, HttpResponse(f"{text}\n", content_type=FORMATS["md"].content_type))


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
    "feature": (Feature.objects.select_related("group"), markdown.write_feature),
    "topic": (Topic.objects.all(), markdown.write_topic),
}


@public_page(max_age=FIVE_MINUTES)
def support_calendar(request, slug):
    technology = get_by_slug(Technology.objects.for_table(), slug)
    return HttpResponse(to_calendar(technology), content_type="text/calendar; charset=utf-8")


@public_page(max_age=FIVE_MINUTES)
def page_markdown(request, kind, slug):
    pages, write = PAGES[kind]
    page = get_by_slug(pages.all(), slug)
    return in_markdown(write(page), page.get_absolute_url())


@public_page(max_age=FIVE_MINUTES)
def proof_markdown(request, feature, technology):
    proof = find_proof(feature, technology)
    return in_markdown(markdown.write_proof(proof, proof.runs.all()[:RUNS]), proof.get_absolute_url())


def features_by_group():
    groups = groupby(Feature.objects.select_related("group"), key=attrgetter("group"))
    return blocks(*(f"## {escape(group.name)}\n\n{page_list(features)}" for group, features in groups))


# By the name of the page its heading, and what writes the rest.
LISTS = {
    "article-list": ("Articles and comparisons", lambda: page_list(Article.objects.for_lists())),
    "comparison-list": ("Comparisons", lambda: page_list(Comparison.objects.for_lists())),
    "technology-list": ("Technologies", lambda: page_list(Technology.objects.all())),
    "feature-list": ("Features", features_by_group),
}


@public_page(max_age=FIVE_MINUTES)
def list_markdown(request, name):
    (title, write), path = LISTS[name], reverse(name)
    return in_markdown(blocks(f"# {title}", page_line(absolute_url(path)), write()), path)
