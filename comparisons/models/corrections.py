"""Correction: what a reader says is wrong, with a source. Nobody but the desk sees it, and its reader the outcome."""

import datetime
import uuid

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone

from articles.models import FAQ, Article, RenderedModel
from articles.slugs import find_by_slugs

from .changes import PairQuerySet
from .checks import CheckMethod
from .facts import Fact
from .features import Feature
from .technologies import Technology

HOUR = datetime.timedelta(hours=1)
KEPT_FOR = datetime.timedelta(days=90)
MOST_AN_HOUR = 5  # of one sender
MOST_OPEN = 500  # of everybody: while there are more, a sender has one a day, so that no sender closes the form
signer = Signer(salt="correction")


class CorrectionQuerySet(PairQuerySet):
    def open(self):
        return self.filter(state=Correction.State.OPEN)

    def accepted(self):
        return self.published().filter(state=Correction.State.ACCEPTED).order_by("-decided_at")

    def get_by_key(self, key):
        """The correction that a reader's own link names, or None."""
        try:
            return self.filter(uid=signer.unsign(key)).first()
        except (BadSignature, ValueError):
            return None

    def propose(self, method, finding, technology, feature, **fields):
        """File what a program found, once and for all: what was decided is not asked again. The proposal, or None.

        ``method`` is the CheckMethod by which it was found, ``finding`` what tells it from others about the same cell.
        While another of its proposals for that cell is open, nothing is filed either.
        """
        filed_as = f"{method}:{feature.pk}/{technology.pk}:{finding}"
        same = self.filter(technology=technology, feature=feature, filed_as__startswith=f"{method}:")
        if self.filter(filed_as=filed_as).exists() or same.open().exists():
            return None
        about = f"{feature} in {technology}"
        return self.create(filed_as=filed_as, about=about, technology=technology, feature=feature, **fields)

    def withdraw(self, method, technology, feature):
        """Forget what a program proposed about a cell and found to be otherwise since: nobody need decide about it."""
        self.open().filter(technology=technology, feature=feature, filed_as__startswith=f"{method}:").delete()

    def is_full(self, sender):
        """Whether this sender has to wait. What tells senders apart is forgotten after a day."""
        self.forget_senders()
        own = self.filter(sender=sender)
        if self.open().filter(filed_as="").count() >= MOST_OPEN:
            return own.exists()
        return own.filter(made_at__gte=timezone.now() - HOUR).count() >= MOST_AN_HOUR

    def forget_senders(self):
        return self.filter(made_at__lt=timezone.now() - 24 * HOUR).exclude(sender="").update(sender="")

    def forget_addresses(self):
        """Forget who sent what was decided long ago, and return of how many; the name to be thanked by stays."""
        self.forget_senders()
        return self.filter(decided_at__lt=timezone.now() - KEPT_FOR).exclude(email="").update(email="")


class Correction(RenderedModel):
    """A proposal. ``about`` says in words what it is about, whatever becomes of that later."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    about = models.CharField(max_length=300, editable=False)
    technology = models.ForeignKey(Technology, null=True, on_delete=models.SET_NULL, related_name="+", editable=False)
    feature = models.ForeignKey(Feature, null=True, on_delete=models.SET_NULL, related_name="+", editable=False)
    article = models.ForeignKey(Article, null=True, on_delete=models.SET_NULL, related_name="+", editable=False)
    faq = models.ForeignKey(FAQ, null=True, on_delete=models.SET_NULL, related_name="+", editable=False)
    problem = models.TextField("what is wrong", max_length=2000)
    value = models.CharField("what it should say", max_length=80, blank=True)
    number = models.PositiveIntegerField(null=True, blank=True)
    version = models.CharField("found in version", max_length=60, blank=True, editable=False)
    source_url = models.URLField("source", max_length=500)
    name = models.CharField("your name", max_length=100, blank=True, help_text="If you want to be named as its finder.")
    email = models.EmailField("your e-mail address", blank=True, help_text="If we may ask you. Nobody else sees it.")
    sender = models.CharField(max_length=64, blank=True, editable=False)
    filed_as = models.CharField(
        max_length=250, blank=True, editable=False, help_text="What a program filed it as; empty for a reader."
    )
    made_at = models.DateTimeField("sent", db_default=Now(), editable=False)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN, editable=False)
    answer = models.CharField("reason", max_length=500, blank=True, help_text="The reader sees it.")
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )

    seen_by_readers = False

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        default_permissions = ("view", "change", "delete")
        indexes = [models.Index(fields=["state"]), models.Index(fields=["sender", "made_at"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(answer=""),
                name="correction_declined_has_reason",
                violation_error_message="Say why it is declined: the reader sees it.",
            ),
            models.UniqueConstraint(
                fields=["filed_as"],
                condition=~Q(filed_as=""),
                name="correction_filed_once",
                violation_error_message="This was proposed already.",
            ),
        ]

    def __str__(self):
        return self.about

    def get_absolute_url(self):
        """The reader's own link, which nobody can guess."""
        return reverse("correction", kwargs={"key": signer.sign(self.uid.hex)})

    @property
    def place(self):
        """The address at which readers see what it is about; empty where it is gone or hidden."""
        if self.technology and self.feature:
            return self.feature.address_in(self.technology)
        if not Article.objects.published().filter(pk=self.article_id).exists():
            return ""
        return self.article.get_absolute_url() + (f"#{self.faq.anchor}" if self.faq else "")

    @property
    def is_of_fact(self):
        """Whether accepting it makes a fact: it is about a cell that is there and that editors answer themselves."""
        return bool(self.technology and self.feature and not self.feature.derived_from)

    @property
    def fact(self):
        """The fact that it is about, or None where there is none yet, or it is about a page."""
        return Fact.objects.answer_of(self.technology_id, self.feature_id)

    @property
    def check_method(self):
        """How whoever accepts it has checked the fact: what a package says needs no second reading."""
        return CheckMethod.METADATA if self.filed_as.startswith(f"{CheckMethod.METADATA}:") else CheckMethod.SOURCE

    @property
    def is_open(self):
        return self.state == self.State.OPEN

    def decide(self, state, user, answer=""):
        self.state, self.decided_by, self.decided_at, self.answer = state, user, timezone.now(), answer
        self.save()


def find_about(text):
    """What ``?about=`` names, as the fields of a Correction: a cell, a question or a page; None where it is nothing.

    ``fact:<feature>:<technology>`` by their slugs, present or former, ``faq:<key>``, ``page:<slug>``.
    """
    kind, _, name = text.replace("\0", "").partition(":")
    pages = Article.objects.published()
    if kind == "fact":
        first, _, second = name.partition(":")
        feature = find_by_slugs(Feature.readable(), {first}).get(first)
        technology = find_by_slugs(Technology.readable(), {second}).get(second)
        if feature and technology:
            return {"about": f"{feature} in {technology}", "feature": feature, "technology": technology}
    elif kind == "faq" and name.isascii() and name.isdecimal() and len(name) < 18:
        faq = FAQ.objects.filter(pk=name, article__in=pages).select_related("article").first()
        if faq:
            return {"about": f"“{faq}” in “{faq.article}”", "faq": faq, "article": faq.article}
    elif kind == "page":
        page = pages.filter(slug=name).first()
        if page:
            return {"about": f"“{page}”", "article": page}
    return None
