"""Sample: facts drawn at random and checked anew, and how many of them were right."""

from math import sqrt

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F

from articles.models import RenderedModel, SluggedModel

LONGEST_METHOD = 600
SURE = 1.96  # standard deviations to each side: 95 %


class Sample(SluggedModel, RenderedModel):
    """The outcome of one: ``manage.py draw_sample`` draws the facts, without our answers."""

    name = models.CharField(max_length=80, unique=True, help_text="Such as “100 facts, November 2026”.")
    seed = models.PositiveIntegerField(help_text="The seed that it was drawn with.")
    checked_on = models.DateField(help_text="The day on which the last of them was checked.")
    right = models.PositiveIntegerField(help_text="How many answers are right.")
    imprecise = models.PositiveIntegerField(
        default=0, help_text="How many need a condition, or say a little more or less than what is so."
    )
    wrong = models.PositiveIntegerField(default=0, help_text="How many are wrong.")
    is_self_checked = models.BooleanField(
        "self-checked", default=False, help_text="Whether somebody checked who had checked the same facts before."
    )
    method = models.TextField(
        max_length=LONGEST_METHOD,
        validators=[MaxLengthValidator(LONGEST_METHOD)],
        help_text="What was looked at, and what became of the answers that were not right. Plain text.",
    )

    class Meta:
        ordering = ["-checked_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(right=-F("imprecise") - F("wrong")),
                name="sample_is_not_empty",
                violation_error_message="A sample has one fact at least.",
            )
        ]

    @property
    def size(self):
        return self.right + self.imprecise + self.wrong

    @property
    def interval(self):
        """The share of all facts that is right, in per cent from and to, with a certainty of 95 % (Wilson 1927)."""
        size, share = self.size, self.right / self.size
        middle = share + SURE**2 / (2 * size)
        reach = SURE * sqrt(share * (1 - share) / size + SURE**2 / (4 * size**2))
        ends = ((middle + side * reach) / (1 + SURE**2 / size) for side in (-1, 1))
        return tuple(abs(round(100 * end, 1)) for end in ends)  # rounding makes -0.0 of the smallest
