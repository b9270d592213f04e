"""Facts to check again: a panel on the first page of the desk, a page with all of them, and “Still true” for both."""

import re

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import BigIntegerField, Count, F, OuterRef, Subquery, Value, Window
from django.db.models.functions import RowNumber
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from articles.desk.site import Item, Panel
from comparisons.answers.writing import verify_facts
from comparisons.models import Comparison, Fact, Technology

KEY = re.compile(r"[0-9]{1,18}")
FIRST_TECHNOLOGIES = 4
FIRST_FACTS = 3
ON_A_PAGE = 50
ORDER = ("technology__name", "technology", "feature__group__position", "feature__position", "pk")


def due_by_technology():
    """How many facts are to be checked again: dicts of ``technology`` (its key), ``name``, ``slug``, ``count``."""
    names = {"name": F("technology__name"), "slug": F("technology__slug")}
    due = Fact.objects.to_recheck().order_by().values("technology", **names).annotate(count=Count("pk"))
    return list(due.order_by("-count", "name"))


def with_all_shown(facts, request):
    """The facts with all that the list of them shows."""
    listed = facts.with_reasons().annotate(table=first_table(request))
    return listed.prefetch_related("sources", "technology__releases").order_by(*ORDER)


def first_table(request):
    """A subquery: the key of a comparison, a public one first, in whose table this user can change the fact."""
    site = admin.site.get_model_admin(Comparison)
    may_edit = request.user.has_perms(["comparisons.add_fact", "comparisons.change_fact"])
    if not may_edit or not site.has_view_permission(request):
        return Value(None, output_field=BigIntegerField())
    tables = site.get_queryset(request).filter(
        subjects__technology=OuterRef("technology"), rows__feature=OuterRef("feature")
    )
    return Subquery(tables.order_by("-is_live", "pk").values("pk")[:1])


def place_to_change(fact):
    """The cell of the fact in a table; for one that is in none, its own form."""
    if not fact.table:
        return reverse("admin:comparisons_fact_change", args=[fact.pk], query={"changed": 1})
    query = {"cell": fact.anchor}  # for browsers without scripts
    return reverse("admin:comparisons_comparison_table", args=[fact.table], query=query, fragment=fact.anchor)


def first_facts(technologies, request):
    """The first few facts to check again of each of these technologies, given by key."""
    place = Window(RowNumber(), partition_by="technology", order_by=("feature__group__position", "feature__position"))
    due = Fact.objects.to_recheck().filter(technology__in=technologies).annotate(place=place)
    return with_all_shown(Fact.objects.filter(pk__in=due.filter(place__lte=FIRST_FACTS).values("pk")), request)


@admin.site.panel(10)
def facts_to_recheck(request):
    if not request.user.has_perm("comparisons.view_fact"):
        return None
    counts = due_by_technology()
    first = counts[:FIRST_TECHNOLOGIES]
    total = sum(entry["count"] for entry in counts)
    facts = {entry["technology"]: [] for entry in first}
    for fact in first_facts(list(facts), request) if first else ():
        facts[fact.technology_id].append(fact)
    groups = [make_group(facts[entry["technology"]], entry["count"]) for entry in first]
    more = (Item(f"Facts to check: all {total}", reverse("admin:comparisons_fact_recheck")),)
    about = "A release came out, the last check is old, or a source stopped answering."
    return Panel("Facts to check again", total, groups, more, about, "admin/_recheck_panel.html")


def make_group(facts, count):
    """The facts of one technology as the list shows them, under its name, with the version to check against."""
    technology = facts[0].technology
    for fact in facts:
        fact.place_to_change = place_to_change(fact)
    return {
        "technology": technology,
        "version": technology.latest_version,
        "facts": facts,
        "count": count,
        "url": reverse("admin:comparisons_fact_recheck", query={"technology": technology.slug}),
    }


class RecheckMixin:
    """Adds to the admin of facts a page of those to check again, and “Still true” for one or many."""

    def get_urls(self):
        view = self.admin_site.admin_view
        own = [
            path("recheck/", view(self.recheck_view), name="comparisons_fact_recheck"),
            path("verify/", view(self.verify_view), name="comparisons_fact_verify"),
        ]
        return own + super().get_urls()

    def recheck_view(self, request):
        """All facts to check again, or those of one technology, a page at a time."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        slug = request.GET.get("technology", "")
        technology = get_object_or_404(Technology, slug=slug) if slug else None
        counts = due_by_technology()
        due = Fact.objects.to_recheck().order_by(*ORDER).values_list("pk", flat=True)
        page = Paginator(due.filter(technology=technology) if technology else due, ON_A_PAGE).get_page(
            request.GET.get("page")
        )
        # By key, so that only what is shown is looked at closely.
        facts = with_all_shown(Fact.objects.filter(pk__in=list(page.object_list)), request)
        context = {
            **self.admin_site.each_context(request),
            "title": f"{technology}: facts to check again" if technology else "Facts to check again",
            "opts": self.opts,
            "technology": technology,
            "counts": counts,
            "page": page,
            "groups": group_by_technology(facts, {entry["technology"]: entry["count"] for entry in counts}),
            "may_verify": self.has_change_permission(request),
        }
        return TemplateResponse(request, "admin/recheck.html", context)

    def verify_view(self, request):
        """Record that the ticked facts, or the one whose button was pressed, are still true."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        keys = request.POST.getlist("only") or request.POST.getlist("fact")
        facts = Fact.objects.filter(pk__in=[int(key) for key in keys if KEY.fullmatch(key)])
        self.verify(request, facts, versions_in(request.POST))
        back = request.POST.get("next", "")
        is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
        return redirect(back if is_ours else "admin:comparisons_fact_recheck")

    def verify(self, request, facts, versions=None):
        """Verify facts as this user and say what came of it."""
        try:
            checked = verify_facts(facts, request.user, versions=versions, log="Still true.")
        except ValidationError as error:
            return self.message_user(request, " ".join(error.messages), messages.ERROR)
        if not checked:
            return self.message_user(request, "Tick the facts that you compared with their sources.", messages.WARNING)
        words = f"{checked[0]} is" if len(checked) == 1 else f"{len(checked)} facts are"
        return self.message_user(request, f"{words} still true. The check is kept.", messages.SUCCESS)

    @admin.action(description="Still true: checked today against the latest release", permissions=["change"])
    def still_true(self, request, queryset):
        self.verify(request, queryset.order_by())


def group_by_technology(facts, counts):
    groups = {}
    for fact in facts:
        groups.setdefault(fact.technology_id, []).append(fact)
    return [make_group(members, counts[key]) for key, members in groups.items()]


def versions_in(data):
    """The versions that the list told the editor to check against, by key of the technology."""
    named = {name.removeprefix("version-"): value for name, value in data.items() if name.startswith("version-")}
    return {int(key): version[:60] for key, version in named.items() if KEY.fullmatch(key) and version}
