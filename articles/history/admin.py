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
from articles.history.diffs import compare_snapshots
from articles.models import Revision

A_PAGE = 25
TAKEN = "Something that it held then, such as its address, belongs to something else now."
THIS_CHANGE = ("This change", {"fields": ("reason", "credit", "minor_change")})


class HistoryMixin:
    """An admin class whose objects keep their earlier states."""

    object_history_template = "admin/revisions.html"

    def get_urls(self):
        view = self.admin_site.admin_view(self.revision_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_revision"
        return [path("<path:object_id>/history/<int:revision>/", view, name=name), *super().get_urls()]

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        return [*fieldsets, THIS_CHANGE] if obj and self.has_change_permission(request, obj) else fieldsets

    def history_view(self, request, object_id, extra_context=None):
        listed = list_revisions(self.model, object_id, request.GET.get("page"))
        return super().history_view(request, object_id, {"revisions": listed, **(extra_context or {})})

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
        # Going back leaves alone where it stands.
        present = obj.snapshot()
        present["fields"] = {name: value for name, value in present["fields"].items() if name not in obj.placement}
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
        }
        return TemplateResponse(request, "admin/revision.html", context)

    def restore(self, request, obj, revision):
        """Make an object again what it was, as a revision of its own, and say so."""
        reason = request.POST.get("reason", "").strip() or f"Restored the state of {revision.made_at:%d %B %Y, %H:%M}"
        about = {"user": request.user, "reason": reason[:300], "notable": "notable" in request.POST}
        try:
            with transaction.atomic():
                lost = revisions.restore(obj, revision, **about)
        except (IntegrityError, ValidationError) as error:
            why = " ".join(error.messages) if isinstance(error, ValidationError) else TAKEN
            messages.error(request, f"It could not be restored, and nothing was changed. {why}")
            return HttpResponseRedirect(request.path)
        self.log_change(request, obj, reason)
        messages.success(request, f"“{obj}” is what it was on {revision.made_at:%d %B %Y at %H:%M} UTC.")
        if lost:
            messages.warning(request, f"Not everything could come back: {'; '.join(lost)}.")
        return HttpResponseRedirect(reverse(admin_urlname(self.opts, "change"), args=[obj.pk]))


def list_revisions(model, object_id, number):
    """A page of the revisions of an object, each with ``changed``: the words for what it changed."""
    key = unquote(object_id)
    owner = model(pk=int(key) if key.isdecimal() else None)
    page = Paginator(Revision.objects.of(owner), A_PAGE).get_page(number)
    shown = list(page.object_list)
    older = Revision.objects.of(owner).filter(pk__lt=shown[-1].pk).first() if shown else None
    for revision, before in pairwise([*shown, older]):
        changes = compare_snapshots(model, before.snapshot, revision.snapshot) if before else []
        # A row stands for all of its kind that changed.
        revision.changed = list(dict.fromkeys(change.label.partition(":")[0] for change in changes)) if before else None
    page.object_list = shown
    return page
