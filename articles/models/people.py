"""Who signs in, and what pages are sorted by: one author, one topic, any number of tags."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.urls import reverse
from markdownx.models import MarkdownxField

from .audit import AuditEntry
from .rendered import RenderedModel
from .slugged import SluggedModel


class User(AbstractUser):
    """An account that may sign in at the editors' desk."""

    seen_by_readers = False  # a login changes no page

    must_change_password = models.BooleanField(
        default=False, help_text="Somebody else knows the password: the next sign-in asks for a new one."
    )
    sessions_ended = models.PositiveIntegerField(default=0, editable=False)  # how often all of them were, together

    def save(self, **kwargs):
        changed, is_new = self._password is not None, self._state.adding
        super().save(**kwargs)
        if is_new and self.is_superuser:  # which the desk makes of nobody who is new
            AuditEntry.objects.record(AuditEntry.Kind.RIGHTS, f"{self} added; is_superuser: True")
        if changed:
            AuditEntry.objects.record(AuditEntry.Kind.PASSWORD, "A new password is set.", name=self.get_username())

    def end_sessions(self):
        """Sign the account out everywhere."""
        type(self).objects.filter(pk=self.pk).update(sessions_ended=models.F("sessions_ended") + 1)
        self.refresh_from_db(fields=["sessions_ended"])

    def _get_session_auth_hash(self, secret=None):
        """What each session of the account must hold: Django's hash of the password, and how often all were ended."""
        return f"{super()._get_session_auth_hash(secret)}.{self.sessions_ended}"


class SortingQuerySet(models.QuerySet):
    """Of what pages are listed by; it has them as ``articles``."""

    def with_work(self):
        """Those that have something published."""
        link = self.model._meta.get_field("articles").field
        published = link.model.objects.published().filter(**{link.name: models.OuterRef("pk")})
        return self.filter(models.Exists(published))


class Topic(SluggedModel, RenderedModel):
    """A field of interest with a page and a feed of its own."""

    name = models.CharField(max_length=80, unique=True)
    description = MarkdownxField(blank=True)
    description_html = models.TextField(blank=True, editable=False)
    position = models.PositiveIntegerField(default=0, help_text="Topics are listed in this order.")

    objects = SortingQuerySet.as_manager()

    rendered_fields = ("description_html",)

    class Meta:
        ordering = ["position", "name"]

    def get_absolute_url(self):
        return reverse("topic-detail", kwargs={"slug": self.slug})


class Tag(SluggedModel, RenderedModel):
    """A word that pages are found by."""

    name = models.CharField(max_length=50, unique=True)

    class Meta:
        ordering = ["name"]


class Author(SluggedModel, RenderedModel):
    """A byline, not a login."""

    name = models.CharField(max_length=100, unique=True)
    bio = MarkdownxField(blank=True)
    bio_html = models.TextField(blank=True, editable=False)
    url = models.URLField("website", blank=True)

    objects = SortingQuerySet.as_manager()

    rendered_fields = ("bio_html",)

    class Meta:
        ordering = ["name"]

    @classmethod
    def readable(cls):
        return cls.objects.with_work()

    def get_absolute_url(self):
        return reverse("author-detail", kwargs={"slug": self.slug})
