"""Facts at the desk, with their sources on the same form."""

from django.contrib import admin

from articles.admin.base import HubAdmin
from articles.admin.inlines import RowFormSet, RowsMixin
from comparisons.models import Fact, Source


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


class RecheckFilter(admin.SimpleListFilter):
    title = "check"
    parameter_name = "check"

    def lookups(self, request, model_admin):
        return [("due", "To re-check")]

    def queryset(self, request, queryset):
        return queryset.to_recheck() if self.value() == "due" else queryset


@admin.register(Fact)
class FactAdmin(HubAdmin):
    fieldsets = (
        (None, {"fields": ("technology", "feature", "level", "value", "number", "note")}),
        ("Check", {"fields": (("verified_on", "verified_version"),)}),
    )
    autocomplete_fields = ("technology", "feature")
    inlines = (SourceInline,)
    list_display = ("technology", "feature", "level", "value", "verified_version", "verified_on")
    list_display_links = ("technology", "feature")
    list_select_related = ("technology", "feature")
    list_filter = (RecheckFilter, "level", "feature__kind", "feature__group", "technology")
    search_fields = ("technology__name", "feature__name", "value", "note")
    date_hierarchy = "verified_on"
