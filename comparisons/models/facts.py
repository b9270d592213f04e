"""Fact and Source: one technology's answer to one question, and who says so. Stored once, shown everywhere."""

import datetime

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from articles.models import HistoryModel, RenderedModel
from comparisons.values import NumberField, series_key

from .changes import NO_ANSWER, Change
from .checks import CheckMethod, LinkCheck
from .drafts import DraftModel, DraftQuerySet
from .features import Feature, Level, Provider, SaidOnce
from .sources import LOST, SEEN_FIELDS, Source
from .technologies import Release, Technology

ANSWER_FIELDS = ("level", "value", "number", "note")
TABLE_FIELDS = ("technology_id", "feature_id", *ANSWER_FIELDS, "provider")
TABLE_FIELDS += ("verified_on", "verified_version", "verified_how")
TABLE_FIELDS += ("measured_on", "changed_on", "changed_because", "sources__title", "sources__url", "sources__quote")
TABLE_FIELDS += tuple(f"sources__{name}" for name in SEEN_FIELDS)


class RowRule(models.CheckConstraint):
    """A CheckConstraint for conditions of exact values and ``isnull``.

    Django’s own asks the database about each row that it judges; a table has hundreds of them.
    """

    def validate(self, model, instance, exclude=None, using=None):
        judged = not (exclude and self.condition.referenced_base_fields & set(exclude))
        if judged and not satisfies(instance, self.condition):
            raise ValidationError(self.get_violation_error_message(), code=self.violation_error_code)

    def deconstruct(self):
        _, args, kwargs = super().deconstruct()
        return "django.db.models.CheckConstraint", args, kwargs


def satisfies(instance, condition):
    """Whether an instance meets a condition, a Q or a lookup with its value. Raises NotImplementedError for others."""
    if isinstance(condition, Q):
        results = [satisfies(instance, part) for part in condition.children]
        return (all(results) if condition.connector == Q.AND else any(results)) != condition.negated
    lookup, expected = condition
    name, _, kind = lookup.partition("__")
    if kind not in ("", "isnull"):
        raise NotImplementedError(f"The rule {lookup} can only be checked by the database.")
    value = getattr(instance, name)
    return ((value is None) if kind else value) == expected


class FactQuerySet(DraftQuerySet):
    def for_table(self, technologies, features):
        """The facts of these technologies for these features, as named rows: one for each source, or one without."""
        return (
            self.published()
            .filter(technology__in=technologies, feature__in=features)
            .order_by("technology_id", "feature_id", "sources__pk")
            .values_list(*TABLE_FIELDS, named=True)
        )

    def answer_of(self, technology, feature):
        """The fact that answers a feature for a technology, or None."""
        return self.filter(technology=technology, feature=feature).first()

    def to_recheck(self):
        """The facts whose last check no longer counts."""
        return self.outdated() | self.aged() | self.with_dead_source() | self.with_lost_sentence()

    def outdated(self):
        """The facts checked against an older feature release than the latest.

        What a third party measured stays what its run gave, whatever is released.
        """
        return self.filter(~Q(verified_series=""), Exists(self._newer_releases()), measured_on=None)

    def aged(self):
        """The facts whose last check is older than their feature trusts a check."""
        today, old = timezone.localdate(), Q(pk__in=[])
        for days in set(Feature.objects.order_by().values_list("recheck_days", flat=True)):
            age = datetime.timedelta(days=min(days, today.toordinal() - 1))
            old |= Q(feature__recheck_days=days, verified_on__lt=today - age)
        return self.filter(old)

    def with_dead_source(self):
        """The facts one of whose sources stopped answering."""
        # Not by Exists: dead addresses are few, and so are read once instead of once for each fact.
        dead = LinkCheck.objects.dead().values("url")
        return self.filter(pk__in=Source.objects.order_by().filter(url__in=dead).values("fact"))

    def with_lost_sentence(self):
        """The facts one of whose sources does not have its sentence any more."""
        return self.filter(pk__in=Source.objects.order_by().filter(state__in=LOST).values("fact"))

    def with_reasons(self):
        """With what ``Fact.recheck_reasons`` reads."""
        newest = self._newer_releases().order_by("-version_key").values("version")[:1]
        sources = Source.objects.filter(fact=OuterRef("pk"))
        return self.select_related("technology", "feature").annotate(
            newer_version=models.Subquery(newest),
            has_dead_source=Exists(sources.filter(url__in=LinkCheck.objects.dead().values("url"))),
            has_lost_sentence=Exists(sources.filter(state__in=LOST)),
        )

    def _newer_releases(self):
        return Release.objects.stable().filter(
            technology=OuterRef("technology"), series_key__gt=OuterRef("verified_series")
        )


class Fact(SaidOnce, DraftModel, HistoryModel, RenderedModel):
    """A technology's answer for a feature: a level, or a plain value, always with words a reader can use."""

    Level = Level

    technology = models.ForeignKey(Technology, on_delete=models.CASCADE, related_name="facts")
    feature = models.ForeignKey(Feature, on_delete=models.PROTECT, related_name="facts")
    level = models.CharField(max_length=14, choices=Level, blank=True)
    value = models.CharField(max_length=80, blank=True, help_text="The answer in a few words, always shown.")
    provider = models.CharField(
        "provided by", max_length=12, choices=Provider, blank=True, help_text="Who provides it, where that matters."
    )
    number = NumberField(
        null=True, blank=True, help_text="Where the feature has a unit: the number that the value states, for its bar."
    )
    note = models.TextField(
        max_length=400,
        validators=[MaxLengthValidator(400)],  # Django checks the length of a TextField in forms only
        blank=True,
        help_text="What a reader should know besides. Plain text; a partial and a judgement need one.",
    )
    verified_on = models.DateField("checked on", null=True, blank=True)
    verified_version = models.CharField("checked against version", max_length=60, blank=True)
    verified_how = models.CharField("how it was checked", max_length=10, choices=CheckMethod, blank=True)
    measured_on = models.DateField(
        null=True, blank=True, help_text="Where a third party measured it: the day of that run. No release outdates it."
    )
    verified_series = models.CharField(max_length=24, blank=True, editable=False)
    changed_on = models.DateField(
        editable=False, default=timezone.localdate, help_text="When the answer last changed in substance."
    )

    changed_because = models.CharField(
        max_length=300, blank=True, editable=False, help_text="Why the answer last changed, in a sentence for readers."
    )

    objects = FactQuerySet.as_manager()

    rendered_fields = ("verified_series",)
    placement = ("technology", "feature", "changed_on", "is_draft", "public_from")

    class Meta:
        ordering = ["technology__name", "feature__group__position", "feature__position"]
        indexes = [
            models.Index(fields=["-changed_on"], name="fact_changed"),
            models.Index(fields=["technology", "-changed_on"], name="fact_technology_changed"),
            models.Index(fields=["feature", "-changed_on"], name="fact_feature_changed"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["technology", "feature"],
                name="fact_unique",
                violation_error_message="This technology has an answer for this feature already: change that one.",
            ),
            RowRule(
                condition=~Q(level="partial") | ~Q(note=""),
                name="fact_partial_has_note",
                violation_error_message="A partial needs a note that says what is missing.",
            ),
            RowRule(
                condition=Q(level="unknown") | ~Q(value=""),
                name="fact_has_value",
                violation_error_message="Every answer but unknown needs a value in words.",
            ),
            RowRule(
                condition=Q(level="unknown") | (Q(verified_on__isnull=False) & ~Q(verified_version="")),
                name="fact_is_verified",
                violation_error_message="Every answer but unknown needs the date of a check and the version checked.",
            ),
        ]

    def __str__(self):
        return f"{self.technology}: {self.feature}"

    def get_absolute_url(self):
        return self.feature.address_in(self.technology)

    def clean(self):
        super().clean()
        for name, what in (("verified_on", "A check"), ("measured_on", "A run")):
            if (getattr(self, name) or timezone.localdate()) > timezone.localdate():
                raise ValidationError({name: f"{what} cannot lie in the future."})
        loaded = Fact._meta.get_field("feature").is_cached(self)
        feature = self.feature if loaded else Feature.objects.filter(pk=self.feature_id).first()
        if feature and feature.derived_from:
            raise ValidationError({"feature": f"“{feature}” is answered by the releases and never typed."})
        if feature and not feature.unit and self.number is not None:
            raise ValidationError({"number": f"“{feature}” has no unit, so its answers have no number."})
        if feature and feature.is_judgement and self.level != self.Level.UNKNOWN and not self.note.strip():
            raise ValidationError({"note": "A judgement needs a note that gives its reason."})

    def check_sources(self, count):
        """Raise ValidationError where a fact with this many sources says more than “unknown” without one."""
        if not count and self.level != self.Level.UNKNOWN and not self.feature.is_judgement:
            raise ValidationError("A fact needs at least one source; without one its level can only be unknown.")

    def check_reason(self, reason):
        """Raise ValidationError where its level is another than the stored one and nobody says why."""
        before = self.loaded.get("level", self.level)
        if before != self.level and not reason.strip():
            old, new = (Level(level).label.lower() if level else "a plain value" for level in (before, self.level))
            sentence = f"The level changes from {old} to {new}: say why, in one sentence for readers."
            raise ValidationError({"reason": sentence})

    is_told = True  # whether readers hear of it when it is withdrawn
    drafts_with = ("technology__", "feature__")

    @property
    def is_hidden(self):
        return super().is_hidden or self.technology.is_hidden or self.feature.is_hidden

    @classmethod
    def tell_readers(cls, pairs):
        """Keep what the change feeds say of notable changes."""
        Change.objects.keep(pairs)

    def save(self, **kwargs):
        """Another answer is dated today, unless it comes with a day of its own. Editors’ answers: see ``answers``."""
        stored = Fact.objects.filter(pk=self.pk).first() if self.pk else None
        if stored and stored.changed_on == self.changed_on and self.has_other_answer(stored):
            self.changed_on = timezone.localdate()
        super().save(**kwargs)

    def delete(self, **kwargs):
        """Readers who rely on an answer are told that it is withdrawn."""
        with transaction.atomic():
            if self.is_told and self.level != Level.UNKNOWN and not self.is_hidden:
                Change.objects.tell(self, self.in_words, NO_ANSWER)
            return super().delete(**kwargs)

    def restore(self, snapshot, *, reason="", **about):
        stored = Fact.objects.get(pk=self.pk)
        lost = super().restore(snapshot, **about)
        if self.has_other_answer(stored):
            self.changed_because = reason
            self.save(update_fields=["changed_because"])
        return lost

    def tell_return(self):
        if self.level != Level.UNKNOWN and not self.is_hidden:
            Change.objects.tell(self, NO_ANSWER, self.in_words)

    @property
    def in_words(self):
        return self.get_level_display().lower() or self.value

    def has_other_answer(self, stored):
        """Whether this differs from the stored fact in what it tells readers."""
        return any(getattr(self, name) != getattr(stored, name) for name in ANSWER_FIELDS)

    def render(self, names=None):
        self.forget_moment()
        self.verified_series = series_key(self.verified_version)

    @property
    def recheck_reasons(self):
        """Why it is to be checked again, in words. Only for facts that come ``with_reasons``."""
        age = (timezone.localdate() - self.verified_on).days if self.verified_on else 0
        reasons = {
            f"{self.newer_version} is out": self.newer_version and self.verified_series and not self.measured_on,
            f"checked {age} days ago": age > self.feature.recheck_days,
            "a source stopped answering": self.has_dead_source,
            "a source does not have its sentence": self.has_lost_sentence,
        }
        return [words for words, holds in reasons.items() if holds]
