"""Facts at the desk, with their sources on the same form."""

from django import forms
from django.contrib import admin
from django.core.paginator import Paginator
from django.utils import timezone

from articles.desk.admin import HubAdmin, ShortRelatedFilter
from articles.desk.forms import HistoryForm
from articles.desk.formsets import RowFormSet
from articles.desk.inlines import RowsMixin
from articles.history.admin import A_PAGE
from comparisons.answers.writing import Answer, write_answers
from comparisons.freshness.rechecks import RecheckMixin
from comparisons.models import Fact, Source, Verification


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
        return cleaned


class SourceFormSet(RowFormSet):
    def clean(self):
        super().clean()
        if self.instance.feature_id and not any(self.errors):
            self.instance.check_sources(len(self.kept_forms()))


class SourceInline(RowsMixin, admin.StackedInline):
    model = Source
    formset = SourceFormSet
    fields = (("title", "url"), "quote")

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else 1


class ShownRowFormSet(RowFormSet):
    """Rows that nobody changes on the form."""

    merges_rows = False


class VerificationInline(RowsMixin, admin.TabularInline):
    """Who compared the fact with its sources, when, and against what. Kept, and changed by nobody."""

    model = Verification
    formset = ShownRowFormSet
    fields = readonly_fields = ("recorded_at", "name", "outcome", "verified_on", "verified_version")
    verbose_name_plural = "checks so far"

    def has_add_permission(self, request, obj):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class RecheckFilter(admin.SimpleListFilter):
    title = "check"
    parameter_name = "check"

    def lookups(self, request, model_admin):
        return [
            ("due", "To re-check"),
            ("release", "For a new release"),
            ("age", "For its age"),
            ("source", "For a dead source"),
        ]

    def queryset(self, request, queryset):
        reasons = {
            "due": queryset.to_recheck,
            "release": queryset.outdated,
            "age": queryset.aged,
            "source": queryset.with_dead_source,
        }
        return reasons.get(self.value(), lambda: queryset)()


SHORT = [("feature__group", ShortRelatedFilter), ("technology", ShortRelatedFilter)]


@admin.register(Fact)
class FactAdmin(RecheckMixin, HubAdmin):
    form = FactForm
    fieldsets = (
        (None, {"fields": ("technology", "feature", "level", "value", "number", "note")}),
        ("Check", {"fields": ("checked_now", ("verified_on", "verified_version"))}),
    )
    autocomplete_fields = ("technology", "feature")
    inlines = (SourceInline, VerificationInline)
    list_display = ("technology", "feature", "level", "value", "verified_version", "verified_on")
    list_display_links = ("technology", "feature")
    list_select_related = ("technology", "feature")
    list_filter = (RecheckFilter, "level", "feature__kind", *SHORT)
    search_fields = ("technology__name", "feature__name", "value", "note", "sources__url")
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
        """Not yet: ``keep_revision`` stores a fact with its sources, and with all that follows from them."""

    def save_formset(self, request, form, formset, change):
        formset.save(commit=False)

    def keep_revision(self, user, form, formsets, notable):
        cleaned, rows = form.cleaned_data, [rows for rows in formsets if rows.model is Source]
        sources = [kept.instance for kept in rows[0].kept_forms()] if rows else None
        answer = Answer(form.instance, sources, is_checked=cleaned["checked_now"] or None)
        about = {"reason": cleaned["reason"], "credit": cleaned["credit"], "notable": not cleaned["minor_change"]}
        write_answers([answer], user=user, **about)
