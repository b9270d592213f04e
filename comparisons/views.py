"""The public pages of comparisons, technologies and features. Each gets and renders."""

import datetime
from contextlib import suppress

from django.http import Http404
from django.shortcuts import redirect, render

from articles.models import Article
from articles.paging import requested_page
from articles.public_pages import ANYTHING, public_page
from articles.slugs import Moved, find_by_slug, get_by_slug
from articles.views import NEWEST, filtered_list, paged_list
from comparisons import metadata
from comparisons.article_pages import RELATED, ComparisonFilter, related_pages
from comparisons.choose import choose
from comparisons.cited import sources_by_technology
from comparisons.compare import MOST, chooser_of, picked_rows, query_of_rows, select, shown_rows
from comparisons.models import Change, Comparison, Correction, Feature, Proof, Technology, Verification
from comparisons.support import support_chart
from comparisons.table import build_table

# The lists: name and description.
COMPARISONS = (
    "Comparisons",
    "Technologies side by side. Every cell names its source, the date of its last check and the version it was checked "
    "against.",
)
TECHNOLOGIES = (
    "Technologies",
    "Frameworks, libraries and servers, each with its facts, their sources and the date of their last check.",
)
CHANGED = (
    "What changed",
    "Answers that changed in substance, and what scripts newly show, the latest first, with reason and source.",
)
FEATURES = ("Features", "The questions we ask of every technology, and what counts as yes, partial and no.")
ROWS = 100  # of a list or table with a line for each technology or feature
CHANGES = 5
OTHERS = 6


@public_page(query=["page", *ComparisonFilter.base_filters])
def comparison_list(request):
    pages = Article.objects.for_lists().filter(kind=Article.Kind.COMPARISON)
    return filtered_list(request, pages, ComparisonFilter, COMPARISONS, "comparisons/comparison_list.html")


@public_page(query=["f", "only"])
def comparison_detail(request, slug):
    try:
        comparison = get_by_slug(Comparison.objects.for_page().with_neighbours(), slug)
    except Http404:
        return answer_other_order(slug)
    table = build_table(*comparison.sides)
    in_code = [row.feature for row in comparison.rows.all() if row.in_code]
    last_change = max(filter(None, [comparison.updated_at.date(), table.last_change]))
    context = {
        "article": comparison,
        "metadata": metadata.of_comparison(comparison, table, last_change),
        "subjects": comparison.subjects.all(),
        **table_context(table, request.GET),
        "support": support_chart(table.columns, ended=False),
        "code": Proof.objects.side_by_side(table.columns, in_code),
        "last_change": last_change,
        "changes": table.changes_since(comparison.published_at.date())[:CHANGES],
        "sources": sources_by_technology(table),
        "related": related_pages(comparison, table.columns, RELATED),
    }
    return render(request, "comparisons/comparison_detail.html", context)


def answer_other_order(slug):
    """Where an address of technologies leads that name no comparison in this order. Raises Moved or Http404."""
    selection = select(slug.split("-vs-"))
    if selection.unknown or not selection.is_comparable:
        raise Http404(f"No comparison has the slug {slug!r}.")
    if selection.written:
        raise Moved(selection.written.slug)
    return redirect(selection.canonical_path)


def table_context(table, query):
    """What the page of a table tells of its rows: those shown, those picked, and the query that asks for them again."""
    shown = shown_rows(table, query)
    return {"table": table, "shown": shown, "picked": picked_rows(query), "rows_query": query_of_rows(shown, query)}


@public_page(query=["t", "f", "only"])
def compare(request):
    """Any two to six technologies side by side; without so many, the chooser alone."""
    selection = select(request.GET.getlist("t"))
    context = {
        "selection": selection,
        "metadata": metadata.of_selection(selection),
        "chooser": chooser_of(selection),
        "most": MOST,
    }
    if selection.is_comparable:
        context |= table_context(selection.table, request.GET)
    return render(request, "comparisons/compare.html", context)


@public_page(query=ANYTHING)
def choose_technologies(request):
    """Which technologies meet what the address asks for, in the one order in which it asks for it."""
    choice = choose(request.GET)
    if not choice.wish.is_canonical:
        return redirect(f"{request.path}?{choice.wish.query}" if choice.wish.query else request.path)
    context = {"choice": choice, "wish": choice.wish, "metadata": metadata.of_choice()}
    return render(request, "comparisons/choose.html", context)


@public_page(query=["page"])
def technology_list(request):
    found = Technology.objects.for_table().with_fact_count()
    return paged_list(request, found, TECHNOLOGIES, "comparisons/technology_list.html", size=ROWS)


@public_page()
def technology_detail(request, slug):
    technology = get_by_slug(Technology.objects.for_table(), slug)
    table = build_table([technology], Feature.objects.answered_by(technology))
    context = {
        "technology": technology,
        "metadata": metadata.of_technology(technology, table),
        "table": table,
        "support": support_chart([technology]),
        "pages": Article.objects.for_lists().filter(subjects__technology=technology)[:NEWEST],
        "newest": NEWEST,
        "others": Technology.objects.compared_with(technology)[:OTHERS],
    }
    return render(request, "comparisons/technology_detail.html", context)


@public_page(query=["page", "since"])
def changes(request):
    """All changes, or with ?since=2026-11-22 those from this day on; of what is no day there are none."""
    since = request.GET.get("since", "").strip()
    day, found = None, Change.objects.newest_first()
    with suppress(ValueError):
        day = datetime.date.fromisoformat(since)
    if since:
        found = found.filter(made_at__date__gte=day) if day else found.none()
    context = {"since": since, "day": day}
    return paged_list(request, found, CHANGED, "comparisons/changes.html", **context)


@public_page(query=["page"])
def feature_list(request):
    found = Feature.objects.select_related("group")
    return paged_list(request, found, FEATURES, "comparisons/feature_list.html", size=ROWS)


@public_page(query=["page"])
def feature_detail(request, slug):
    feature = get_by_slug(Feature.objects.select_related("group"), slug)
    page = requested_page(request, Technology.objects.for_table().answering(feature), ROWS)
    context = {
        "feature": feature,
        "page": page,
        "metadata": metadata.of_feature(feature, page.number),
        "table": build_table(page.object_list, [feature]).by_technology(),
        "code": Proof.objects.side_by_side(page.object_list, [feature]),
        "pages": Comparison.objects.for_lists().filter(rows__feature=feature)[:NEWEST],
    }
    return render(request, "comparisons/feature_detail.html", context)


@public_page()
def fact_detail(request, feature, technology):
    """One answer, and what became of it; of what nobody answered yet, what is asked."""
    slugs = [feature, technology]
    feature = find_by_slug(Feature.objects.select_related("group"), feature)
    technology = find_by_slug(Technology.objects.for_table(), technology)
    if slugs != [feature.slug, technology.slug]:
        raise Moved("", feature.address_in(technology))
    (cell,) = build_table([technology], [feature]).cells
    about = {"feature": feature, "technology": technology}
    checks = Verification.objects.filter(fact__feature=feature, fact__technology=technology)
    context = {
        **about,
        "cell": cell,
        "metadata": metadata.of_fact(cell),
        "proof": Proof.objects.with_runs().defer("script", "script_html").filter(**about).first(),
        "changes": Change.objects.newest_first().filter(**about),
        "checks": checks[:ROWS],
        "corrections": Correction.objects.accepted().filter(**about)[:ROWS],
        "pages": Comparison.objects.for_lists().filter(rows__feature=feature, subjects__technology=technology)[:NEWEST],
    }
    return render(request, "comparisons/fact_detail.html", context)
