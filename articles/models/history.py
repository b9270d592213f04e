"""What things were like before: a revision after each change, and what was deleted, until its thirty days are over."""

import datetime

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from articles.history.snapshots import apply_snapshot, take_snapshots

KEPT_FOR = datetime.timedelta(days=30)


class RevisionQuerySet(models.QuerySet):
    def of(self, instance):
        """The revisions of one object, the newest first; of a deleted one too, as long as it has its key."""
        return self.filter(content_type=ContentType.objects.get_for_model(instance), object_id=instance.pk)

    def newest_of(self, model, keys):
        """The newest revision of each of these objects, by key."""
        owned = self.filter(content_type=ContentType.objects.get_for_model(model), object_id__in=keys)
        newest = owned.order_by().values("object_id").annotate(newest=models.Max("pk")).values("newest")
        return {revision.object_id: revision for revision in self.filter(pk__in=newest)}


class Revision(models.Model):
    """A state that something once had. The name of who made it, and of what it is about, outlive both."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    name = models.CharField(max_length=300)
    made_at = models.DateTimeField("made", db_default=Now(), editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    username = models.CharField(max_length=150, blank=True)
    credit = models.CharField(max_length=100, blank=True, help_text="The reader who found it.")
    reason = models.CharField(max_length=300, blank=True)
    notable = models.BooleanField(default=False, help_text="Whether readers are told.")
    snapshot = models.JSONField()

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["content_type", "object_id", "-id"], name="revision_of_object")]
        default_permissions = ()  # who may change something may see and restore what it was

    def __str__(self):
        return self.name

    @property
    def who(self):
        """Who made it, in words, with the reader who found it."""
        maker = self.username or "Nobody at the desk"
        return f"{maker}, found by {self.credit}" if self.credit else maker


class HistoryModel(models.Model):
    """Something whose earlier states are kept and can come back."""

    # The fields that say where and whether something is shown: bringing a text back does not touch them.
    placement = ()

    class Meta:
        abstract = True

    def snapshot(self):
        """This object with its rows as the database has it now, as data that JSON can hold."""
        return take_snapshots(type(self), [self.pk])[self.pk]

    def restore(self, snapshot, *, reason=""):
        """Become again what the snapshot says, rows included, and save. Returns what could not come back, in words.

        Its placement stays. ``reason`` is for models that keep one.
        """
        return apply_snapshot(self, snapshot)

    @classmethod
    def tell_readers(cls, pairs):
        """Hear of notable changes: pairs of the revision before, or None, and the new one."""

    def tell_return(self):
        """Hear that it was brought back from the trash."""

    def mark_changed(self):
        """Tell readers that the substance changed just now, where the model has a place for that."""


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
