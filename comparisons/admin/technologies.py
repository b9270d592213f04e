"""Technologies with their releases, and the features asked of each of them."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from articles.desk.admin import HubAdmin, ShortRelatedFilter
from articles.desk.formsets import RowsMixin
from articles.desk.site import list_first
from comparisons.models import Feature, FeatureGroup, Release, Technology, TechnologyKind


class ReleaseInline(RowsMixin, admin.StackedInline):
    model = Release
    fields = (
        ("version", "released_on"),
        ("full_support_until", "supported_until", "extended_support_until"),
        ("line", "support"),
        ("is_lts", "is_prerelease", "verified_on"),
        "note",
        ("source_title", "source_url"),
        ("support_source_title", "support_source_url"),
    )


class WithFactsAdmin(HubAdmin):
    """The base of what facts are about: it leads to them."""

    readonly_fields = ("facts",)

    def facts(self, subject):
        if subject.pk is None:
            return "None yet"
        address = reverse("admin:comparisons_fact_changelist", query={f"{self.opts.model_name}__id__exact": subject.pk})
        return format_html('<a href="{}">Its facts</a>', address)


@admin.register(TechnologyKind)
class TechnologyKindAdmin(HubAdmin):
    fields = ("name", "slug", "wanted", "position")
    list_display = ("name", "wanted", "position")
    search_fields = ("name", "slug")

    def get_readonly_fields(self, request, obj=None):
        return ("slug",) if obj else ()


@admin.register(Technology)
class TechnologyAdmin(WithFactsAdmin):
    fieldsets = (
        (None, {"fields": ("name", "slug", "kind", "language", "summary", "is_draft", "facts")}),
        ("Addresses", {"fields": ("homepage", "documentation", "repository", "releases_url", "purl")}),
    )
    inlines = (ReleaseInline,)
    list_display = ("name", "kind", "language", "facts")
    list_select_related = ("kind",)
    list_filter = ("is_draft", "kind", "language")
    search_fields = ("name", "slug")


@admin.site.panel(30, "comparisons.change_technology")
def ending_releases(request):
    """Release lines that readers will soon have to leave."""
    ending = Release.objects.ending_soon().order_by().values("technology")
    found = Technology.objects.filter(pk__in=ending).prefetch_related("releases")
    about = "Their columns say so. Does a newer line have its dates?"
    return list_first("Releases whose support ends within 90 days", found, {}, endings, about, releases_of)


def endings(technology):
    return ", ".join(f"{release.line_name} until {release.supported_words}" for release in technology.ending_lines)


def releases_of(technology):
    return reverse("admin:comparisons_technology_change", args=[technology.pk], fragment="releases-group")


@admin.register(FeatureGroup)
class FeatureGroupAdmin(HubAdmin):
    fields = ("name", "slug", "position")
    list_display = ("name", "position")
    search_fields = ("name", "slug")


RULES = ("derived_from", "package_part", "unit", "better", "recheck_days")


@admin.register(Feature)
class FeatureAdmin(WithFactsAdmin):
    fieldsets = (
        (None, {"fields": ("name", "slug", ("group", "position"), "kind", *RULES, "is_draft", "facts")}),
        ("What is asked", {"fields": ("need", "definition", "rubric"), "classes": ("wide",)}),
    )
    autocomplete_fields = ("group",)
    list_display = ("name", "group", "kind", "derived_from", "recheck_days", "facts")
    list_select_related = ("group",)
    list_filter = ("is_draft", "kind", ("group", ShortRelatedFilter))
    search_fields = ("name", "slug", "group__name")
