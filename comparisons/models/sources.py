"""Source: where a fact can be checked, and what became of the sentence there that supports it."""

from urllib.parse import quote, urldefrag

from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format

from articles.models import RenderedModel
from comparisons.values import validate_address, whole_address

LONGEST_SENTENCE = 300
ENDS = 5  # words of a sentence that begin and end it in a link; browsers find what stands between


class SourceState(models.TextChoices):
    """What the last look at a page found of the sentence, or that the page itself stopped answering."""

    FOUND = "found", "found"
    TWICE = "twice", "found in more than one place: quote more of it"
    CHANGED = "changed", "other words stand in its place"
    GONE = "gone", "not found"
    UNREAD = "unread", "the page could not be read"
    DEAD = "dead", "the page stopped answering"
    __empty__ = "not looked for yet"


THERE = {SourceState.FOUND, SourceState.TWICE}
LOST = {SourceState.CHANGED, SourceState.GONE}
# What a look sets, beside the surroundings of the sentence.
SEEN_FIELDS = ("state", "state_on", "found_on")


class WatchedSentence:
    """What is said of a sentence to readers, and the link that leads to it."""

    @property
    def seen(self):
        """What was seen of the sentence, or of its page, in a sentence; empty where nobody looked yet."""
        day, found = (value and date_format(value, "j F Y") for value in (self.state_on, self.found_on))
        if self.state == SourceState.DEAD:
            return f"This page has not answered since {day}."
        if self.state in LOST and not found:
            return f"On {day} this sentence was not found there."
        if self.state in LOST:
            other = ": other words stand in its place" if self.state == SourceState.CHANGED else ""
            return f"This sentence was there on {found}, and since {day} it is not{other}."
        return f"This sentence was there on {found}." if found else ""

    @property
    def address(self):
        """The address, with a text fragment where the page has the sentence, as far as is known."""
        url = whole_address(self.url)
        if not self.quote or self.state in {*LOST, SourceState.DEAD}:
            return url
        words, plain = self.quote.split(), bool(urldefrag(url).fragment)
        ends = [words] if len(words) <= 2 * ENDS else [words[:ENDS], words[-ENDS:]]
        text = ",".join(quote(" ".join(part), safe="").replace("-", "%2D") for part in ends)
        return f"{url}{'' if plain else '#'}:~:text={text}"


class Source(WatchedSentence, RenderedModel):
    """Where a fact can be checked. What a look at it found is forgotten with its address or its sentence."""

    fact = models.ForeignKey("Fact", on_delete=models.CASCADE, related_name="sources")
    title = models.CharField(max_length=200)
    url = models.CharField(
        "URL", max_length=500, validators=[validate_address], help_text="An address, or a path of this site."
    )
    quote = models.TextField(
        "sentence",
        max_length=LONGEST_SENTENCE,
        validators=[MaxLengthValidator(LONGEST_SENTENCE)],
        blank=True,
        help_text="The sentence that supports the fact, word for word: “manage.py check_links” watches it.",
    )
    state = models.CharField(max_length=8, choices=SourceState, blank=True, editable=False, db_index=True)
    state_on = models.DateField(
        null=True, editable=False, help_text="Since when it is lost or dead; else the last look."
    )
    found_on = models.DateField(null=True, editable=False)
    before = models.CharField(max_length=200, blank=True, editable=False, help_text="The words before it, folded.")
    after = models.CharField(max_length=200, blank=True, editable=False)
    instead = models.TextField(
        "in its place", blank=True, editable=False, help_text="What stands between these words where it was changed."
    )

    history_owner, history_key, history_label = "fact", "url", "title"
    rendered_fields = (*SEEN_FIELDS, "before", "after", "instead")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["fact", "url"],
                name="source_unique",
                violation_error_message="This fact has this source already.",
            )
        ]

    def __str__(self):
        return self.title

    def render(self, names=None):
        if self.loaded and not self.is_unchanged(["url", "quote"]):
            for name in self.rendered_fields:
                setattr(self, name, self._meta.get_field(name).get_default())

    def note(self, state, before="", after="", instead=""):
        """Keep what a look at the page found today, without saving, and what stands ``instead`` of a lost sentence.

        One that could not read it leaves what is lost as it is.
        """
        if state == SourceState.UNREAD and self.state in LOST:
            return
        if not (state in LOST and self.state in LOST):
            self.state_on = timezone.localdate()
        self.state, self.instead = state, instead
        if state in THERE:
            self.found_on, self.before, self.after = self.state_on, before, after
