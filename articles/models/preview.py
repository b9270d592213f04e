"""PreviewLink: the way to a draft for somebody without an account."""

import datetime
import secrets

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone

from .article import Article

LONGEST = datetime.timedelta(days=90)


def new_key():
    """256 random bits: nobody guesses it."""
    return secrets.token_urlsafe(32)


def in_a_week():
    return timezone.now().replace(second=0, microsecond=0) + datetime.timedelta(days=7)


class PreviewLinkQuerySet(models.QuerySet):
    def valid(self):
        """The links that still show something, by the database's clock."""
        return self.filter(revoked=False, expires_at__gt=Now())


class PreviewLink(models.Model):
    """An address under which a page can be read before it is public, until it expires or is revoked."""

    seen_by_readers = False

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="preview_links")
    key = models.CharField(max_length=43, unique=True, default=new_key, editable=False)
    expires_at = models.DateTimeField("expires", default=in_a_week, help_text="In UTC, at most 90 days from now.")
    revoked = models.BooleanField("revoke", default=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="preview_links"
    )

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        default_permissions = ()  # who may change the page may share it

    def __str__(self):
        return f"expires {self.expires_at:%d %B %Y, %H:%M} UTC"

    def get_absolute_url(self):
        return reverse("shared-preview", kwargs={"key": self.key})

    def clean(self):
        super().clean()
        if self.expires_at and self.expires_at > timezone.now() + LONGEST:
            raise ValidationError({"expires_at": "A preview link can last for 90 days at most."})
