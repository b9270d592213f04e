"""What is checked, and with what outcome: does a source’s address still answer, is a fact still true."""

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone

DEAD_AFTER = datetime.timedelta(days=3)
DEAD_FAILURES = 3


class LinkCheckQuerySet(models.QuerySet):
    def dead(self):
        """Addresses that stopped answering: asked three times at least, over three days at least, always in vain."""
        return self.filter(failures__gte=DEAD_FAILURES, failing_since__lte=timezone.now() - DEAD_AFTER)


class LinkCheck(models.Model):
    """What an address last answered. Kept by address, because one page is the source of many facts."""

    seen_by_readers = False

    url = models.URLField("URL", max_length=500, unique=True)
    checked_at = models.DateTimeField()
    answer = models.CharField(max_length=200, help_text="The status it answered with, or why it did not.")
    failures = models.PositiveIntegerField(default=0, help_text="Checks in vain since it last answered.")
    failing_since = models.DateTimeField(null=True, blank=True, db_index=True)
    not_before = models.DateTimeField(null=True, blank=True, help_text="When it asked to be asked again.")

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        ordering = ["failing_since", "url"]

    def __str__(self):
        return self.url

    def note(self, answer, *, failed=False, not_before=None):
        """Keep what the address answered just now. The first failure in a row says since when.

        Where it asked for time, until ``not_before``, that is neither a failure nor a sign of life.
        """
        self.checked_at, self.answer, self.not_before = timezone.now(), answer[:200], not_before
        if not not_before:
            self.failures = self.failures + 1 if failed else 0
            self.failing_since = (self.failing_since or self.checked_at) if failed else None
        self.save()


class CheckMethod(models.TextChoices):
    """How somebody, or something, compared a fact with reality; empty where nobody said."""

    SCRIPT = "script", "By script"
    SOURCE = "source", "Read in the source"
    METADATA = "metadata", "From the package’s metadata"
    MEASURED = "measured", "Measured"
    JUDGEMENT = "judgement", "By judgement"
    __empty__ = "Not said"


class Verification(models.Model):
    """One check of one fact. The name of the checker stays when the account goes."""

    seen_by_readers = False

    class Outcome(models.TextChoices):
        STILL_TRUE = "still_true", "Still true"
        CHANGED = "changed", "Changed"

    fact = models.ForeignKey("Fact", on_delete=models.CASCADE, related_name="verifications")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="verifications"
    )
    name = models.CharField("checked by", max_length=150, blank=True)
    verified_on = models.DateField("checked on")
    verified_version = models.CharField("checked against version", max_length=60, blank=True)
    method = models.CharField("how", max_length=10, choices=CheckMethod, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.STILL_TRUE)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-recorded_at", "-pk"]

    def __str__(self):
        return f"{self.get_outcome_display()}, checked against {self.verified_version or 'no version'}"
