"""From draft to live and away again: what a page still lacks, when it will appear, and one step to withdraw it."""

from django.contrib import admin, messages
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst

from articles import checklist
from articles.history import revisions
from articles.models import Article

UNSAVED = "A new page: nothing is saved yet."


def may_publish(user):
    return user.has_perm("articles.publish_article")


def moment(when):
    """A moment as the desk writes it."""
    return f"{date_format(when, 'j F Y, H:i')} UTC"


def is_scheduled(page):
    return page.status == Article.Status.PUBLISHED and page.published_at > timezone.now()


def state_sentence(page):
    """What readers see of a page, and from when on."""
    if page.status == Article.Status.DRAFT:
        return "A draft: readers do not see it."
    if page.status == Article.Status.WITHDRAWN:
        return "Withdrawn: its address tells readers that it is gone."
    if is_scheduled(page):
        return f"It will appear by itself on {moment(page.published_at)}."
    return f"Readers have seen it since {moment(page.published_at)}."


class PublishingMixin:
    """An admin of pages with a checklist: what has errors is saved all the same, and not published."""

    change_form_template = "admin/page_change_form.html"
    findings_of = staticmethod(checklist.check)
    actions = ("withdraw",)

    def has_publish_permission(self, request):
        return may_publish(request.user)

    # --- the form ---

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is None:
            context |= {"state": UNSAVED, "findings": self.findings_of_new(context)}
        else:
            # A form that was refused has given the object what was typed: readers know nothing of that.
            page = type(obj)._base_manager.filter(pk=obj.pk).first() or obj
            live = page.status == Article.Status.PUBLISHED and self.has_publish_permission(request)
            context |= {"state": state_sentence(page), "findings": self.findings_of(page), "can_withdraw": live}
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def findings_of_new(self, context):
        """What a page lacks that was never saved: its texts and its rows are looked at once they are."""
        form, rows = context["adminform"].form, context["inline_admin_formsets"]
        typed = {name: getattr(form.instance, name) for name in ("title", "summary")}
        filled = {f"#{row.formset.prefix}-group" for row in rows if row.formset.is_bound and row.formset.has_changed()}
        return [finding for finding in self.findings_of(self.model(**typed)) if finding.place not in filled]

    def changeform_view(self, request, *args, **kwargs):
        if "_withdraw" in request.POST and self.has_publish_permission(request):
            self.go_on(request, status=Article.Status.WITHDRAWN.value)
        return super().changeform_view(request, *args, **kwargs)

    @staticmethod
    def go_on(request, **changes):
        """Change what was sent, and come back to the form once it is saved."""
        request.POST = request.POST.copy()
        for name, value in {**changes, "_continue": "1"}.items():
            request.POST[name] = value

    # --- publishing and withdrawing ---

    def rows_saved(self, request, form, change):
        """Keep a page with errors from being published. What was typed is saved all the same."""
        super().rows_saved(request, form, change)
        page = form.instance
        if page.status != Article.Status.PUBLISHED or "_preview" in request.POST:
            return
        errors = [finding.sentence for finding in self.findings_of(page) if finding.is_error]
        if errors and was_live(form):
            self.message_user(request, f"Readers see it, although: {' '.join(errors)}", messages.WARNING)
        elif errors:
            hold_back(form)
            self.go_on(request)
            self.message_user(request, f"Saved, but not published: {' '.join(errors)}", messages.ERROR)

    @admin.action(description="Withdraw: readers are told that it is gone", permissions=["publish"])
    def withdraw(self, request, queryset):
        for page in queryset:
            with revisions.recording(page, user=request.user, reason="Withdrawn"):
                page.status = Article.Status.WITHDRAWN
                page.save(update_fields=["status"])
            self.log_change(request, page, "Withdrawn.")
            self.message_user(request, f"{capfirst(str(page))} is withdrawn: its address answers 410.")


def was_live(form):
    """Whether readers saw the page before it was saved."""
    moment = form.initial.get("published_at")
    return form.initial.get("status") == Article.Status.PUBLISHED and bool(moment) and moment <= timezone.now()


def hold_back(form):
    """Undo the publishing of a page that was just saved, and nothing else."""
    page, before = form.instance, form.initial.get("status", Article.Status.DRAFT)
    page.status = Article.Status.DRAFT if before == Article.Status.PUBLISHED else before
    if "published_at" not in form.changed_data:
        page.published_at = form.initial.get("published_at")
    page.save(update_fields=["status", "published_at"])
