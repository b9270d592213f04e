"""Those who write: an account signs in, an author signs the work."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.urls import reverse
from markdownx.models import MarkdownxField

from articles.markdown import rendering as markdown

from .base import RenderedModel, SluggedModel


class User(AbstractUser):
    """An account that may sign in at the editors' desk."""

    seen_by_readers = False  # a login changes no page


class AuthorQuerySet(models.QuerySet):
    def with_work(self):
        """Authors who have something published."""
        from .article import Article

        return self.filter(models.Exists(Article.objects.published().filter(author=models.OuterRef("pk")).order_by()))


class Author(SluggedModel, RenderedModel):
    """A byline, not a login."""

    name = models.CharField(max_length=100, unique=True)
    bio = MarkdownxField(blank=True)
    bio_html = models.TextField(blank=True, editable=False)
    url = models.URLField("website", blank=True)

    objects = AuthorQuerySet.as_manager()

    rendered_fields = ("bio_html",)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    @classmethod
    def readable(cls):
        return cls.objects.with_work()

    def render(self):
        self.bio_html = markdown.render(self.bio, prefix="bio").html

    def get_absolute_url(self):
        return reverse("author-detail", kwargs={"slug": self.slug})
