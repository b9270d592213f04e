"""What goes along with something that is deleted: as Django asks for it, in a number of queries that does not grow."""

from django.contrib.admin.utils import NestedObjects, quote
from django.db import models, router
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.text import capfirst


class PeerObjects(NestedObjects):
    """Rows that name what they refer to fetch that once for all of them."""

    def related_objects(self, related_model, related_fields, objs):
        return super().related_objects(related_model, related_fields, objs).fetch_mode(models.FETCH_PEERS)


def deleted_objects(objs, request, site):
    """What ``ModelAdmin.get_deleted_objects`` returns: a nested list, how many of each kind, what the user may not
    delete, and what stands against it."""
    objs = list(objs)
    if not objs:
        return [], {}, set(), []
    collector = PeerObjects(using=router.db_for_write(type(objs[0])), origin=objs)
    collector.collect(objs)
    counts = {model._meta.verbose_name_plural: len(rows) for model, rows in collector.model_objs.items()}
    forbidden = {
        model._meta.verbose_name
        for model, rows in collector.model_objs.items()
        if site.is_registered(model) and not may_delete(site.get_model_admin(model), request, rows)
    }
    protected = [line(row, site) for row in collector.protected]
    return collector.nested(lambda row: line(row, site)), counts, forbidden, protected


def may_delete(model_admin, request, rows):
    return all(model_admin.has_delete_permission(request, row) for row in rows)


def line(row, site):
    """What a row is, with the way to its form where it has one."""
    kind = capfirst(row._meta.verbose_name)
    try:
        name = f"{site.name}:{row._meta.app_label}_{row._meta.model_name}_change"
        return format_html('{}: <a href="{}">{}</a>', kind, reverse(name, args=[quote(row.pk)]), row)
    except NoReverseMatch:
        return f"{kind}: {row}"
