"""What is asked of each technology: a Feature in its FeatureGroup, answered by a Level."""

from django.db import models
from django.db.models import Q
from markdownx.models import MarkdownxField

from articles.absolute import path_of
from articles.models import RenderedModel, SluggedModel

from .drafts import DraftModel, DraftQuerySet, public_condition


class FeatureGroup(SluggedModel, RenderedModel):
    """Features that stand together in every table."""

    name = models.CharField(max_length=80, unique=True)
    position = models.PositiveIntegerField(default=0, help_text="Groups stand in tables in this order.")

    class Meta:
        ordering = ["position", "name"]


class Level(models.TextChoices):
    """What can be answered to a feature. Facts that are a plain value have none."""

    YES = "yes", "Yes"
    PARTIAL = "partial", "Partial"
    NO = "no", "No"
    NOT_APPLICABLE = "not_applicable", "Not applicable"
    UNKNOWN = "unknown", "Unknown"
    __empty__ = "None: the answer is a plain value"

    @property
    def meaning(self):
        return MEANINGS[self]


MEANINGS = {
    Level.YES: "it has it",
    Level.PARTIAL: "with a limit, which the note names",
    Level.NO: "it has not",
    Level.NOT_APPLICABLE: "the question does not arise",
    Level.UNKNOWN: "nobody has checked it, or no source says it",
}


class Provider(models.TextChoices):
    """Who provides what was asked for."""

    BUILT_IN = "built_in", "Built in"
    OFFICIAL = "official", "Official package"
    THIRD_PARTY = "third_party", "Third party"
    YOURSELF = "yourself", "Yourself"
    __empty__ = "Not said"


class SaidOnce:
    """An answer of a level and a value, of which one is not told where both say the same: “No”, and nothing more."""

    @property
    def value_beside(self):
        """The value as it stands beside the level; empty where that says it already."""
        is_same = self.level and self.value.rstrip(".").casefold() == Level(self.level).label.casefold()
        return "" if is_same else self.value

    @property
    def level_and_value(self):
        """Both in a sentence: “Partial: the ORM alone”."""
        return ": ".join(filter(None, [self.level and Level(self.level).label, self.value_beside]))


class FeatureQuerySet(DraftQuerySet):
    def answered_by(self, *technologies):
        """Features that one of these technologies at least answers, with a fact or its releases; with their group."""
        answers = public_condition("facts__"), Q(facts__technology__in=technologies)
        answered = self.model.objects.filter(*answers).order_by().values("pk")
        return self.published().filter(Q(pk__in=answered) | ~Q(derived_from="")).select_related("group")

    def in_groups(self):
        """What readers see, with their group, those of one group together, also where groups have the same place."""
        return self.published().order_by("group__position", "group__name", "position", "name").select_related("group")

    def askable(self):
        """Features that a reader can need something of, in their groups: those that facts answer."""
        return self.filter(derived_from="").in_groups().fetch_mode(models.FETCH_RAISE)


class Feature(DraftModel, SluggedModel, RenderedModel):
    """A question asked of every technology: “Admin panel”. Its slug is the anchor of its row everywhere."""

    class Kind(models.TextChoices):
        FACT = "fact", "Fact"
        JUDGEMENT = "judgement", "Judgement"

    class Derived(models.TextChoices):
        FIRST_RELEASE = "first_release", "The first release"
        LATEST_RELEASE = "latest_release", "The latest stable release"

    class PackagePart(models.TextChoices):
        RUNTIME = "runtime", "The oldest runtime that it asks for"
        LICENCE = "licence", "Its licence"
        DEPENDENCIES = "dependencies", "How many packages it always needs"
        SIZE = "size", "How many kilobytes it has, unpacked"

    class Better(models.TextChoices):
        MORE = "more", "More is better"
        LESS = "less", "Less is better"

    name = models.CharField(max_length=80, unique=True)
    group = models.ForeignKey(FeatureGroup, on_delete=models.PROTECT, related_name="features")
    position = models.PositiveIntegerField(default=0, help_text="Its place in the group.")
    need = models.CharField(
        max_length=120, blank=True, help_text="The same as a reader’s need: “Users sign in with a password”."
    )
    definition = MarkdownxField(blank=True, help_text="What is asked, and why it matters.")
    definition_html = models.TextField(blank=True, editable=False)
    rubric = MarkdownxField(blank=True, help_text="What counts as yes, partial and no.")
    rubric_html = models.TextField(blank=True, editable=False)
    kind = models.CharField(
        max_length=10, choices=Kind, default=Kind.FACT, help_text="A judgement is labelled as one and gives its reason."
    )
    derived_from = models.CharField(
        max_length=20,
        choices=Derived,
        blank=True,
        help_text="Answered by the releases of each technology, never typed.",
    )
    unit = models.CharField(
        max_length=40,
        blank=True,
        help_text="What its numbers count, such as “requests a second”. They are drawn as bars.",
    )
    better = models.CharField(
        max_length=4, choices=Better, blank=True, help_text="Which of its numbers readers want; empty where neither."
    )
    package_part = models.CharField(
        "held against packages",
        max_length=12,
        choices=PackagePart,
        blank=True,
        help_text="What a package says of this: “manage.py fetch_releases --packages” compares the answers with it.",
    )
    recheck_days = models.PositiveIntegerField(
        "re-check after (days)", default=180, help_text="How long an answer is trusted."
    )

    objects = FeatureQuerySet.as_manager()

    rendered_fields = ("definition_html", "rubric_html")

    class Meta:
        ordering = ["group__position", "position", "name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(package_part__in=["dependencies", "size"]) | ~Q(unit=""),
                name="feature_of_numbers_has_unit",
                violation_error_message="Say in “unit” what its numbers count: packages, or kilobytes.",
            )
        ]

    def get_absolute_url(self):
        return path_of("feature-detail", self.slug)

    def address_in(self, technology):
        """The address of the answer of a technology, which a new name of either leads to."""
        return path_of("fact-detail", self.slug, technology.slug)

    @property
    def need_words(self):
        """What a reader who asks for it needs."""
        return self.need or self.name

    @property
    def is_judgement(self):
        return self.kind == self.Kind.JUDGEMENT
