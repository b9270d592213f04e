"""The links by which somebody without an account sees a page before it is public, as rows of its form."""

from django.contrib import admin
from django.utils.html import format_html

from articles.absolute import absolute_url
from articles.desk.formsets import RowForm, RowsMixin
from articles.models import PreviewLink

PREVIEW_LINKS = PreviewLink._meta.get_field("article").remote_field.get_accessor_name()


class PreviewLinkForm(RowForm):
    def has_changed(self):
        """A new link is wanted, even where its week is just right."""
        return self.instance._state.adding or super().has_changed()


class PreviewLinkInline(RowsMixin, admin.StackedInline):
    """The links to a page that is not public yet. Who may change the page may share it."""

    model = PreviewLink
    form = PreviewLinkForm
    fields = ("address", ("expires_at", "revoked", "shared_by"))
    readonly_fields = ("address", "shared_by")
    select_related = ("created_by",)
    can_delete = False
    view_on_site = False  # its address stands in the first column
    verbose_name_plural = "preview links, for readers without an account"

    @admin.display(description="address")
    def address(self, link):
        if not link.pk:
            return "Made when you save."
        return format_html('<a href="{0}">{0}</a>', absolute_url(link.get_absolute_url()))

    @admin.display(description="shared by")
    def shared_by(self, link):
        return link.created_by or ""

    def has_view_permission(self, request, obj=None):
        return True

    has_add_permission = has_change_permission = has_view_permission
