"""The public pages of comparisons, technologies and features. Each gets and renders."""

import datetime
import re
from contextlib import suppress
from io import BytesIO

from django.http import Http404
from django.shortcuts import redirect, render

from articles.images.cards import CARD_NAME, draw_card
from articles.images.uploads import picture_response
from articles.metadata import Metadata, card_of
from articles.models import Article
from articles.paging import requested_page
from articles.public_pages import HOUR, public_page
from articles.slugs import Gone, Moved, find_by_slug, get_by_slug
from articles.views import NEWEST, filtered_list, paged_list
from comparisons import metadata
from comparisons.article_pages import RELATED, ComparisonFilter, related_pages
from comparisons.choose import Choice
from comparisons.cited import sources_by_technology
from comparisons.compare import MOST, chooser_of, picked_rows, query_of_rows, query_of_view, select, shown_rows
from comparisons.models import Change, Comparison, Correction, Fact, Feature, Proof, Technology, Verification
from comparisons.needs import PARAMETERS, read_wish, sent_pairs
from comparisons.support import support_chart
from comparisons.table import build_table
from comparisons.tallies import answers_by_group, ranked
from comparisons.trust import count_trust

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
TRUST = (
    "How true this is",
    "How each answer was checked, how old the checks are, what became of corrections, and what nobody can say.",
)
LICENCE = Feature.PackagePart.LICENCE
ROWS = 100  # of a list or table with a line for each technology or feature
OTHERS = 6
# Put together once, since that takes as long as asking it: whoever filters it by a slug gets a query of their own.
PAGES = Comparison.objects.for_page().with_neighbours()


@public_page(query=["page", *ComparisonFilter.base_filters])
def comparison_list(request):
    pages = Article.objects.for_lists().filter(kind=Article.Kind.COMPARISON)
    return filtered_list(request, pages, ComparisonFilter, COMPARISONS, "comparisons/comparison_list.html")


@public_page(query=["f", "only"])
def comparison_detail(request, slug):
    try:
        comparison = get_by_slug(PAGES, slug)
    except Http404:
        return answer_other_order(slug)
    table = build_table(*comparison.sides)
    changes = Change.objects.of_cells(*comparison.sides).filter(made_at__gt=comparison.published_at)
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
        "changes": changes.newest_first()[:ROWS],
        "sources": sources_by_technology(table),
        "related": related_pages(comparison, table.columns, RELATED),
    }
    return render(request, "comparisons/comparison_detail.html", context)


def answer_other_order(slug):
    """Where an address of technologies leads that name no comparison in this order. Raises Moved or Http404."""
    selection = select(slug.split("-vs-"))
    if selection.unknown or not selection.is_comparable:
        raise Http404(f"We have no comparison “{slug}”.")
    if selection.written:
        raise Moved(selection.written.slug)
    return redirect(selection.canonical_path)


def table_context(table, query):
    """What the page of a table tells of its rows: those shown, those picked, the queries that ask for them again."""
    shown = shown_rows(table, query)
    queries = {"rows_query": query_of_rows(shown, query), "view_query": query_of_view(table, query)}
    return {"table": table, "shown": shown, "picked": picked_rows(query), **queries}


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


@public_page(query=PARAMETERS)
def choose_technologies(request):
    """Which technologies meet what the address asks for, in the one order in which it asks for it."""
    wish = read_wish(request.GET)
    if not wish.refused and sent_pairs(request.GET) != wish.pairs:
        return redirect(f"{request.path}?{wish.query}" if wish.query else request.path)
    context = {"choice": Choice(wish), "wish": wish, "metadata": metadata.of_choice()}
    return render(request, "comparisons/choose.html", context)


@public_page(query=["page"])
def technology_list(request):
    found = Technology.objects.for_table().with_fact_count()
    return paged_list(request, found, TECHNOLOGIES, "comparisons/technology_list.html", size=ROWS)


@public_page()
def technology_detail(request, slug):
    technology = get_by_slug(Technology.objects.for_table(), slug)
    table = build_table([technology], Feature.objects.answered_by(technology))
    licences = (cell for cell in table.cells if cell.feature.package_part == LICENCE and cell.is_checked)
    context = {
        "technology": technology,
        "metadata": metadata.of_technology(technology, table),
        "table": table,
        "figures": answers_by_group(table),
        "licence": next(licences, None),
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
    found = Feature.objects.in_groups()
    return paged_list(request, found, FEATURES, "comparisons/feature_list.html", size=ROWS)


@public_page(query=["page"])
def feature_detail(request, slug):
    feature = get_by_slug(Feature.readable().select_related("group"), slug)
    page = requested_page(request, Technology.objects.for_table().answering(feature), ROWS)
    table = build_table(page.object_list, [feature])
    context = {
        "feature": feature,
        "page": page,
        "metadata": metadata.of_feature(feature, page.number),
        "table": table.by_technology(),
        "ranked": ranked(table, feature),
        "code": Proof.objects.side_by_side(page.object_list, [feature]),
        "pages": Comparison.objects.for_lists().filter(rows__feature=feature)[:NEWEST],
    }
    return render(request, "comparisons/feature_detail.html", context)


@public_page()
def fact_detail(request, feature, technology):
    """One answer, and what became of it; of what nobody answered yet, what is asked."""
    slugs = [feature, technology]
    feature = find_by_slug(Feature.readable().select_related("group"), feature)
    technology = find_by_slug(Technology.objects.for_table(), technology)
    if slugs != [feature.slug, technology.slug]:
        raise Moved("", feature.address_in(technology))
    (cell,) = build_table([technology], [feature]).cells
    about = {"feature": feature, "technology": technology}
    checks = Verification.objects.filter(fact__in=Fact.objects.published().filter(**about))
    context = {
        **about,
        "cell": cell,
        "metadata": metadata.of_fact(cell),
        "proof": Proof.objects.published().with_runs().defer("script", "script_html").filter(**about).first(),
        "changes": Change.objects.newest_first().filter(**about),
        "checks": checks[:ROWS],
        "corrections": Correction.objects.accepted().filter(**about)[:ROWS],
        "pages": Comparison.objects.for_lists().filter(rows__feature=feature, subjects__technology=technology)[:NEWEST],
    }
    return render(request, "comparisons/fact_detail.html", context)


@public_page()
def trust(request):
    context = {**count_trust(), "metadata": Metadata(*TRUST, request.path)}
    return render(request, "comparisons/trust.html", context)


@public_page(max_age=HOUR)
def card_image(request, name):
    """The card of a published page. A name that the page no longer announces leads to its present card."""
    match = re.fullmatch(CARD_NAME, name)
    if not match:
        raise Http404("No card has such a name.")
    page = page_of_card(match["page"])
    card = card_of(page, page.subjects.published().select_related("technology"))
    if card.name != name:
        return redirect(card.path)
    return picture_response(BytesIO(draw_card(card)), "image/png")


def page_of_card(uid):
    """The published page with this uid. Raises Gone where it is withdrawn, Http404 where there is none."""
    page = Article.objects.published().select_related("comparison").filter(uid=uid).first()
    if page:
        return page.comparison if page.kind == Article.Kind.COMPARISON else page
    if Article.objects.filter(uid=uid, status=Article.Status.WITHDRAWN).exists():
        raise Gone(uid)
    raise Http404("No page has such a card.")
