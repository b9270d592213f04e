"""Samples at the desk: what somebody found who checked facts anew that were drawn at random."""

from django.contrib import admin

from articles.desk.admin import HubAdmin
from comparisons.models import Sample


@admin.register(Sample)
class SampleAdmin(HubAdmin):
    """The facts are drawn by ``manage.py draw_sample``; here stands how many were right."""

    fieldsets = (
        (None, {"fields": ("name", "slug", ("seed", "checked_on"), ("right", "imprecise", "wrong"))}),
        ("How it was made", {"fields": ("is_self_checked", "method")}),
    )
    list_display = ("name", "checked_on", "size", "right", "imprecise", "wrong", "is_self_checked")
    search_fields = ("name", "method")
