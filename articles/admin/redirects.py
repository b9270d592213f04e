"""Redirects at the desk: which former address leads where. They come about by themselves; an editor may forget one."""

from django.contrib import admin

from articles.desk.permissions import nobody
from articles.models import OldSlug


@admin.register(OldSlug)
class OldSlugAdmin(admin.ModelAdmin):
    list_display = ("slug", "content_type", "content_object")
    list_filter = (("content_type", admin.RelatedOnlyFieldListFilter),)
    list_per_page = 50
    search_fields = ("slug",)
    fields = ("slug", "content_type", "content_object")
    has_add_permission = has_change_permission = nobody

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("content_type", "content_object")
