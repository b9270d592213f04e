"""The page of search results."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.paging import requested_page
from hub.metadata import of_search
from hub.models import SearchEntry
from hub.search.excerpts import make_results
from hub.search.find import MOST, find_entries
from hub.search.spelling import suggest
from hub.search.words import parse
from hub.views import listed_technologies

FEW = 3  # results; who finds fewer may have meant something else
KINDS = {
    SearchEntry.Kind.COMPARISON: "Comparisons",
    SearchEntry.Kind.ARTICLE: "Articles",
    SearchEntry.Kind.TECHNOLOGY: "Technologies",
    SearchEntry.Kind.FEATURE: "Features",
    SearchEntry.Kind.FAQ: "Questions",
    SearchEntry.Kind.FACT: "Facts",
    SearchEntry.Kind.PROOF: "Scripts",
}


@require_safe
def search(request):
    """What matches ?q=, best first, of one ?kind=. At most five queries, and eight more where little is found.

    Where nothing is, but something with another spelling of a word, that is shown at once.
    """
    query, kind = parse(request.GET.get("q", "")), request.GET.get("kind", "")
    found = find_entries(query, kind)
    suggestion = suggest(query, found) if query and len(found) < FEW else ""
    taken = parse(suggestion) if suggestion and not found else query
    if taken is not query:
        found = find_entries(taken, kind)
    page = requested_page(request, found)
    context = {
        "metadata": of_search(query.text, page.number),
        "query": query,
        "kind": kind,
        "kinds": KINDS,
        "page": page,
        "is_capped": len(found) == MOST,
        "results": make_results(page.object_list, taken),
        "suggestion": suggestion,
        "is_taken": bool(found) and taken is not query,
        "technologies": None if query.text else listed_technologies(),
    }
    return render(request, "hub/search.html", context)
