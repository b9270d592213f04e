"""Drafts of what tables are made of: technologies, features and facts that nobody but the desk sees yet."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.db.models.signals import post_save
from django.utils import timezone


def public_condition(path=""):
    """The condition that what this path leads to is no draft, or one whose moment has come by the database’s clock."""
    return Q(**{f"{path}is_draft": False}) | Q(**{f"{path}public_from__lte": Now()})


def hidden_condition(path=""):
    """The opposite, which is no mere negation where a path leads to several."""
    later = Q(**{f"{path}public_from": None}) | Q(**{f"{path}public_from__gt": Now()})
    return later & Q(**{f"{path}is_draft": True})


class DraftQuerySet(models.QuerySet):
    def published(self):
        """What readers see: no drafts, and nothing about a draft."""
        return self.filter(*(public_condition(path) for path in ("", *self.model.drafts_with)))

    def publish(self, moment=None):
        """Let readers see the drafts among these, at once or from a moment to come. Returns how many those are."""
        drafts = list(self.filter(is_draft=True))
        self.model.objects.filter(pk__in=self.filter(is_draft=True).order_by().values("pk")).update(
            is_draft=moment is not None, public_from=moment
        )
        for draft in drafts:  # an update tells nobody, such as the search
            post_save.send(self.model, instance=draft, created=False, update_fields=None, raw=False, using=self.db)
        return len(drafts)

    def settle(self):
        """Take the mark off drafts whose moment has come, and return how many those are."""
        return self.filter(public_from__lte=Now()).publish()


class DraftModel(models.Model):
    """Something that may be a draft. ``drafts_with`` are the paths to what it is about, drafts of which hide it too."""

    is_draft = models.BooleanField(
        "draft",
        default=False,
        db_default=False,
        help_text="Only the desk sees it. Publishing a comparison that shows it takes this off.",
    )
    public_from = models.DateTimeField(
        null=True, editable=False, help_text="From when on readers see a draft: it stands in a scheduled comparison."
    )

    drafts_with = ()

    class Meta:
        abstract = True

    def save(self, **kwargs):
        self.forget_moment()
        super().save(**kwargs)

    def forget_moment(self):
        """Let no moment that is past show what becomes a draft again."""
        self.public_from = self.public_from if self.is_draft else None

    @property
    def is_hidden(self):
        """Whether readers see nothing of it by itself, by our own clock."""
        return self.is_draft and not (self.public_from and self.public_from <= timezone.now())

    @property
    def is_known(self):
        return not self.is_hidden

    @classmethod
    def readable(cls):
        return cls.objects.published()
