"""Article and FAQ: a page that can be published, and the questions it answers."""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject, Now
from django.utils import timezone
from markdownx.models import MarkdownxField

from articles.absolute import path_of
from articles.slugify import UnicodeSlugField, unique_slug

from .history import HistoryModel, Revision
from .people import Author, Tag, Topic
from .rendered import RenderedModel
from .slugged import SluggedModel

TOLD = 5  # changes of its text that a page tells
FAQS_HEADING = {"level": 2, "id": "faqs", "text": "Questions and answers"}


class ArticleQuerySet(models.QuerySet):
    def published(self):
        """What readers see, by the database's clock: scheduled work appears without a worker."""
        return self.filter(status=Article.Status.PUBLISHED, published_at__lte=Now())

    def newest_first(self):
        return self.order_by("-published_at", "-pk")

    def for_lists(self):
        """Published work, newest first, with what a list shows of it and nothing that could cost a query a row."""
        return (
            self.published()
            .newest_first()
            .select_related("author", "topic")
            .defer("body", "body_html", "contents")
            .fetch_mode(models.FETCH_RAISE)
        )

    def for_page(self):
        """Published work with all that its own page shows."""
        return (
            self.published()
            .select_related("author", "topic")
            .prefetch_related("tags", "faqs")
            .fetch_mode(models.FETCH_RAISE)
        )

    def with_neighbours(self):
        """With ``previous`` and ``next``: title and slug of the published pages of its kind around it, or None.

        They come with the query that fetches the page and cost none of their own.
        """
        same_kind = Article.objects.published().filter(kind=OuterRef("kind"))
        moment, key = OuterRef("published_at"), OuterRef("pk")
        # The first condition says nothing new: it is the one by which an index finds its place.
        earlier = same_kind.filter(Q(published_at__lte=moment) & (Q(published_at__lt=moment) | Q(pk__lt=key)))
        later = same_kind.filter(Q(published_at__gte=moment) & (Q(published_at__gt=moment) | Q(pk__gt=key)))
        return self.annotate(
            previous=first_link(earlier.order_by("-published_at", "-pk")),
            next=first_link(later.order_by("published_at", "pk")),
        )


def first_link(pages):
    """A subquery: title and slug of the first of these pages."""
    return models.Subquery(pages.values(link=JSONObject(title="title", slug="slug"))[:1])


class Article(SluggedModel, HistoryModel, RenderedModel):
    """Anything published with a title, a slug, a summary and a Markdown body.

    The text before the first heading is the introduction (``lead_html``); the rest is ``body_html``.
    """

    class Kind(models.TextChoices):
        ARTICLE = "article", "article"
        COMPARISON = "comparison", "comparison"

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        WITHDRAWN = "withdrawn", "Withdrawn"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.ARTICLE, editable=False)
    title = models.CharField(max_length=160)
    summary = models.CharField(
        max_length=300,
        blank=True,
        help_text="What the reader gets, in a sentence or two. Lists, feeds and search results show it.",
    )
    body = MarkdownxField(blank=True, help_text="Markdown. The text before the first ## heading is the introduction.")
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    published_at = models.DateTimeField(
        "publish at",
        null=True,
        blank=True,
        help_text="In UTC. At a moment in the future the page appears by itself. Left empty: now.",
    )
    updated_at = models.DateTimeField(
        "last updated",
        default=timezone.now,
        help_text="When the substance last changed. A corrected typo does not move it.",
    )
    featured = models.BooleanField(default=False, help_text="Show it at the top of the home page.")
    author = models.ForeignKey(Author, null=True, blank=True, on_delete=models.PROTECT, related_name="articles")
    topic = models.ForeignKey(Topic, null=True, blank=True, on_delete=models.PROTECT, related_name="articles")
    tags = models.ManyToManyField(Tag, blank=True, related_name="articles")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="articles",
    )

    lead_html = models.TextField(blank=True, editable=False)
    body_html = models.TextField(blank=True, editable=False)
    contents = models.JSONField(default=list, blank=True, editable=False)
    told = models.JSONField(default=list, blank=True, editable=False)  # see tell_readers

    objects = ArticleQuerySet.as_manager()

    name_field = "title"
    card_html = ""  # what its social card says in place of the summary
    rendered_fields = ("lead_html", "body_html", "contents")
    placement = ("uid", "slug", "kind", "status", "published_at", "updated_at", "featured", "owner")

    class Meta:
        ordering = ["-published_at", "-pk"]
        indexes = [
            models.Index(fields=["status", "-published_at", "-id"], name="article_published"),
            models.Index(fields=["kind", "status", "-published_at", "-id"], name="article_kind"),
            models.Index(fields=["topic", "status", "-published_at", "-id"], name="article_topic"),
            models.Index(fields=["author", "status", "-published_at", "-id"], name="article_author"),
            models.Index(fields=["featured", "status", "-published_at", "-id"], name="article_featured"),
            models.Index(fields=["status", "-updated_at"], name="article_updated"),
        ]
        permissions = [
            ("publish_article", "Can publish, and change the work of others"),
            ("transfer_content", "Can import and export the whole content as files"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(status="published") | models.Q(published_at__isnull=False),
                name="article_published_has_date",
                violation_error_message="A published page needs the date and time of its publication.",
            ),
            models.CheckConstraint(
                condition=~models.Q(slug=""),
                name="article_slug_not_empty",
                violation_error_message="The slug cannot be empty.",
            ),
        ]

    def clean(self):
        super().clean()
        if self.status == self.Status.PUBLISHED and not self.published_at:
            self.published_at = timezone.now()

    def id_prefix(self, name):
        return "" if name == "body" else super().id_prefix(name)

    def keep_rendered(self, name, page):
        if name != "body":
            super().keep_rendered(name, page)
            return
        self.lead_html, self.body_html, self.contents = page.lead, page.body, page.contents

    def get_absolute_url(self):
        return path_of(f"{self.kind}-detail", self.slug)

    def mark_changed(self):
        """Tell readers that the substance changed just now."""
        self.updated_at = timezone.now()
        self.save(update_fields=["updated_at"])

    @classmethod
    def tell_readers(cls, pairs):
        """Keep with these pages what readers are told of their changes: when, why, and who found it, newest first.

        A page shows it without another query.
        """
        for page in cls.objects.filter(pk__in=[revision.object_id for _, revision in pairs]):
            page.set_told()
            Article.objects.filter(pk=page.pk).update(told=page.told)

    def set_told(self):
        """Take what readers are told of it, the notable changes that say why, from its revisions, without saving."""
        told = Revision.objects.of(self).filter(notable=True).exclude(reason="")[:TOLD]
        changes = told.values_list("made_at", "reason", "credit")
        self.told = [{"at": at.isoformat(), "reason": reason, "credit": credit} for at, reason, credit in changes]

    @property
    def told_changes(self):
        """What ``tell_readers`` kept of the time since the page was published."""
        changes = [{**change, "at": datetime.datetime.fromisoformat(change["at"])} for change in self.told]
        return [change for change in changes if self.published_at and change["at"] > self.published_at]

    @classmethod
    def readable(cls):
        return cls.objects.published().filter(kind=cls._meta.model_name)

    @property
    def is_withdrawn(self):
        return self.status == self.Status.WITHDRAWN

    @property
    def is_public(self):
        """Whether readers see it, as it stands in memory and by our own clock."""
        return self.status == self.Status.PUBLISHED and self.published_at <= timezone.now()

    @property
    def is_known(self):
        return self.is_withdrawn or Article.objects.published().filter(pk=self.pk).exists()

    @property
    def outline(self):
        """The headings of its page, for the table of contents: dicts of level, id and text. Reads ``faqs``."""
        return [*self.contents, *([FAQS_HEADING] if self.faqs.all() else [])]

    @property
    def feed_id(self):
        """The id that feed readers know the page by; a new slug does not change it."""
        return self.uid.urn


class FAQ(RenderedModel):
    """A question and its answer, with an anchor on the page of its article."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="faqs")
    question = models.CharField(max_length=200)
    slug = UnicodeSlugField("anchor", max_length=100, allow_unicode=True, blank=True, editable=False)
    answer = MarkdownxField()
    answer_html = models.TextField(blank=True, editable=False)
    position = models.PositiveIntegerField(default=0)

    rendered_fields, rendered_with = ("answer_html",), ("slug",)
    history_owner, history_key, history_label = "article", "slug", "question"

    class Meta:
        verbose_name = "FAQ"
        verbose_name_plural = "FAQs"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "slug"],
                name="faq_anchor_unique",
                violation_error_message="Two questions of a page cannot share an anchor.",
            )
        ]

    def __str__(self):
        return self.question

    def clean(self):
        super().clean()
        self.check_seen("question")

    def save(self, **kwargs):
        if not self.slug:
            others = FAQ.objects.filter(article=self.article_id).exclude(pk=self.pk)
            self.slug = unique_slug(self.question, lambda slug: others.filter(slug=slug).exists(), "question")
        super().save(**kwargs)

    def id_prefix(self, name):
        return self.anchor

    @property
    def anchor(self):
        """The id of the question on its page; it stays when the question is reworded."""
        return f"faq-{self.slug}"
