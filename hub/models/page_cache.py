"""What the page cache follows and keeps: the count of changes, and pages as they were made."""

import datetime

from django.db import models, transaction
from django.db.models import Count, Max, Sum
from django.utils import timezone

from articles.models import Article

TAKEDOWNS = " takedowns "  # in a content version, before their number
MOST_ROWS = 1_000  # of counted changes; more are summed up


class ContentChangeQuerySet(models.QuerySet):
    def version(self):
        """What the content stands at: a string that is another one after each commit that changes what readers see.

        It also moves when a scheduled page appears, and at midnight, when it may be time to check a fact again. It ends
        with the number of takedowns: no page that was made under another number may be shown any more.
        """
        counted = self.aggregate(changes=Sum("changes"), takedowns=Sum("takedowns"), rows=Count("*"))
        if counted["rows"] > MOST_ROWS:
            self.compact()
        newest = Article.objects.published().aggregate(newest=Max("published_at"))["newest"]
        return f"{counted['changes'] or 0} {newest} {timezone.localdate()}{TAKEDOWNS}{counted['takedowns'] or 0}"

    def take_down(self):
        """Count a takedown of what is no row of ours, such as a picture."""
        self.create(changes=1, takedowns=1)

    def compact(self):
        """Replace the rows by one with their sum, so that the version stays. Of several at once, one does it."""
        with transaction.atomic():
            taken = list(self.select_for_update().order_by("pk"))
            self.filter(pk__in=[row.pk for row in taken]).delete()
            if taken:
                changes, takedowns = sum(row.changes for row in taken), sum(row.takedowns for row in taken)
                self.create(changes=changes, takedowns=takedowns)


class ContentChange(models.Model):
    """A change of what readers see, written by the triggers of ``hub.page_cache.triggers`` within its transaction.

    The sum says how many were committed. On PostgreSQL each transaction adds a row; on SQLite one row counts.
    """

    seen_by_readers = False

    changes = models.BigIntegerField()
    takedowns = models.BigIntegerField(db_default=0)

    objects = ContentChangeQuerySet.as_manager()

    def __str__(self):
        return str(self.changes)


class StoredPageQuerySet(models.QuerySet):
    def forget_old(self):
        """Delete what nobody made anew for a month: pages that are gone or not read. Return how many there were."""
        return self.filter(stored_at__lt=timezone.now() - datetime.timedelta(days=30)).delete()[0]


class StoredPage(models.Model):
    """A public page as it was last made, for all processes and machines. One of another version is never shown."""

    seen_by_readers = False

    address = models.CharField(max_length=500, primary_key=True)
    version = models.CharField(max_length=120)
    headers = models.JSONField()
    body = models.BinaryField(help_text="Compressed with gzip.")
    stored_at = models.DateTimeField()

    objects = StoredPageQuerySet.as_manager()

    def __str__(self):
        return self.address
