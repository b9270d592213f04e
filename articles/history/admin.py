"""The history of an object at the desk: its revisions, what each of them changed, and one step back to any of them."""

from itertools import pairwise

from django.contrib import messages
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse

from articles.history import revisions
from articles.history.diffs import changed_labels, compare_snapshots
from articles.models import HistoryModel, Revision

A_PAGE = 25


class HistoryMixin:
    """An admin class whose objects keep their earlier states, where their model does."""

    @property
    def keeps_history(self):
        return issubclass(self.model, HistoryModel)

    @property
    def object_history_template(self):
        return "admin/revisions.html" if self.keeps_history else None

    def get_urls(self):
        if not self.keeps_history:
            return super().get_urls()
        view = self.admin_site.admin_view(self.revision_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_revision"
        return [path("<path:object_id>/history/<int:revision>/", view, name=name), *super().get_urls()]

    # --- recording ---

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        forget_changed_rows(form.instance, formsets)
        self.rows_saved(request, form, change)
        if self.keeps_history:
            notable = change and not form.cleaned_data["minor_change"]
            self.keep_revision(request.user, form, formsets, notable)

    def rows_saved(self, request, form, change):
        """For what can only be judged once an object and its rows are saved, before its revision is kept."""

    def keep_revision(self, user, form, formsets, notable):
        """Record what was saved. All of it is: the object and its rows."""
        about = {name: form.cleaned_data[name] for name in ("reason", "credit")}
        if not hasattr(form.instance, "held"):  # it is new
            revisions.record(form.instance, user=user, notable=notable, **about)
            return
        before, made = revisions.record_held(form.instance, user=user, notable=notable, **about)
        if made and notable:
            self.tell_readers(form.instance, before, made)

    def tell_readers(self, obj, before, made):
        """Tell readers of a notable revision of an object that is saved after it; ``before`` is the one before that."""
        self.model.tell_readers([(before, made)])

    # --- showing ---

    def history_view(self, request, object_id, extra_context=None):
        if self.keeps_history:
            listed = list_revisions(self.model, object_id, request.GET.get("page"))
            extra_context = {"revisions": listed, **(extra_context or {})}
        return super().history_view(request, object_id, extra_context)

    def revision_view(self, request, object_id, revision):
        """What one revision changed, and how it differs from the present; by POST the object becomes that again."""
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        may_restore = self.has_change_permission(request, obj)
        if not (may_restore if request.method == "POST" else self.has_view_or_change_permission(request, obj)):
            raise PermissionDenied
        chosen = get_object_or_404(Revision.objects.of(obj), pk=revision)
        if request.method == "POST":
            return self.restore(request, obj, chosen)
        before = Revision.objects.of(obj).filter(pk__lt=chosen.pk).first()
        present = without_placement(obj)
        context = {
            **self.admin_site.each_context(request),
            "title": f"{obj}: a revision",
            "opts": self.opts,
            "object": obj,
            "revision": chosen,
            "before": before,
            "changes": compare_snapshots(self.model, before.snapshot, chosen.snapshot) if before else [],
            "way_back": compare_snapshots(self.model, present, chosen.snapshot),
            "may_restore": may_restore,
            "slug": chosen.snapshot["fields"].get("slug"),
        }
        return TemplateResponse(request, "admin/revision.html", context)

    def restore(self, request, obj, revision):
        """Make an object again what it was, as a revision of its own, and say so."""
        also = ["slug"] if "slug" in request.POST and "slug" in revision.snapshot["fields"] else []
        reason = request.POST.get("reason", "").strip() or f"Restored the state of {revision.made_at:%d %B %Y, %H:%M}"
        about = {"user": request.user, "reason": reason[:300], "notable": "notable" in request.POST}
        try:
            with transaction.atomic():
                if also:
                    obj.check_address(revision.snapshot["fields"]["slug"])
                lost = revisions.restore(obj, revision, also=also, **about)
        except (IntegrityError, ValidationError) as error:
            messages.error(request, f"It could not be restored, and nothing was changed. {sentence(error)}")
            return HttpResponseRedirect(request.path)
        self.log_change(request, obj, reason)
        messages.success(request, f"“{obj}” is what it was on {revision.made_at:%d %B %Y at %H:%M} UTC.")
        if lost:
            messages.warning(request, f"Not everything could come back: {'; '.join(lost)}.")
        return HttpResponseRedirect(reverse(admin_urlname(self.opts, "change"), args=[obj.pk]))


def forget_changed_rows(obj, formsets):
    """Let the rows that were read of an object before they were saved be read again, where they changed."""
    known = getattr(obj, "_prefetched_objects_cache", {})
    for formset in formsets:
        if formset.has_changed():
            known.pop(formset.fk.remote_field.get_accessor_name(), None)


def without_placement(obj):
    """What an object is like now, without what going back leaves alone; the address comes along if it is asked for."""
    snapshot = obj.snapshot()
    stays = {*obj.placement} - {"slug"}
    return snapshot | {"fields": {name: value for name, value in snapshot["fields"].items() if name not in stays}}


def list_revisions(model, object_id, number):
    """A page of the revisions of an object, each with ``changed``: the words for what it changed."""
    key = unquote(object_id)
    owner = model(pk=int(key) if key.isdecimal() else None)
    page = Paginator(Revision.objects.of(owner), A_PAGE).get_page(number)
    shown = list(page.object_list)
    older = Revision.objects.of(owner).filter(pk__lt=shown[-1].pk).first() if shown else None
    for revision, before in pairwise([*shown, older]):
        revision.changed = changed_labels(model, before.snapshot, revision.snapshot) if before else None
    page.object_list = shown
    return page


def sentence(error):
    """What went wrong, for an editor."""
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return "Something that it held then, such as its address, belongs to something else now."
