"""The trash: what was deleted at the desk in the last thirty days, and the way back."""

from django.contrib import admin, messages
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.core.exceptions import ValidationError
from django.urls import reverse
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

    @admin.action(description="Restore", permissions=["view"])
    def restore(self, request, queryset):
        for deletion in queryset:
            try:
                instance = trash.undelete(deletion)
            except ValidationError as error:
                self.message_user(request, error.messages[0], messages.ERROR)
                continue
            self.log_addition(request, instance, "Restored from the trash.")
            address = reverse(admin_urlname(instance._meta, "change"), args=[instance.pk])
            back = format_html('<a href="{}">“{}”</a> is back.', address, instance)
            self.message_user(request, back, messages.SUCCESS)

    def get_queryset(self, request):
        kept = super().get_queryset(request).kept().defer("contents")
        return kept if may_publish(request.user) else kept.filter(deleted_by=request.user)

    def has_view_permission(self, request, obj=None):
        return may_with_pages(request.user, "delete")  # who may delete them may bring them back

    has_module_permission = has_view_permission
