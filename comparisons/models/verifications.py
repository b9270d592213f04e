"""Verification: somebody compared a fact with its sources. Kept with who, when, against what, and the outcome."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from .facts import Fact


class Verification(models.Model):
    """One check of one fact. The name of the checker stays when the account goes."""

    seen_by_readers = False

    class Outcome(models.TextChoices):
        STILL_TRUE = "still_true", "Still true"
        CHANGED = "changed", "Changed"

    fact = models.ForeignKey(Fact, on_delete=models.CASCADE, related_name="verifications")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="verifications"
    )
    name = models.CharField("checked by", max_length=150, blank=True)
    verified_on = models.DateField("checked on")
    verified_version = models.CharField("checked against version", max_length=60, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.STILL_TRUE)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-recorded_at", "-pk"]

    def __str__(self):
        return f"{self.get_outcome_display()}, checked against {self.verified_version or 'no version'}"
