"""Deleting so that it can be undone: the rows are kept as text for thirty days, and really gone from every table.

Nothing that lists, searches or exports has to know of it. The keys stay the same, so that what refers to a restored
object by its key, its history among it, finds it again.
"""

import datetime
import json

from django.contrib.admin.utils import NestedObjects
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, connection, transaction

from articles.models import Deletion, HistoryModel, OldSlug, Revision, SluggedModel
from articles.slugify import unique_slug


class WholeMoments(DjangoJSONEncoder):
    """Django's own drops the microseconds, and with them the place of a page in every list."""

    def default(self, value):
        return value.isoformat() if isinstance(value, datetime.datetime) else super().default(value)


def discard(instance, user=None):
    """Delete an object with all that belongs to it, and keep it in the trash. Return the Deletion."""
    slugged = isinstance(instance, SluggedModel)
    with transaction.atomic():
        empty()
        deletion = Deletion.objects.create(
            content_type=ContentType.objects.get_for_model(instance),
            object_id=instance.pk,
            title=str(instance)[:200],
            contents=serializers.serialize("json", rows_of(instance), cls=WholeMoments),
            old_slugs=list(instance.old_slugs().values_list("slug", flat=True)) if slugged else [],
            deleted_by=user,
        )
        if slugged:
            instance.leave_address()
        instance.delete()
    return deletion


def rows_of(instance):
    """The object and everything that its deletion takes along, what is referred to before what refers to it."""
    collector = NestedObjects(using=instance._state.db, origin=instance)
    collector.collect([instance])
    collector.sort()
    kinds = [model for model in reversed(collector.data) if not model._meta.auto_created]
    return [row for model in kinds for row in sorted(collector.data[model], key=lambda row: row.pk)]


def empty():
    """Forget what has been in the trash for thirty days; how much that was."""
    return forget_for_good(Deletion.objects.over())


def forget_for_good(deletions):
    """Have things in the trash gone for good, with all that they were before; how many that were."""
    for deletion in deletions:
        keys = {}
        for row in json.loads(deletion.contents):
            keys.setdefault(row["model"], []).append(row["pk"])
        for label, of_kind in keys.items():
            app, model = label.split(".")
            Revision.objects.filter(
                content_type__app_label=app, content_type__model=model, object_id__in=of_kind
            ).delete()
    return deletions.delete()[0]


def undelete(deletion):
    """Bring back what was deleted, under its old keys. Return it.

    Raises ValidationError where something it needs is deleted too, or something else has taken its place. Where another
    page has taken its slug meanwhile, it gets a new one.
    """
    try:
        with transaction.atomic():
            for row in serializers.deserialize("json", deletion.contents, ignorenonexistent=True):
                put_back(row)
            connection.check_constraints()
            model = deletion.content_type.model_class()
            instance = model._base_manager.get(pk=deletion.object_id)
            if isinstance(instance, SluggedModel):
                elsewhere = OldSlug.objects.of(instance).filter(slug__in=deletion.old_slugs)
                taken = elsewhere.exclude(object_id=instance.pk).values_list("slug", flat=True)
                instance.add_old_slugs(set(deletion.old_slugs) - set(taken))
            if isinstance(instance, HistoryModel):
                instance.tell_return()
            deletion.delete()
    except IntegrityError:
        raise ValidationError(
            f"“{deletion}” cannot be restored: something that it refers to has been deleted too (restore that first), "
            "or something new has taken its name or place."
        ) from None
    return instance


def put_back(row):
    """Save one deserialised row. What was tagged with a tag that is gone comes back without it."""
    instance = row.object
    slug = next((field for field in instance._meta.local_fields if field.name == "slug"), None)
    if isinstance(instance, SluggedModel) and slug:
        others = type(instance)._base_manager.exclude(pk=instance.pk)
        instance.slug = unique_slug(instance.slug, lambda slug: others.filter(slug=slug).exists(), instance.slug)
    for name, keys in row.m2m_data.items():
        related = instance._meta.get_field(name).related_model
        row.m2m_data[name] = list(related._base_manager.filter(pk__in=keys))
    row.save()
