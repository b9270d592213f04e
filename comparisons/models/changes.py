"""Change: what readers are told when an answer changed. It keeps its own words, so later names rewrite no history."""

import datetime
import uuid

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from .drafts import hidden_condition
from .features import Feature, Level
from .technologies import Technology

NO_ANSWER = "not recorded"
KEPT = {"on_delete": models.DO_NOTHING, "db_constraint": False}


class PairQuerySet(models.QuerySet):
    """Of rows that are about a technology and a feature."""

    def published(self):
        """What readers see: nothing about a draft."""
        hidden = (model.objects.filter(hidden_condition()).order_by().values("pk") for model in (Technology, Feature))
        technologies, features = hidden
        answers = Feature.objects.filter(hidden_condition("facts__"), facts__technology=OuterRef("technology"))
        answered = Exists(answers.order_by().filter(pk=OuterRef("feature")))
        return self.exclude(technology__in=technologies).exclude(feature__in=features).filter(~answered)


class ChangeQuerySet(PairQuerySet):
    def keep(self, pairs):
        """Keep what these pairs of the revision before (or None) and a notable one of a fact tell of."""
        self.bulk_create(change for before, after in pairs if (change := describe_change(before, after)))

    def tell(self, fact, before, after):
        """Keep that what readers know of a fact was this and is that, in words, such as that it was withdrawn."""
        text = f"{fact.feature} in {fact.technology}: {before} → {after}"[:400]
        return self.create(technology=fact.technology, feature=fact.feature, text=text)

    def retell(self, answers):
        """Keep when and why facts changed that come in first with both, and are told in no other way."""
        told = [
            answer
            for answer in answers
            if answer.is_new and answer.is_minor and answer.fact.changed_because and not answer.fact.is_hidden
        ]
        self.bulk_create(change_of(answer.fact, answer.sources) for answer in told)

    def newest_first(self):
        """Those that readers see, the newest first, with what their addresses are made of."""
        return self.published().order_by("-pk").select_related("technology", "feature").fetch_mode(models.FETCH_RAISE)

    def shown_in(self, comparisons):
        """Changes of the cells that one of these comparisons shows."""
        cells = comparisons.order_by().values("subjects__technology", "rows__feature")
        shown = cells.filter(subjects__technology=OuterRef("technology"), rows__feature=OuterRef("feature"))
        return self.filter(Exists(shown))

    def of_cells(self, technologies, features):
        """Changes of the cells that these technologies and features make."""
        return self.filter(technology__in=technologies, feature__in=features)


class Change(models.Model):
    """One answer that changed in substance, as it was said then: “Async ORM in Django: partial → yes”.

    Or what a script newly showed of one, or no longer does.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # The keys stay when what they name goes, so that a technology that comes back from the trash has its changes.
    technology = models.ForeignKey(Technology, null=True, related_name="changes", **KEPT)
    feature = models.ForeignKey(Feature, null=True, related_name="changes", **KEPT)
    made_at = models.DateTimeField(db_default=Now())
    text = models.CharField(max_length=400)
    reason = models.CharField(max_length=300, blank=True)
    credit = models.CharField(max_length=100, blank=True)
    source_title = models.CharField(max_length=200, blank=True)
    source_url = models.URLField(max_length=500, blank=True)
    by_script = models.BooleanField(
        default=False, help_text="The answer is the same: it tells what a script shows now."
    )

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["technology", "-id"]), models.Index(fields=["feature", "-id"])]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="change_has_text")]

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        """The page of its answer, under its present address; empty where that is gone."""
        return self.feature.address_in(self.technology) if self.feature and self.technology else ""

    @property
    def feed_id(self):
        """The id that feed readers know it by."""
        return self.uid.urn


def change_of(fact, sources):
    """The last change of a fact, as it says itself; what it said before is not known."""
    return Change(
        technology=fact.technology,
        feature=fact.feature,
        made_at=datetime.datetime.combine(fact.changed_on, datetime.time(), datetime.UTC),
        text=f"{fact.feature} in {fact.technology}: {fact.in_words}"[:400],
        reason=fact.changed_because,
        **{f"source_{name}": getattr(source, name) for source in sources[:1] for name in ("title", "url")},
    )


def describe_change(before, after):
    """The change between two revisions of a fact; None where its answer is the same."""
    old, new = before.snapshot["fields"] if before else {}, after.snapshot["fields"]
    answer = answer_in_words(old, new)
    if not answer:
        return None
    names = after.snapshot["names"]
    technology = names["comparisons.technology"][str(new["technology"])]
    feature = names["comparisons.feature"][str(new["feature"])]
    source = supporting_source(before, after)
    return Change(
        technology_id=new["technology"],
        feature_id=new["feature"],
        text=f"{feature} in {technology}: {answer}"[:400],
        reason=new.get("changed_because") or after.reason,
        credit=after.credit,
        source_title=source.get("title", ""),
        source_url=source.get("url", ""),
    )


def supporting_source(before, after):
    """The source that came with a change, or else the first that the fact has; empty where it has none."""
    known = {source["url"] for source in before.snapshot["parts"]["sources"]} if before else set()
    sources = after.snapshot["parts"]["sources"]
    return next((source for source in sources if source["url"] not in known), next(iter(sources), {}))


def answer_in_words(old, new):
    """How an answer changed: by its level where that did, else by its value, else by its note. Empty: not at all."""
    if not old or level_of(old) != level_of(new):
        return f"{level_of(old) or old.get('value') or NO_ANSWER} → {level_of(new) or new['value']}"
    if old["value"] != new["value"]:
        return f"{old['value'] or level_of(old)} → {new['value'] or level_of(new)}"
    return f"{level_of(new) or new['value']}, with another note" if old["note"] != new["note"] else ""


def level_of(fields):
    level = fields.get("level", "")
    return Level(level).label.lower() if level else ""
