"""Deletion: what was deleted at the desk, until its thirty days are over."""

import datetime

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

KEPT_FOR = datetime.timedelta(days=30)


class DeletionQuerySet(models.QuerySet):
    def kept(self):
        """What can still be restored."""
        return self.filter(deleted_at__gt=timezone.now() - KEPT_FOR)

    def over(self):
        """What nobody wanted back for thirty days."""
        return self.filter(deleted_at__lte=timezone.now() - KEPT_FOR)


class Deletion(models.Model):
    """One deleted object with all that was deleted along with it."""

    seen_by_readers = False

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, verbose_name="what it was")
    object_id = models.PositiveBigIntegerField()
    title = models.CharField(max_length=200)
    contents = models.TextField(editable=False, help_text="The deleted rows, as Django's serialiser writes them.")
    old_slugs = models.JSONField(default=list, editable=False)
    deleted_at = models.DateTimeField(default=timezone.now, db_index=True)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="deletions"
    )

    objects = DeletionQuerySet.as_manager()

    class Meta:
        verbose_name = "deleted item"
        verbose_name_plural = "trash"
        ordering = ["-deleted_at", "-pk"]

    def __str__(self):
        return self.title

    @property
    def kept_until(self):
        """The moment from which it cannot be restored any more."""
        return self.deleted_at + KEPT_FOR
