"""Redirects at the desk: which former address leads where. They come about by themselves; an editor may mend them."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget

from articles.desk.permissions import nobody
from articles.links import page_at
from articles.models import OldSlug


class OldSlugForm(forms.ModelForm):
    """Where a former address leads: to a page itself, whatever its address, so that no chain and no loop can arise."""

    target = forms.CharField(
        label="Leads to",
        max_length=500,
        widget=AdminTextInputWidget,
        help_text="The address of a page of this hub, such as /articles/another/. Where that moves, this follows.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        page = self.instance.content_object
        self.initial["target"] = page.get_absolute_url() if hasattr(page, "get_absolute_url") else ""

    def clean_target(self):
        page = page_at(self.cleaned_data["target"])
        if page is None:
            raise forms.ValidationError("Readers find no page of this hub under that address.")
        owner = self.instance.content_type
        if page.slug_content_type() != owner:
            kind = page._meta.verbose_name
            raise forms.ValidationError(f"A former address of an {owner.name} cannot lead to a {kind}.")
        return page


@admin.register(OldSlug)
class OldSlugAdmin(admin.ModelAdmin):
    form = OldSlugForm
    list_display = ("slug", "content_type", "content_object")
    list_filter = (("content_type", admin.RelatedOnlyFieldListFilter),)
    list_per_page = 50
    search_fields = ("slug",)
    fields = ("slug", "content_type", "target")
    readonly_fields = ("slug", "content_type")
    has_add_permission = nobody

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("content_type", "content_object")

    def save_model(self, request, obj, form, change):
        form.cleaned_data["target"].add_old_slugs([obj.slug])
