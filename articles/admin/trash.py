"""The trash: what was deleted at the desk in the last thirty days, and the way back."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html

from articles.desk.permissions import ReadOnlyMixin, may_publish, may_with_pages
from articles.history import trash
from articles.models import Deletion


@admin.register(Deletion)
class DeletionAdmin(ReadOnlyMixin, admin.ModelAdmin):
    """Everybody sees what they deleted themselves; who may publish sees everything."""

    fields = ("title", "content_type", "deleted_at", "deleted_by", "kept_until")
    list_display = ("title", "content_type", "deleted_at", "deleted_by", "kept_until")
    list_filter = (("content_type", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("content_type", "deleted_by")
    search_fields = ("title",)
    list_per_page = 50
    actions = ("restore",)

    @admin.display(description="kept until", ordering="deleted_at")
    def kept_until(self, deletion):
        return deletion.kept_until

    @admin.action(description="Restore", permissions=["view"])
    def restore(self, request, queryset):
        for deletion in queryset:
            try:
                instance = trash.undelete(deletion)
            except ValidationError as error:
                self.message_user(request, error.messages[0], messages.ERROR)
                continue
            self.log_addition(request, instance, "Restored from the trash.")
            self.message_user(request, restored(instance), messages.SUCCESS)

    def get_queryset(self, request):
        kept = super().get_queryset(request).kept().defer("contents")
        return kept if may_publish(request.user) else kept.filter(deleted_by=request.user)

    def has_view_permission(self, request, obj=None):
        return may_with_pages(request.user, "delete")  # who may delete them may bring them back

    def has_module_permission(self, request):
        return self.has_view_permission(request)


def restored(instance):
    """The sentence about what is back, with the way to its form."""
    try:
        address = reverse(f"admin:{instance._meta.app_label}_{instance._meta.model_name}_change", args=[instance.pk])
    except NoReverseMatch:
        return f"“{instance}” is back."
    return format_html('<a href="{}">“{}”</a> is back.', address, instance)
