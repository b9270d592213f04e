"""Redirects at the desk: which former address leads where. They come about by themselves and are only forgotten."""

from django.contrib import admin

from articles.models import OldSlug


class OrphanedFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("orphaned", "Orphaned")]

    def queryset(self, request, queryset):
        return queryset.orphaned() if self.value() == "orphaned" else queryset


@admin.register(OldSlug)
class OldSlugAdmin(admin.ModelAdmin):
    list_display = ("slug", "content_type", "trouble")
    list_select_related = ("content_type",)
    list_filter = (OrphanedFilter, ("content_type", admin.RelatedOnlyFieldListFilter))
    list_per_page = 50
    search_fields = ("slug",)
    fields = ("slug", "content_type", "trouble")

    def get_queryset(self, request):
        return super().get_queryset(request).with_trouble()

    @admin.display(description="what is wrong")
    def trouble(self, old_slug):
        return old_slug.trouble

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
