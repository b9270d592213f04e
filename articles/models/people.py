"""Those who write: an account signs in, an author signs the work."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.urls import reverse
from markdownx.models import MarkdownxField

from .rendered import RenderedModel
from .slugged import SluggedModel
from .taxonomy import SortingQuerySet


class User(AbstractUser):
    """An account that may sign in at the editors' desk."""

    seen_by_readers = False  # a login changes no page


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

    def __str__(self):
        return self.name

    @classmethod
    def readable(cls):
        return cls.objects.with_work()

    def get_absolute_url(self):
        return reverse("author-detail", kwargs={"slug": self.slug})
