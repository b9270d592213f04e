"""Facts at the desk, with their sources on the same form; which of them to check again, and which sources are dead."""

import re

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme

from articles.desk.admin import HubAdmin, QuerySetFilter, ShortRelatedFilter
from articles.desk.forms import HistoryForm
from articles.desk.formsets import RowFormSet, RowsMixin
from articles.desk.permissions import ReadOnlyMixin
from articles.desk.site import list_first
from articles.history.admin import A_PAGE, HistoryMixin
from comparisons.answers.writing import Answer, verify_facts, write_answers
from comparisons.freshness.rechecks import ORDER, due_by_technology, group_facts, seen_today
from comparisons.models import CheckMethod, Fact, LinkCheck, Source, Step, Technology, Verification
from comparisons.models.checks import LinkCheckQuerySet
from comparisons.models.facts import FactQuerySet
from comparisons.models.steps import mistakes_beside

KEY = re.compile(r"[0-9]{1,18}")
ON_A_PAGE = 50
# What somebody can have done who says that a fact is still true.
BY_HAND = (CheckMethod.SOURCE, CheckMethod.METADATA, CheckMethod.MEASURED, CheckMethod.JUDGEMENT)


class FactForm(HistoryForm):
    checked_now = forms.BooleanField(
        label="I compared it with its sources today",
        required=False,
        help_text="Sets the day, and as the version the latest stable release of the technology.",
    )

    def clean(self):
        cleaned = super().clean()
        technology = cleaned.get("technology")
        if cleaned.get("checked_now") and technology:
            cleaned["verified_on"] = timezone.localdate()
            cleaned["verified_version"] = technology.latest_version or cleaned.get("verified_version", "")
        self.instance.level = cleaned.get("level", self.instance.level)
        try:
            self.instance.check_reason(cleaned.get("reason", ""))
        except ValidationError as error:
            self.add_error(None, error)
        return cleaned


class SourceFormSet(RowFormSet):
    def clean(self):
        super().clean()
        if self.instance.feature_id and not any(self.errors):
            self.instance.check_sources(len(self.kept_forms()))


class SourceInline(RowsMixin, admin.StackedInline):
    model = Source
    formset = SourceFormSet
    fields = (("title", "url"), "quote", "seen", "instead")
    readonly_fields = ("seen", "instead")
    extra = 1


class StepFormSet(RowFormSet):
    def clean(self):
        super().clean()
        if any(self.errors):
            return
        rows = self.kept_forms()
        for place, field, sentence in mistakes_beside(self.instance, [form.instance for form in rows]):
            rows[place].add_error(field, sentence)


class StepInline(RowsMixin, admin.StackedInline):
    model = Step
    formset = StepFormSet
    fields = (("version", "level"), "value", "note", ("source_title", "source_url"))


class RecheckFilter(QuerySetFilter):
    title = parameter_name = "check"
    ways = {
        "due": ("To re-check", FactQuerySet.to_recheck),
        "release": ("For a new release", FactQuerySet.outdated),
        "age": ("For its age", FactQuerySet.aged),
        "source": ("For a dead source", FactQuerySet.with_dead_source),
        "sentence": ("For a lost sentence", FactQuerySet.with_lost_sentence),
    }


class DeadFilter(QuerySetFilter):
    title = parameter_name = "state"
    ways = {
        "dead": ("Dead", LinkCheckQuerySet.dead),
        "failing": ("Failing", lambda queryset: queryset.filter(failures__gt=0)),
    }


SHORT = [("feature__group", ShortRelatedFilter), ("technology", ShortRelatedFilter)]


@admin.register(Fact)
class FactAdmin(HistoryMixin, HubAdmin):
    """Beside the list stands a page of the facts to check again, with “Still true” for one or many."""

    form = FactForm
    fieldsets = (
        (None, {"fields": ("technology", "feature", "level", "value", "note", "is_draft")}),
        ("Provider and number", {"fields": ("provider", "number"), "classes": ("collapse",)}),
        ("Check", {"fields": ("checked_now", ("verified_on", "verified_version"), "measured_on")}),
    )
    autocomplete_fields = ("technology", "feature")
    inlines = (SourceInline, StepInline)
    list_display = ("technology", "feature", "level", "value", "verified_version", "verified_on")
    list_display_links = ("technology", "feature")
    list_select_related = ("technology", "feature")
    list_filter = (RecheckFilter, "is_draft", "level", "feature__kind", *SHORT)
    search_fields = ("technology__name", "feature__name", "value", "note", "sources__url", "steps__source_url")
    actions = ("still_true",)
    date_hierarchy = "verified_on"
    object_history_template = "admin/comparisons/fact/object_history.html"

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if "checked_now" in form.base_fields:
            form.base_fields["checked_now"].initial = "changed" in request.GET
        return form

    def history_view(self, request, object_id, extra_context=None):
        checks = Verification.objects.filter(fact=object_id) if object_id.isdecimal() else Verification.objects.none()
        page = Paginator(checks, A_PAGE).get_page(request.GET.get("checks"))
        return super().history_view(request, object_id, {"checks": page, **(extra_context or {})})

    def save_model(self, request, obj, form, change):
        """Not yet: ``save_related`` stores a fact with its sources, and with all that follows from them."""

    def save_formset(self, request, form, formset, change):
        formset.save(commit=False)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        cleaned = form.cleaned_data
        rows = {rows.model: [kept.instance for kept in rows.kept_forms()] for rows in formsets}
        checked = cleaned["checked_now"] or None
        answer = Answer(form.instance, rows.get(Source), is_checked=checked, steps=rows.get(Step))
        about = {"reason": cleaned["reason"], "credit": cleaned["credit"], "notable": not cleaned["minor_change"]}
        write_answers([answer], user=request.user, how=CheckMethod.SOURCE, **about)

    # --- what is to be checked again ---

    def get_urls(self):
        view = self.admin_site.admin_view
        own = [
            path("recheck/", view(self.recheck_view), name="comparisons_fact_recheck"),
            path("recheck/<int:key>/", view(self.recheck_one_view), name="comparisons_fact_recheck_one"),
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
        due = due.filter(technology=technology) if technology else due
        # By key, so that only what is shown is looked at closely.
        page = Paginator(due, ON_A_PAGE).get_page(request.GET.get("page"))
        context = {
            **self.admin_site.each_context(request),
            "title": f"{technology}: facts to check again" if technology else "Facts to check again",
            "opts": self.opts,
            "technology": technology,
            "counts": counts,
            "page": page,
            "groups": group_facts(list(page.object_list), counts),
            "may_verify": self.has_change_permission(request),
        }
        return TemplateResponse(request, "admin/recheck.html", context)

    def recheck_one_view(self, request, key):
        """One fact on one screen: what is asked, our answer, its sources with their sentences."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        fact = get_object_or_404(Fact.objects.with_reasons().select_related("feature__group"), pk=key)
        context = {
            **self.admin_site.each_context(request),
            "title": f"{fact}: is it still true?",
            "opts": self.opts,
            "fact": fact,
            "version": fact.technology.latest_version,
            "methods": [(how.value, how.label) for how in BY_HAND],
            "queue": reverse("admin:comparisons_fact_recheck", query={"technology": fact.technology.slug}),
            "may_verify": self.has_change_permission(request),
        }
        return TemplateResponse(request, "admin/recheck_one.html", context)

    def verify_view(self, request):
        """Record that the ticked facts, or the one that somebody looked at, are still true."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        only = request.POST.get("only", "")
        keys = [key for key in (request.POST.getlist("fact") if not only else [only]) if KEY.fullmatch(key)]
        facts, how = Fact.objects.filter(pk__in=keys), request.POST.get("how", "")
        # The versions that the list told the editor to check against, by key of the technology.
        named = {name.removeprefix("version-"): text for name, text in request.POST.items() if text}
        versions = {int(key): text[:60] for key, text in named.items() if KEY.fullmatch(key)}
        if only and how in BY_HAND:
            self.tell_checked(request, verify_facts(facts, request.user, versions=versions, how=how))
        else:
            self.still_true(request, facts, versions)
        back = request.POST.get("next", "")
        is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
        return redirect(back if is_ours else "admin:comparisons_fact_recheck")

    @admin.action(description="Still true: those that a script or a sentence showed today", permissions=["change"])
    def still_true(self, request, facts, versions=None):
        """Verify those of the facts that something was seen to support today; the others wait for somebody to look."""
        facts = facts.select_related("technology", "feature").prefetch_related("sources", "technology__releases")
        seen, checked = seen_today(facts), []
        for how in set(seen.values()):
            keys = [key for key in seen if seen[key] == how]
            checked += verify_facts(Fact.objects.filter(pk__in=keys), request.user, versions=versions, how=how)
        self.tell_checked(request, checked, len(facts) - len(checked))

    def tell_checked(self, request, checked, left=0):
        if checked:
            words = f"{checked[0]} is" if len(checked) == 1 else f"{len(checked)} facts are"
            self.message_user(request, f"{words} still true. The check is kept.", messages.SUCCESS)
        if left:
            self.message_user(request, f"To be looked at one by one: {left}.", messages.WARNING)
        if not checked and not left:
            self.message_user(request, "Tick the facts that are still true.", messages.WARNING)


# --- sources that stopped answering ---


@admin.register(LinkCheck)
class LinkCheckAdmin(ReadOnlyMixin, admin.ModelAdmin):
    """What ``manage.py check_links`` found."""

    list_display = ("url", "answer", "failing_since", "failures", "checked_at", "used")
    list_filter = (DeadFilter,)
    list_per_page = 50
    search_fields = ("url", "answer")
    fields = readonly_fields = ("url", "answer", "checked_at", "failures", "failing_since", "not_before", "used")

    @admin.display(description="used by")
    def used(self, check):
        return format_html('<a href="{}">Facts</a>', facts_with(check))


def facts_with(check):
    return reverse("admin:comparisons_fact_changelist", query={"q": check.url})


@admin.site.panel(50, "comparisons.view_linkcheck")
def dead_link_panel(request):
    def note(check):
        return f"{check.answer.rstrip('.')}, since {date_format(check.failing_since, 'j F Y')}"

    about = "They lead to the facts that name them. “manage.py check_links” asks again."
    return list_first("Dead links", LinkCheck.objects.dead(), {"state": "dead"}, note, about, facts_with)
