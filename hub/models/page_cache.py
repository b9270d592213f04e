"""What the page cache follows and keeps: the count of changes, pages as they were made, what other caches were told."""

import datetime

from django.db import models, transaction
from django.db.models import Count, F, Max, Sum
from django.utils import timezone

from articles.models import Article

CLAIMED = datetime.timedelta(seconds=30)  # for a purge; whoever claimed it may have died
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
        """Delete what nobody made anew for a month: pages that are gone, and those that nobody reads."""
        return self.filter(stored_at__lt=timezone.now() - datetime.timedelta(days=30)).delete()


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


class PurgeQuerySet(models.QuerySet):
    def claim(self, key, version):
        """Whether the caller shall purge: nobody has purged this version, or tries to at the moment."""
        self.bulk_create([self.model(key=key)], ignore_conflicts=True)
        due = self.filter(key=key, next_try__lte=timezone.now()).exclude(version=version)
        return bool(due.update(next_try=timezone.now() + CLAIMED, failures=F("failures") + 1))

    def settle(self, key, version):
        """Record that this version was purged; or, without one, that it failed and when to try again."""
        purge = self.get(key=key)
        if version:
            purge.version, purge.failures, pause = version, 0, 1
        else:
            pause = min(2**purge.failures, 60)
        purge.next_try = timezone.now() + datetime.timedelta(seconds=pause)
        purge.save()


class Purge(models.Model):
    """What the caches before the site were last told, and when to tell them next."""

    seen_by_readers = False

    key = models.CharField(max_length=50, primary_key=True)
    version = models.CharField(max_length=120, blank=True)
    next_try = models.DateTimeField(default=timezone.now)
    failures = models.PositiveIntegerField(default=0)

    objects = PurgeQuerySet.as_manager()

    def __str__(self):
        return self.key
