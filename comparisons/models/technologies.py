"""What is compared: a Technology, of a kind."""

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.utils import timezone

from articles.absolute import path_of
from articles.models import Article, RenderedModel, SluggedModel
from comparisons.models.drafts import DraftModel, DraftQuerySet, public_condition
from comparisons.models.releases import Release
from comparisons.values import NUMBERS, is_outdated, series_key, series_of, validate_purl

LATEST = "latest"  # as a version in an address
USUAL_KIND = "framework"  # of a technology of which nobody says what it is


class TechnologyQuerySet(DraftQuerySet):
    def for_table(self):
        """What readers see, with the releases that a table reads their versions from."""
        return self.published().select_related("kind").prefetch_related("releases").fetch_mode(models.FETCH_RAISE)

    def answering(self, feature):
        """Technologies that have an answer to this feature: a fact, or a release where it is derived from those."""
        answers = Release.objects if feature.derived_from else feature.facts.published()
        return self.filter(Exists(answers.order_by().filter(technology=OuterRef("pk"))))

    def compared_with(self, technology):
        """Technologies that stand beside this one in a published comparison."""
        pages = Article.objects.published().filter(kind=Article.Kind.COMPARISON, subjects__technology=technology)
        beside = self.published().filter(subjects__article__in=pages.order_by().values("pk"))
        return beside.exclude(pk=technology.pk).distinct()

    def with_fact_count(self):
        """With ``fact_count`` of what readers see, counted for the technologies that are read and no others."""
        shown = public_condition("facts__") & public_condition("facts__feature__")
        same = self.model.objects.filter(pk=OuterRef("pk")).order_by().values("pk")
        return self.annotate(fact_count=Subquery(same.annotate(count=Count("facts", filter=shown)).values("count")))


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


class Technology(DraftModel, SluggedModel, RenderedModel):
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
        return max(self.stable_releases, key=lambda release: release.version_key, default=None)

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
        within = [item for item in self.stable_releases if item.version.lstrip("vV").startswith(start)]
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
        found = [release for release in self.stable_releases if release.series_key == series_key(self.asked)]
        return max(found, key=lambda release: release.version_key, default=None)

    @property
    def is_asked_too_early(self):
        """Whether the series that was asked for is newer than every release."""
        return is_outdated(self.latest_version, self.asked)

    @property
    def supported_releases(self):
        """The first release of each line whose support has not ended, the longest supported first.

        Reads ``releases``, so prefetch them.
        """
        supported = [release for release in self.release_lines if release.is_supported]
        return sorted(supported, key=lambda release: release.supported_until, reverse=True)

    @property
    def release_lines(self):
        """The first release of each line whose support is known, newest first. Reads ``releases``, so prefetch them."""
        known = [release for release in self.stable_releases if release.supported_until or release.support]
        newest_first = sorted(known, key=lambda release: release.version_key, reverse=True)
        return list({release.line_name: release for release in newest_first}.values())

    @property
    def ending_lines(self):
        """The release lines whose support ends soon. Reads ``releases``, so prefetch them."""
        return [release for release in self.release_lines if release.ends_soon]

    @property
    def first_release(self):
        """The oldest release that is not a prerelease, or None. Reads ``releases``, so prefetch them."""
        return min(self.stable_releases, key=lambda release: release.released_on, default=None)

    @property
    def stable_releases(self):
        """Those that are out and no prereleases. Reads ``releases``, so prefetch them."""
        today = timezone.localdate().isoformat()
        return [
            release for release in self.releases.all() if release.released_on <= today and not release.is_prerelease
        ]
