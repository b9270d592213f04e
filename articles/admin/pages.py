"""Articles at the desk. Who may not publish sees, writes and deletes only drafts of their own."""

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q

from articles.admin.previews import PreviewsMixin
from articles.admin.publishing import PublishingMixin, may_publish, moment
from articles.desk.admin import HubAdmin
from articles.desk.filters import ShortRelatedFilter
from articles.desk.forms import PageForm
from articles.desk.inlines import FAQInline
from articles.models import Article, PreviewLink

TEXT = ("Text", {"fields": ("title", "slug", "summary", "body"), "classes": ("wide",)})
SORTING = ("Where it belongs", {"fields": ("author", "topic", "tags")})


class StateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"
    conditions = {
        "draft": Q(status=Article.Status.DRAFT),
        "scheduled": Q(status=Article.Status.PUBLISHED, is_live=False),
        "live": Q(is_live=True),
        "withdrawn": Q(status=Article.Status.WITHDRAWN),
    }

    def lookups(self, request, model_admin):
        return [(state, state.capitalize()) for state in self.conditions]

    def queryset(self, request, queryset):
        return queryset.filter(self.conditions.get(self.value(), Q()))


class PageAdmin(PublishingMixin, PreviewsMixin, HubAdmin):
    """The base of articles and comparisons."""

    form = PageForm
    substance = {"title", "summary", "body"}  # what moves the date of the last change
    fieldsets = (TEXT, SORTING)
    autocomplete_fields = ("author", "topic", "tags")
    inlines = (FAQInline,)
    list_display = ("title", "state", "published_at", "updated_at", "topic", "owner")
    list_select_related = ("topic", "owner")
    list_filter = (StateFilter, ("topic", ShortRelatedFilter), ("author", ShortRelatedFilter), "featured")
    search_fields = ("title", "slug", "summary")
    date_hierarchy = "published_at"

    @admin.display(description="state", ordering="status")
    def state(self, page):
        if page.status == Article.Status.PUBLISHED and not page.is_live:
            return f"Will appear on {moment(page.published_at)}"
        return "Live" if page.is_live else page.get_status_display()

    # --- who may do what ---

    def get_queryset(self, request):
        published = Article.objects.published().filter(pk=OuterRef("pk"))
        pages = super().get_queryset(request).annotate(is_live=Exists(published))
        return pages if may_publish(request.user) else pages.filter(owner=request.user)

    def has_view_permission(self, request, obj=None):
        own = obj is None or may_publish(request.user) or obj.owner_id == request.user.pk
        return own and super().has_view_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        return self.may_work_on(request.user, obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self.may_work_on(request.user, obj) and super().has_delete_permission(request, obj)

    def may_work_on(self, user, page):
        """Whether this page, or where it is None any page at all, is the user's to change."""
        if page is None or may_publish(user):
            return True
        return page.owner_id == user.pk and page.status == Article.Status.DRAFT

    # --- the form ---

    def get_readonly_fields(self, request, obj=None):
        return ("updated_at",) if may_publish(request.user) else ("updated_at", "status", "published_at", "featured")

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        shown = {
            "status": True,
            "published_at": obj or may_publish(request.user),
            "featured": may_publish(request.user),
            "updated_at": obj,
        }
        publishing = ("Publishing", {"fields": [name for name, show in shown.items() if show]})
        fieldsets.insert(fieldsets.index(SORTING), publishing)
        return fieldsets

    def view_on_site(self, obj):
        return obj.get_absolute_url() if Article.objects.published().filter(pk=obj.pk).exists() else None

    # --- saving ---

    def save_model(self, request, obj, form, change):
        if not change:
            obj.owner = request.user
        super().save_model(request, obj, form, change)

    def keep_revision(self, user, form, formsets, notable):
        rows = [formset for formset in formsets if formset.model is not PreviewLink]
        substance = self.substance & set(form.changed_data) or any(formset.has_changed() for formset in rows)
        notable = bool(notable and substance)
        if notable:
            form.instance.mark_changed()
        super().keep_revision(user, form, formsets, notable)


@admin.register(Article)
class ArticleAdmin(PageAdmin):
    """Plain articles. Comparisons stand in the same table and have an admin of their own."""

    def get_queryset(self, request):
        return super().get_queryset(request).filter(kind=Article.Kind.ARTICLE)
