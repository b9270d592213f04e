"""What every form and every list of the editors' desk shares."""

from contextlib import suppress
from copy import deepcopy
from functools import partial

from django.contrib import admin, messages
from django.contrib.admin.utils import NestedObjects, quote
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, router
from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import capfirst, get_text_list

from articles.accounts.audit import record_takedown
from articles.desk.forms import FormFieldsMixin, VersionedForm
from articles.desk.formsets import rows_sent
from articles.desk.unsaved import has_texts, show_unsaved
from articles.history import trash

DELETED = (
    "This was deleted while you had it open. Nothing of yours is saved, and all of it is below. "
    "Once somebody has brought it back from the trash, it can be sent again."
)
MOST_CHOICES = 100  # of a filter


def labels_of(form, names):
    return [str(form.instance._meta.get_field(name).verbose_name) for name in names]


class ShortRelatedFilter(admin.RelatedFieldListFilter):
    """The usual filter; where it would list more than anybody reads, it has only what is chosen already."""

    def field_choices(self, field, request, model_admin):
        objects = field.remote_field.model._default_manager.all()
        if ordering := self.field_admin_ordering(field, request, model_admin):
            objects = objects.order_by(*ordering)
        listed = list(objects[: MOST_CHOICES + 1])
        if len(listed) > MOST_CHOICES:
            listed = objects.filter(pk__in=[key for key in self.lookup_val or [] if key.isdecimal()])
        return [(item.pk, str(item)) for item in listed]

    def has_output(self):
        return bool(self.lookup_val) or super().has_output()


class QuerySetFilter(admin.SimpleListFilter):
    """``ways`` narrow the list: by the value in the address a label, and what makes of a queryset those meant."""

    ways = {}

    def lookups(self, request, model_admin):
        return [(value, label) for value, (label, _) in self.ways.items()]

    def queryset(self, request, queryset):
        _, narrow = self.ways.get(self.value(), ("", None))
        return narrow(queryset) if narrow else queryset


class HubAdmin(FormFieldsMixin, admin.ModelAdmin):
    """The base of all admin classes here. Each of them names its ``fields`` or ``fieldsets``."""

    form = VersionedForm
    list_per_page = 50

    def get_fieldsets(self, request, obj=None):
        (title, options), *others = super().get_fieldsets(request, obj)
        if obj and self.has_change_permission(request, obj):
            options = {**options, "fields": [*options["fields"], "version"]}
        return [(title, options), *others]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        # What a form class declares is shared by all forms: what one request fills in would stand in everybody's.
        form.base_fields = deepcopy(form.base_fields)
        rows = {inline.model for inline in self.get_inlines(request, obj)}
        form.parts = [relation for relation in self.opts.related_objects if relation.related_model in rows]
        return form

    def get_formsets_with_inlines(self, request, obj=None):
        """As the stock one. Raises PermissionDenied where rows were sent that the user may not change any more.

        The stock one would drop them and say that all was saved.
        """
        for inline_class in self.get_inlines(request, obj):
            inline = inline_class(self.model, self.admin_site)
            rows = inline.get_formset(request, obj)
            stored, new = rows_sent(request.POST, rows.get_default_prefix(), rows)
            may_change = inline.has_change_permission(request, obj) or not stored
            if not may_change or (new and not inline.has_add_permission(request, obj)):
                raise PermissionDenied
        return super().get_formsets_with_inlines(request, obj)

    def view_on_site(self, obj):
        """The public address of what readers can see, or None."""
        return obj.get_absolute_url() if hasattr(obj, "get_absolute_url") else None

    def get_view_on_site_url(self, obj=None):
        """As the stock one. A refused form has given the object what was typed, and an empty slug has no address."""
        with suppress(NoReverseMatch):
            return super().get_view_on_site_url(obj)

    def get_deleted_objects(self, objs, request):
        """As the stock one, in a number of queries that does not grow."""
        objs, site = list(objs), self.admin_site
        collector = PeerObjects(using=router.db_for_write(self.model), origin=objs)
        collector.collect(objs)
        found = collector.model_objs.items()
        counts = {model._meta.verbose_name_plural: len(rows) for model, rows in found}
        forbidden = {
            model._meta.verbose_name
            for model, rows in found
            if site.is_registered(model)
            and not all(site.get_model_admin(model).has_delete_permission(request, row) for row in rows)
        }
        shown = partial(link_to, site)
        return collector.nested(shown), counts, forbidden, [*map(shown, collector.protected)]

    def delete_model(self, request, obj):
        deletion = trash.discard(obj, request.user)
        record_takedown(request, obj, "Deleted")
        address = reverse("admin:articles_deletion_changelist")
        sentence = 'Until {} it can be brought back from the <a href="{}">trash</a>.'
        messages.info(request, format_html(sentence, date_format(deletion.kept_until), address))

    def delete_queryset(self, request, queryset):
        for instance in queryset:
            trash.discard(instance, request.user)
            record_takedown(request, instance, "Deleted")

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        if request.method == "POST" and has_texts(request.POST):
            return show_unsaved(request, DELETED, request.POST, status=410, sign_in=False)
        return super()._get_obj_does_not_exist_redirect(request, opts, object_id)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        form, formsets = context["adminform"].form, context["inline_admin_formsets"]
        if change and obj and form.is_bound:
            form.renew_version()
        rows = [conflict for shown in formsets for conflict in getattr(shown.formset, "conflicts", ())]
        context["conflicts"] = [*getattr(form, "conflicts", ()), *rows]
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        theirs = labels_of(form, [name for name in [*form.taken, *form.merged] if name in form.base])
        theirs += [str(rows.model._meta.verbose_name_plural) for rows in formsets if getattr(rows, "taken", False)]
        if theirs:
            messages.info(request, f"Somebody else’s changes are kept beside yours: {get_text_list(theirs, 'and')}.")
        if form.lost:
            lost = get_text_list(labels_of(form, form.lost), "and")
            messages.warning(request, f"You may not change these here any more, so they stay as they are: {lost}.")

    def changeform_view(self, request, *args, **kwargs):
        try:
            return super().changeform_view(request, *args, **kwargs)
        except IntegrityError:
            # Somebody saved the same slug or name between our check and our save: the second check sees it and says so.
            return super().changeform_view(request, *args, **kwargs)


# --- what goes along with something that is deleted ---


class PeerObjects(NestedObjects):
    """Rows that name what they refer to fetch that once for all of them."""

    def related_objects(self, related_model, related_fields, objs):
        return super().related_objects(related_model, related_fields, objs).fetch_mode(models.FETCH_PEERS)


def link_to(site, row):
    """What a row is, with the way to its form where it has one."""
    kind = capfirst(row._meta.verbose_name)
    try:
        name = f"{site.name}:{row._meta.app_label}_{row._meta.model_name}_change"
        return format_html('{}: <a href="{}">{}</a>', kind, reverse(name, args=[quote(row.pk)]), row)
    except NoReverseMatch:
        return f"{kind}: {row}"
