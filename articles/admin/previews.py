"""Seeing a page before it is public: from the form as it stands, and by a link for somebody without an account."""

from django.contrib import admin
from django.db import transaction
from django.utils.html import format_html

from articles import previews
from articles.absolute import absolute_url
from articles.desk.formsets import RowForm
from articles.desk.inlines import RowsMixin
from articles.models import Article, PreviewLink

PREVIEW_LINKS = PreviewLink._meta.get_field("article").remote_field.get_accessor_name()
UNSAVED = "This is how readers would see the form as it stands in the other tab. Nothing of it is saved or public."


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


class PreviewsMixin:
    """An admin of pages whose form shows the page it makes, and shares it."""

    def get_inlines(self, request, obj):
        inlines = super().get_inlines(request, obj)
        if request.method == "POST":
            # Whatever became of the page meanwhile: what stood on the form that was sent counts.
            shown = f"{PREVIEW_LINKS}-TOTAL_FORMS" in request.POST
        else:
            shown = obj is not None and not Article.objects.published().filter(pk=obj.pk).exists()
        return [*inlines, PreviewLinkInline] if shown else inlines

    def save_formset(self, request, form, formset, change):
        if formset.model is PreviewLink:
            for row in formset.extra_forms:
                row.instance.created_by = request.user
        super().save_formset(request, form, formset, change)

    def response_add(self, request, obj, post_url_continue=None):
        if "_preview" in request.POST:
            return self.preview(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self.preview(request, obj) if "_preview" in request.POST else super().response_change(request, obj)

    def preview(self, request, page):
        """The public page of what was just saved, which is then taken back, and what it lacks."""
        lacks = [finding.sentence for finding in self.findings_of(page)]
        notice = f"{UNSAVED} The checklist says: {' '.join(lacks)}" if lacks else UNSAVED
        response = previews.show(request, page, notice)
        transaction.set_rollback(True)
        return response
