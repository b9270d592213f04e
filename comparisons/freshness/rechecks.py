"""Facts to check again, by technology: all of them, those of a page, and the first few for the desk’s first page.

Those that something found to hold today may be confirmed together; somebody has to look at each of the others.
"""

from itertools import groupby
from operator import attrgetter

from django.contrib import admin
from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils import timezone

from articles.desk.site import Item, Panel
from comparisons.models import CheckMethod, Fact, Proof
from comparisons.models.sources import LOST, SourceState

FIRST_TECHNOLOGIES = 4
FIRST_FACTS = 3
ORDER = ("technology__name", "technology", "feature__group__position", "feature__position", "pk")


def due_by_technology():
    """How many facts are to be checked again: dicts of ``technology`` (its key), ``name``, ``slug``, ``count``."""
    names = {"name": F("technology__name"), "slug": F("technology__slug")}
    due = Fact.objects.to_recheck().order_by().values("technology", **names).annotate(count=Count("pk"))
    return list(due.order_by("-count", "name"))


def group_facts(keys, counts):
    """The facts with these keys under their technologies, with the version to check against."""
    facts = Fact.objects.filter(pk__in=keys).with_reasons().order_by(*ORDER)
    facts = list(facts.prefetch_related("sources", "technology__releases"))
    due = {entry["technology"]: entry["count"] for entry in counts}
    groups, backed = [], seen_today(facts)
    for technology, found in groupby(facts, key=attrgetter("technology")):
        members = list(found)
        for fact in members:
            fact.seen_by = backed.get(fact.pk, "")
        groups.append(
            {
                "technology": technology,
                "version": technology.latest_version,
                "facts": members,
                "count": due[technology.pk],
                "url": reverse("admin:comparisons_fact_recheck", query={"technology": technology.slug}),
            }
        )
    return groups


def seen_today(facts):
    """By what those of the facts were seen to hold today that nobody has to look at, as a CheckMethod by their keys.

    A script that held for the latest release; or a sentence that was found, while none of their sources lost its own.
    The facts come with their feature, their sources, and the releases of their technology.
    """
    today = timezone.localdate()
    proofs = Proof.objects.shown().filter(last_run__ran_at__date=today)
    held = set(proofs.order_by().values_list("technology", "feature", "last_run__version"))
    seen = {}
    for fact in facts:
        states = {source.state for source in fact.sources.all()}
        found = [source for source in fact.sources.all() if source.found_on == today]
        if (fact.technology_id, fact.feature_id, fact.technology.latest_version) in held:
            seen[fact.pk] = CheckMethod.SCRIPT
        elif found and SourceState.FOUND in states and not states & {*LOST, SourceState.DEAD}:
            seen[fact.pk] = CheckMethod.SOURCE
    return seen


@admin.site.panel(10, "comparisons.change_fact")
def facts_to_recheck(request):
    counts = due_by_technology()
    first = [entry["technology"] for entry in counts[:FIRST_TECHNOLOGIES]]
    place = Window(RowNumber(), partition_by="technology", order_by=("feature__group__position", "feature__position"))
    due = Fact.objects.to_recheck().filter(technology__in=first).annotate(place=place).filter(place__lte=FIRST_FACTS)
    groups = group_facts(due.values("pk"), counts) if first else []
    groups.sort(key=lambda group: -group["count"])
    total = sum(entry["count"] for entry in counts)
    more = (Item(f"Facts to check: all {total}", reverse("admin:comparisons_fact_recheck")),)
    about = "A release came out, the last check is old, or a source stopped answering."
    return Panel("Facts to check again", total, groups, more, about, "admin/_recheck_panel.html")
