"""What is compared: a Technology, of a kind, with its Releases."""

import datetime

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.utils import timezone

from articles.absolute import path_of
from articles.models import Article, RenderedModel, SluggedModel
from comparisons.values import (
    NUMBERS,
    format_partial_date,
    is_outdated,
    last_day,
    series_key,
    series_of,
    sort_key,
    validate_partial_date,
    validate_purl,
)

SOON = datetime.timedelta(days=90)
LATEST = "latest"  # as a version in an address
USUAL_KIND = "framework"  # of a technology of which nobody says what it is


class TechnologyQuerySet(models.QuerySet):
    def for_table(self):
        """Technologies with the releases that a table reads their versions from."""
        return self.select_related("kind").prefetch_related("releases").fetch_mode(models.FETCH_RAISE)

    def answering(self, feature):
        """Technologies that have an answer to this feature: a fact, or a release where it is derived from those."""
        answers = Release.objects if feature.derived_from else feature.facts
        return self.filter(Exists(answers.order_by().filter(technology=OuterRef("pk"))))

    def compared_with(self, technology):
        """Technologies that stand beside this one in a published comparison."""
        pages = Article.objects.published().filter(kind=Article.Kind.COMPARISON, subjects__technology=technology)
        beside = self.filter(subjects__article__in=pages.order_by().values("pk"))
        return beside.exclude(pk=technology.pk).distinct()

    def with_fact_count(self):
        """With ``fact_count``, counted for the technologies that are read and no others."""
        same = self.model.objects.filter(pk=OuterRef("pk")).order_by().values("pk")
        return self.annotate(fact_count=Subquery(same.annotate(count=Count("facts")).values("count")))


class TechnologyKind(RenderedModel):
    """What a technology can be: a framework, a server. Its slug stands in addresses and files, and stays."""

    slug = models.SlugField(
        max_length=40, unique=True, allow_unicode=True, help_text="In addresses and content files; it stays."
    )
    name = models.CharField(max_length=40, unique=True)
    wanted = models.CharField(
        max_length=80, blank=True, help_text="The same as a reader wants it: “a framework to build on”."
    )
    position = models.PositiveIntegerField(default=0, help_text="Kinds are offered in this order.")

    class Meta:
        ordering = ["position", "name"]

    def __str__(self):
        return self.name

    @property
    def wanted_words(self):
        return self.wanted or self.name


class Technology(SluggedModel, RenderedModel):
    """What is compared: a framework, a library, a server."""

    name = models.CharField(max_length=80, unique=True)
    # Its column has the slug, as it had before kinds were rows.
    kind = models.ForeignKey(
        TechnologyKind,
        on_delete=models.PROTECT,
        to_field="slug",
        db_column="kind",
        default=USUAL_KIND,
        related_name="technologies",
    )
    language = models.CharField(max_length=60, blank=True)
    summary = models.CharField(max_length=200, blank=True, help_text="What it is, in one sentence.")
    homepage = models.URLField(blank=True)
    documentation = models.URLField(blank=True)
    repository = models.URLField(blank=True)
    releases_url = models.URLField(
        "releases feed", blank=True, help_text="Atom or RSS. “manage.py fetch_releases” records new releases from it."
    )
    purl = models.CharField(
        "package URL", max_length=250, blank=True, validators=[validate_purl], help_text="Such as pkg:npm/fastify."
    )

    objects = TechnologyQuerySet.as_manager()

    asked = ""  # the series whose answers a reader asked for, such as “5.2”; empty for the present ones. Never stored.

    class Meta:
        verbose_name_plural = "technologies"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["purl"],
                condition=~Q(purl=""),
                name="technology_purl_unique",
                violation_error_message="Another technology is this package already.",
            )
        ]

    def get_absolute_url(self):
        return path_of("technology-detail", self.slug)

    @property
    def latest_release(self):
        """The highest version that is out and not a prerelease, or None. Reads ``releases``, so prefetch them."""
        return max(self._stable_releases(), key=lambda release: release.version_key, default=None)

    @property
    def latest_version(self):
        """The version of the latest release, or an empty text."""
        latest = self.latest_release
        return latest.version if latest else ""

    def series_meant(self, version):
        """The series that a reader means: “5.2” by 5.2.19, the newest of its 5s by 5, an empty text by “latest”.

        None where it is no version. Reads ``releases``, so prefetch them.
        """
        if version.lower() == LATEST:
            return ""
        meant = NUMBERS.fullmatch(version)
        if not meant:
            return None
        start = f"{meant[1]}."
        within = [item for item in self._stable_releases() if item.version.lstrip("vV").startswith(start)]
        return series_of(str(max(within, key=lambda release: release.version_key, default=version)))

    @property
    def asked_name(self):
        """What its column is called: “Django 5.2”, or “Django” where the present answers stand there."""
        return f"{self.name} {self.asked}".strip()

    def slug_at(self, series):
        """Its slug with a series, as an address asks for its answers; without one where that is empty."""
        return f"{self.slug}@{series}" if series else self.slug

    @property
    def asked_slug(self):
        return self.slug_at(self.asked)

    @property
    def asked_release(self):
        """The latest release of the series that was asked for, or of all; None where none is known."""
        if not self.asked:
            return self.latest_release
        found = [release for release in self._stable_releases() if release.series_key == series_key(self.asked)]
        return max(found, key=lambda release: release.version_key, default=None)

    @property
    def is_asked_too_early(self):
        """Whether the series that was asked for is newer than every release."""
        return is_outdated(self.latest_version, self.asked)

    @property
    def supported_releases(self):
        """The first release of each series whose support has not ended, the longest supported first.

        Reads ``releases``, so prefetch them.
        """
        supported = [release for release in self.release_lines if release.is_supported]
        return sorted(supported, key=lambda release: release.supported_until, reverse=True)

    @property
    def release_lines(self):
        """The first release of each series that has a published end of support, the newest first.

        Reads ``releases``, so prefetch them.
        """
        ending = [release for release in self._stable_releases() if release.supported_until]
        newest_first = sorted(ending, key=lambda release: release.version_key, reverse=True)
        first = {release.series_key or release.version: release for release in newest_first}
        return sorted(first.values(), key=lambda release: release.version_key, reverse=True)

    @property
    def ending_lines(self):
        """The release lines whose support ends soon. Reads ``releases``, so prefetch them."""
        return [release for release in self.release_lines if release.ends_soon]

    @property
    def first_release(self):
        """The oldest release that is not a prerelease, or None. Reads ``releases``, so prefetch them."""
        return min(self._stable_releases(), key=lambda release: release.released_on, default=None)

    def _stable_releases(self):
        today = timezone.localdate().isoformat()
        return [
            release for release in self.releases.all() if release.released_on <= today and not release.is_prerelease
        ]


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
    """A version of a technology: when it came out, how long it is supported, and who says so."""

    technology = models.ForeignKey(Technology, on_delete=models.CASCADE, related_name="releases")
    version = models.CharField(max_length=40)
    version_key = models.CharField(max_length=120, editable=False)
    series_key = models.CharField(max_length=24, blank=True, editable=False)
    released_on = models.CharField(
        "released",
        max_length=10,
        validators=[validate_partial_date],
        help_text="YYYY-MM-DD, or YYYY-MM or YYYY if no more is known.",
    )
    full_support_until = models.CharField(
        max_length=10, blank=True, validators=[validate_partial_date], help_text="Until when all bugs are mended."
    )
    supported_until = models.CharField(
        max_length=10, blank=True, validators=[validate_partial_date], help_text="The published end of security fixes."
    )
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
            )
        ]

    def __str__(self):
        return self.version

    def render(self, names=None):
        self.version_key = sort_key(self.version)
        self.series_key = series_key(self.version)

    @property
    def released_words(self):
        return format_partial_date(self.released_on)

    @property
    def is_supported(self):
        """Whether its published end of support has not passed: a month that is named is its last."""
        today = timezone.localdate().isoformat()
        return bool(self.supported_until) and today[: len(self.supported_until)] <= self.supported_until

    @property
    def ends_soon(self):
        """Whether it is supported, and for no longer than SOON."""
        return self.is_supported and last_day(self.supported_until) <= timezone.localdate() + SOON

    @property
    def full_support_words(self):
        return format_partial_date(self.full_support_until) if self.full_support_until else ""

    @property
    def supported_words(self):
        return format_partial_date(self.supported_until) if self.supported_until else ""
