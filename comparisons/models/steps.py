"""Step: from which version on which answer held. The newest step is the present answer, as far as it says the same."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, RegexValidator
from django.db import models
from django.db.models import F, Q

from articles.models import RenderedModel
from comparisons.values import numbers_of, series_key, sort_key, validate_address

from .facts import RowRule
from .features import Level, SaidOnce

NUMBERED = RegexValidator(r"^[vV]?[0-9]", "Write a version that begins with its numbers, such as 4.1.")
FINAL = RegexValidator(
    r"^[vV]?[0-9].*[^0-9.]", "Write the final release in numbers alone, such as 4.1 for 4.1rc1.", inverse_match=True
)
TWICE = "This fact has a step from this version on already."
NEWER = "This step is newer than the version that the answer was checked against: check the answer first."
OTHER = "The answer was checked against the series of this last step and has another level: let both say the same."


def what_is_said(level, value):
    """An answer as it is compared in time. Words beside “unknown” say nothing more."""
    return level, "" if level == Level.UNKNOWN else value


def mistakes_beside(fact, steps):
    """What is wrong with steps beside the answer and each other: the place of the step, its field, and the sentence."""
    numbers, checked, seen = [numbers_of(step.version) for step in steps], numbers_of(fact.verified_version), set()
    places = sorted(filter(numbers.__getitem__, range(len(steps))), key=numbers.__getitem__)
    for place in places:
        if numbers[place] in seen:
            yield place, "version", TWICE
        seen.add(numbers[place])
        if checked and numbers[place] > checked:
            yield place, "version", NEWER
    last = steps[places[-1]] if places else None
    if last and series_key(last.version) == series_key(fact.verified_version) and last.level != fact.level:
        yield places[-1], "level", OTHER


def check_beside(fact, steps):
    """Raise ValidationError where an answer that changes does not go with the steps that it keeps."""
    for place, name, sentence in mistakes_beside(fact, steps):
        field = "verified_version" if name == "version" else name
        raise ValidationError({field: f"{sentence} It is the step from {steps[place].version} on."})


class StepQuerySet(models.QuerySet):
    def for_table(self, technologies, features):
        """The steps of the facts of these, by fact and the oldest first, with the keys of both."""
        found = self.filter(fact__technology__in=technologies, fact__feature__in=features)
        keys = {"technology_id": F("fact__technology_id"), "feature_id": F("fact__feature_id")}
        return found.annotate(**keys).order_by("fact_id", "version_key", "pk").fetch_mode(models.FETCH_RAISE)


class Step(SaidOnce, RenderedModel):
    """What a fact said from a version on, until its next step, and who says so."""

    fact = models.ForeignKey("Fact", on_delete=models.CASCADE, related_name="steps")
    version = models.CharField(
        "from version", max_length=40, validators=[NUMBERED, FINAL], help_text="The first one of which it holds."
    )
    version_key = models.CharField(max_length=120, editable=False)
    level = models.CharField(max_length=14, choices=Level, blank=True)
    value = models.CharField(max_length=80, blank=True, help_text="The answer in a few words.")
    note = models.TextField(max_length=400, validators=[MaxLengthValidator(400)], blank=True)
    source_title = models.CharField(max_length=200, blank=True)
    source_url = models.CharField(
        "source URL", max_length=500, validators=[validate_address], blank=True, help_text="Such as its release notes."
    )

    objects = StepQuerySet.as_manager()

    history_owner, history_key = "fact", "version"
    rendered_fields = ("version_key",)

    class Meta:
        ordering = ["version_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["fact", "version_key"], name="step_unique", violation_error_message=TWICE),
            RowRule(
                condition=~Q(level="partial") | ~Q(note=""),
                name="step_partial_has_note",
                violation_error_message="A partial needs a note that says what is missing.",
            ),
            RowRule(
                condition=Q(level="unknown") | ~Q(value=""),
                name="step_has_value",
                violation_error_message="Every step but unknown needs a value in words.",
            ),
            RowRule(
                condition=Q(level="unknown") | (~Q(source_title="") & ~Q(source_url="")),
                name="step_has_source",
                violation_error_message="Every step but unknown needs a source, with its title and its address.",
            ),
        ]

    def __str__(self):
        return f"from {self.version} on"

    def clean(self):
        super().clean()
        self.render()  # the key is judged

    def render(self, names=None):
        """One version has one key, however it is spelled: 4.1, 4.1.0, v4.1."""
        self.version_key = sort_key(".".join(map(str, numbers_of(self.version))))

    @property
    def said(self):
        """What decides whether it says the same as another one, or as a cell: level and value alike."""
        return what_is_said(self.level, self.value)

    @property
    def in_words(self):
        return self.get_level_display().lower() or self.value
