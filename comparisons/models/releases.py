"""A Release: when it came out, which release line it begins, and how long that gets fixes."""

import datetime

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Concat, Length, Substr
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone

from articles.models import RenderedModel
from comparisons.values import format_partial_date, last_day, series_key, series_of, sort_key, validate_partial_date

SOON = datetime.timedelta(days=90)
ENDS = ("full_support_until", "supported_until", "extended_support_until")


def not_after(first, second):
    """The condition that one of two ends is empty, or the first not after the second, each by its last day."""
    days = [Concat(name, Substr(Value("-12-31"), Length(name) - 3)) for name in (first, second)]
    return Q(**{first: ""}) | Q(**{second: ""}) | Q(LessThanOrEqual(*days))


class ReleaseQuerySet(models.QuerySet):
    def stable(self):
        """Releases that are out and no prereleases."""
        return self.filter(is_prerelease=False, released_on__lte=timezone.localdate().isoformat())

    def ending_soon(self):
        """Stable releases whose support ends soon, by the month where no day is known."""
        today = timezone.localdate()
        still = Q(supported_until__gte=today.isoformat()) | Q(supported_until=f"{today:%Y-%m}")
        return self.stable().filter(still, supported_until__lte=(today + SOON).isoformat())


class Release(RenderedModel):
    """A version of a technology: when it came out, how long it is supported, and who says so.

    Ends of support stand with the release that begins a line, and hold for all of the line.
    """

    class Support(models.TextChoices):
        SUPPORTED = "supported", "Supported, no end published"
        ENDED = "ended", "Support has ended"

    technology = models.ForeignKey("Technology", on_delete=models.CASCADE, related_name="releases")
    version = models.CharField(max_length=40)
    version_key = models.CharField(max_length=120, editable=False)
    series_key = models.CharField(max_length=24, blank=True, editable=False)
    released_on = models.CharField(
        "released",
        max_length=10,
        validators=[validate_partial_date],
        help_text="YYYY-MM-DD, or YYYY-MM or YYYY if no more is known.",
    )
    line = models.CharField(
        "release line",
        max_length=20,
        blank=True,
        help_text="That it begins, where this is not its first two numbers: 4 for all of 4.x.",
    )
    full_support_until = models.CharField(
        max_length=10, blank=True, validators=[validate_partial_date], help_text="Until when all bugs are mended."
    )
    supported_until = models.CharField(
        max_length=10, blank=True, validators=[validate_partial_date], help_text="The published end of security fixes."
    )
    extended_support_until = models.CharField(
        max_length=10,
        blank=True,
        validators=[validate_partial_date],
        help_text="Until when more can be bought.",
    )
    support = models.CharField(
        max_length=10, blank=True, choices=Support, help_text="Where no day is published on which security fixes end."
    )
    support_source_title = models.CharField(
        "source of support",
        max_length=200,
        blank=True,
        help_text="Who says so, where the source of the release does not say it.",
    )
    support_source_url = models.URLField("its address", max_length=500, blank=True)
    is_lts = models.BooleanField("long-term support", default=False)
    is_prerelease = models.BooleanField("prerelease", default=False)
    note = models.CharField(max_length=250, blank=True)
    source_title = models.CharField(max_length=200)
    source_url = models.URLField(max_length=500)
    verified_on = models.DateField(help_text="When somebody last checked this.")

    objects = ReleaseQuerySet.as_manager()

    rendered_fields = ("version_key", "series_key")

    class Meta:
        ordering = ["-released_on", "-version_key"]
        indexes = [models.Index(fields=["technology", "series_key"], name="release_series")]
        constraints = [
            models.UniqueConstraint(
                fields=["technology", "version"],
                name="release_unique",
                violation_error_message="This technology has a release with this version already.",
            ),
            models.CheckConstraint(
                condition=Q(support="") | Q(supported_until=""),
                name="release_support_once",
                violation_error_message="Give the end of security fixes, or what is known without a day; not both.",
            ),
            models.CheckConstraint(
                condition=not_after(*ENDS[:2]) & not_after(*ENDS[1:]) & not_after(*ENDS[::2]),
                name="release_ends_in_order",
                violation_error_message=(
                    "Full support ends first, then security fixes, then extended support: these ends are not in order."
                ),
            ),
            models.CheckConstraint(
                condition=Q(support_source_title="", support_source_url="")
                | (~Q(support_source_title="") & ~Q(support_source_url="")),
                name="release_support_source_whole",
                violation_error_message="A source of support needs a title and an address.",
            ),
        ]

    def __str__(self):
        return self.version

    def render(self, names=None):
        self.version_key = sort_key(self.version)
        self.series_key = series_key(self.version)

    @property
    def released_words(self):
        return format_partial_date(self.released_on)

    # --- its release line: reads the releases of its technology, so prefetch them ---

    @property
    def line_name(self):
        """What the line that it begins is called: “4”, or its first two numbers, “5.2”."""
        return self.line or series_of(self.version) or self.version

    def begins_line_of(self, release):
        version = release.version.lstrip("vV")
        return self.line_name in (series_of(version), version) or version.startswith(f"{self.line_name}.")

    @property
    def first_of_line(self):
        """The release that begins its line, the narrowest of those whose support is known; itself where none is."""
        lines = [first for first in self.technology.release_lines if first.begins_line_of(self)]
        return max(lines, key=lambda first: len(first.line_name), default=self)

    @property
    def last_of_line(self):
        """The newest release of the line that it begins: where its fixes go."""
        line = filter(self.begins_line_of, self.technology.stable_releases)
        return max(line, key=lambda release: release.version_key, default=self)

    # --- how long that gets fixes ---

    @property
    def ends(self):
        """The published ends of full support, of security fixes and of extended support, or empty texts."""
        return tuple(getattr(self, name) for name in ENDS)

    @property
    def sources(self):
        """Title and address of who says when it came out, and of who says how long it is supported."""
        said = (self.source_title, self.source_url), (self.support_source_title, self.support_source_url)
        return [source for source in said if all(source)]

    @property
    def is_supported(self):
        """Whether its published end of support has not passed: a month that is named is its last."""
        if not self.supported_until:
            return self.support == self.Support.SUPPORTED
        return timezone.localdate().isoformat()[: len(self.supported_until)] <= self.supported_until

    @property
    def has_ended(self):
        """Whether its published end of support has passed."""
        return bool(self.supported_until) and not self.is_supported

    @property
    def ends_soon(self):
        """Whether it is supported, and for no longer than SOON."""
        soon = timezone.localdate() + SOON
        return self.is_supported and bool(self.supported_until) and last_day(self.supported_until) <= soon

    @property
    def supported_words(self):
        return format_partial_date(self.supported_until) if self.supported_until else ""

    @property
    def until_words(self):
        """“supported until December 2027”, or what is known without a day; empty where nothing is."""
        return until("supported", self.supported_until) or self.get_support_display().lower()

    @property
    def support_words(self):
        """The same with full and with extended support, as far as these are published."""
        full, fixes, extended = self.ends
        middle = until("security fixes", fixes) if full and fixes else self.until_words
        return ", ".join(filter(None, [until("full support", full), middle, until("extended support", extended)]))

    @property
    def support_told(self):
        """Its support, or which line it is of: what is not the newest there has no fixes to come."""
        first = self.first_of_line
        return self.support_words if first == self else f"of the {first.line_name} line"


def until(kind, end):
    return f"{kind} until {format_partial_date(end)}" if end else ""
