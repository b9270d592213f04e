"""Articles at the desk. Who may not publish sees, writes and deletes only drafts of their own."""

from django.contrib import admin, messages
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.forms import BaseFormSet
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst

from articles import checklist
from articles.absolute import absolute_url
from articles.accounts.audit import record_takedown
from articles.admin.publishing import UNSAVED, hold_back, moment, state_sentence, was_live
from articles.desk.admin import HubAdmin, QuerySetFilter, ShortRelatedFilter
from articles.desk.forms import PageForm
from articles.desk.formsets import FAQInline
from articles.desk.permissions import may_publish
from articles.desk.site import FIRST, Item, Panel
from articles.extensions import extensions
from articles.history import revisions
from articles.history.admin import HistoryMixin
from articles.models import Article
from articles.views import preview_address, show_preview

TEXT = ("Text", {"fields": ("title", "slug", "summary", "body"), "classes": ("wide",)})
PREVIEW = "This is how readers would see the form as it stands in the other tab. Nothing of it is saved or public."
MADE = ("updated_at", "preview_link")
SORTING = ("Where it belongs", {"fields": ("author", "topic", "tags")})


def key_in(address):
    """The key that a part of an address is, or 0, which no row has."""
    return int(address) if address.isdecimal() and len(address) < 19 else 0


class StateFilter(QuerySetFilter):
    title = parameter_name = "state"
    ways = {
        "draft": ("Draft", lambda pages: pages.filter(status=Article.Status.DRAFT)),
        "scheduled": ("Scheduled", lambda pages: pages.filter(status=Article.Status.PUBLISHED, is_live=False)),
        "live": ("Live", lambda pages: pages.filter(is_live=True)),
        "withdrawn": ("Withdrawn", lambda pages: pages.filter(status=Article.Status.WITHDRAWN)),
    }


class PageAdmin(HistoryMixin, HubAdmin):
    """The base of articles and comparisons. A page whose checklist has errors is saved all the same, not published."""

    substance = {"title", "summary", "body"}  # what a reader is told of
    change_form_template = "admin/page_change_form.html"
    actions = ("withdraw",)

    form = PageForm
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

    def has_publish_permission(self, request):
        return may_publish(request.user)

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
        return (*MADE, *(() if may_publish(request.user) else ("status", "published_at", "featured")))

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        shown = {
            "status": True,
            "published_at": obj or may_publish(request.user),
            "featured": may_publish(request.user),
            "updated_at": obj,
            "preview_link": obj and not obj.is_live,
        }
        publishing = ("Publishing", {"fields": [name for name, show in shown.items() if show]})
        fieldsets.insert(fieldsets.index(SORTING), publishing)
        return fieldsets

    def get_inlines(self, request, obj):
        added = [inline for extension in extensions[self.model] for inline in extension.inlines]
        return [*added, *super().get_inlines(request, obj)]

    @admin.display(description="preview, for who has no account")
    def preview_link(self, page):
        return format_html('<a href="{0}">{0}</a>', absolute_url(preview_address(page)))

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is None:
            context |= {"state": UNSAVED, "findings": self.findings_of_new(context)}
        else:
            # A form that was refused has given the object what was typed: readers know nothing of that.
            page = type(obj)._base_manager.filter(pk=obj.pk).first() or obj
            live = page.status == Article.Status.PUBLISHED and self.has_publish_permission(request)
            context |= {"state": state_sentence(page), "findings": checklist.check(page), "can_withdraw": live}
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def findings_of_new(self, context):
        """What a page lacks that was never saved: its texts and its rows are looked at once they are."""
        form, rows = context["adminform"].form, context["inline_admin_formsets"]
        typed = {name: getattr(form.instance, name) for name in ("title", "summary")}
        filled = {f"#{row.formset.prefix}-group" for row in rows if row.formset.is_bound and row.formset.has_changed()}
        return [finding for finding in checklist.check(self.model(**typed)) if finding.place not in filled]

    def changeform_view(self, request, *args, **kwargs):
        if "_withdraw" in request.POST and self.has_publish_permission(request):
            self.continue_editing(request, status=Article.Status.WITHDRAWN.value)
        return super().changeform_view(request, *args, **kwargs)

    @staticmethod
    def continue_editing(request, **changes):
        """Change what was sent, and come back to the form once it is saved."""
        request.POST = request.POST.copy()
        for name, value in {**changes, "_continue": "1"}.items():
            request.POST[name] = value

    def view_on_site(self, obj):
        return obj.get_absolute_url() if Article.objects.published().filter(pk=obj.pk).exists() else None

    # --- saving ---

    def get_object(self, request, object_id, from_field=None):
        """As the stock one. Where its form is saved, a second editor waits, and then sees what the first saved."""
        form = f"{self.opts.app_label}_{self.opts.model_name}_change"
        if request.method != "POST" or request.resolver_match.url_name != form:
            return super().get_object(request, object_id, from_field)
        tables = ["self", *(link.name for link in self.opts.parents.values() if link)]
        pages = self.get_queryset(request).select_related("author", "topic", "owner").select_for_update(of=tables)
        page = pages.filter(pk=key_in(object_id)).first()
        if page:
            revisions.hold_state(page)
        return page

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """As the stock one. Raises PermissionDenied where the page is there, but somebody else's."""
        if not may_publish(request.user) and self.model._base_manager.filter(pk=key_in(object_id)).exists():
            raise PermissionDenied
        return super()._get_obj_does_not_exist_redirect(request, opts, object_id)

    def save_model(self, request, obj, form, change):
        # A page that is there already is saved once, after its rows: they decide what becomes of it.
        if not change:
            obj.owner = request.user
            super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        page = form.instance
        known = getattr(page, "_prefetched_objects_cache", {})
        for formset in filter(BaseFormSet.has_changed, formsets):  # its rows were read before they were saved
            known.pop(formset.fk.remote_field.get_accessor_name(), None)
        self.hold_to_checklist(request, form, change)
        about = {name: form.cleaned_data[name] for name in ("reason", "credit")}
        if change:
            self.keep_revision(page, notable=self.is_notable(form, formsets), user=request.user, **about)
            super().save_model(request, page, form, change)
            if was_live(form) and page.status != Article.Status.PUBLISHED and "_preview" not in request.POST:
                record_takedown(request, page, page.get_status_display())
        else:
            revisions.record(page, user=request.user, **about)
        if page.status == Article.Status.PUBLISHED and not was_live(form):
            for extension in extensions[self.model]:
                extension.publish(page, None if page.is_public else page.published_at)

    def is_notable(self, form, formsets):
        """Whether readers are to be told: the substance changed, and it was no typo."""
        changed = {formset.model for formset in formsets if formset.has_changed()}
        return not form.cleaned_data["minor_change"] and bool(changed or self.substance & set(form.changed_data))

    @staticmethod
    def keep_revision(page, *, notable, **about):
        """Keep what a page was like and what it is now, before it is saved: a revision tells when and why."""
        if notable:
            page.updated_at = timezone.now()
        page.clean_text()
        if revisions.record_held(page, notable=notable, **about) and notable:
            page.set_told()

    # --- publishing and withdrawing ---

    def hold_to_checklist(self, request, form, change):
        """Keep a page with errors from being published. What was typed is saved all the same."""
        page = form.instance
        if page.status != Article.Status.PUBLISHED or "_preview" in request.POST:
            return
        errors = [finding.sentence for finding in checklist.check(page) if finding.is_error]
        if errors and was_live(form):
            self.message_user(request, f"Readers see it, although: {' '.join(errors)}", messages.WARNING)
        elif errors:
            hold_back(form, change)
            self.continue_editing(request)
            self.message_user(request, f"Saved, but not published: {' '.join(errors)}", messages.ERROR)

    @admin.action(description="Withdraw: readers are told that it is gone", permissions=["publish"])
    def withdraw(self, request, queryset):
        for page in queryset:
            with revisions.recording(page, user=request.user, reason="Withdrawn"):
                page.status = Article.Status.WITHDRAWN
                page.save(update_fields=["status"])
            self.log_change(request, page, "Withdrawn.")
            record_takedown(request, page, "Withdrawn")
            self.message_user(request, f"{capfirst(str(page))} is withdrawn: its address answers 410.")

    # --- seeing it before readers do ---

    def response_add(self, request, obj, post_url_continue=None):
        if "_preview" in request.POST:
            return self.preview(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self.preview(request, obj) if "_preview" in request.POST else super().response_change(request, obj)

    def preview(self, request, page):
        """The public page of what was just saved, which is then taken back, and what it lacks."""
        lacks = [finding.sentence for finding in checklist.check(page)]
        notice = f"{PREVIEW} The checklist says: {' '.join(lacks)}" if lacks else PREVIEW
        response = show_preview(request, page, notice)
        transaction.set_rollback(True)
        return response


@admin.register(Article)
class ArticleAdmin(PageAdmin):
    """Plain articles. Comparisons stand in the same table and have an admin of their own."""

    def get_queryset(self, request):
        return super().get_queryset(request).filter(kind=Article.Kind.ARTICLE)


# --- on the first page of the desk ---


@admin.site.panel(20)
def drafts(request):
    return page_panel(request, "Drafts", "draft", "-pk", lambda page: str(page.owner or ""))


@admin.site.panel(30)
def scheduled(request):
    return page_panel(request, "Scheduled", "scheduled", "published_at", lambda page: moment(page.published_at))


def page_panel(request, title, state, order, note):
    """A panel of the pages in a state, of each kind that the user may see, or None."""
    kinds = [site for site in admin.site._registry.values() if isinstance(site, PageAdmin)]
    kinds = [site for site in kinds if site.has_view_permission(request)]
    kinds.sort(key=lambda site: str(site.opts.verbose_name_plural))
    items, more, total = [], [], 0
    _, in_state = StateFilter.ways[state]
    for site in kinds:
        pages = in_state(site.get_queryset(request))
        count = pages.count()
        total += count
        first = pages.select_related("owner").only("title", "published_at", "owner__username").order_by(order)[:FIRST]
        items += [
            Item(page.title, reverse(admin_urlname(site.opts, "change"), args=[page.pk]), note(page)) for page in first
        ]
        words = f"{capfirst(str(site.opts.verbose_name_plural))}: all {count}"
        more += [Item(words, reverse(admin_urlname(site.opts, "changelist"), query={"state": state}))] if count else []
    return Panel(title, total, items, tuple(more)) if kinds else None
