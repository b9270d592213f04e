"""Comparison: an article with a table. Subject: what a page is about. Row: a feature's place in a table."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Cast, Coalesce, Greatest
from markdownx.models import MarkdownxField

from articles.models import Article, LoadedModel, RenderedModel
from articles.models.article import ArticleQuerySet

from .facts import Fact
from .features import Feature
from .technologies import Technology

TABLE_HEADING = {"level": 2, "id": "table", "text": "Side by side"}
MOST_IN_CODE = 6
CHOOSE_HEADING = {"level": 2, "id": "choose", "text": "When to choose which"}
VERDICT_HEADING = {"level": 2, "id": "verdict", "text": "Verdict"}


class ComparisonQuerySet(ArticleQuerySet):
    def for_page(self):
        """Published comparisons with all that their own page shows."""
        columns = Subject.objects.published().select_related("technology").prefetch_related("technology__releases")
        rows = Row.objects.filter(feature__in=Feature.objects.published()).select_related("feature__group")
        return super().for_page().prefetch_related(Prefetch("subjects", columns), Prefetch("rows", rows))

    def with_last_change(self):
        """With ``last_change``: the later of ``updated_at`` and the day on which a fact it shows last changed (UTC)."""
        facts = Fact.objects.published().filter(
            technology__subjects__article=OuterRef("pk"), feature__rows__comparison=OuterRef("pk")
        )
        newest = Subquery(facts.order_by("-changed_on").values("changed_on")[:1])
        return self.annotate(
            last_change=Greatest("updated_at", Coalesce(Cast(newest, models.DateTimeField()), "updated_at"))
        )

    def of_exactly(self, technologies):
        """Comparisons whose columns are these technologies and no others, in whatever order."""
        chosen = Count("subjects", filter=Q(subjects__technology__in=technologies))
        counted = self.annotate(columns=Count("subjects"), chosen=chosen)
        return counted.filter(columns=len(technologies), chosen=len(technologies))


class Comparison(Article):
    """An article with a table: two or more technologies, chosen rows, “choose X when” lists and a verdict."""

    verdict = MarkdownxField(blank=True, help_text="Which one for whom, in a paragraph or two.")
    verdict_html = models.TextField(blank=True, editable=False)
    features = models.ManyToManyField(Feature, through="Row", related_name="comparisons")

    objects = ComparisonQuerySet.as_manager()

    rendered_fields = (*Article.rendered_fields, "verdict_html")

    def save(self, **kwargs):
        self.kind = Article.Kind.COMPARISON
        super().save(**kwargs)

    def id_prefix(self, name):
        # The plain ids on its page belong to the rows of the table.
        return "section" if name == "body" else super().id_prefix(name)

    @property
    def card_html(self):
        return self.verdict_html

    @staticmethod
    def publish_shown(page, moment=None):
        """Publish the drafts that the table of a page, if it has one, shows: at once, or from a moment to come."""
        columns, rows = {"subjects__article__comparison": page.pk}, {"rows__comparison": page.pk}
        cells = {f"technology__{path}": key for path, key in columns.items()}
        cells |= {f"feature__{path}": key for path, key in rows.items()}
        for model, shown in ((Technology, columns), (Feature, rows), (Fact, cells)):
            model.objects.filter(**shown).publish(moment)

    @property
    def sides(self):
        """The technologies and the features of its table, each in order. Reads ``subjects`` and ``rows``."""
        technologies = [subject.technology for subject in self.subjects.all()]
        return technologies, [row.feature for row in self.rows.all()]

    @property
    def outline(self):
        """As of an article, with what helps to decide and the table before its text."""
        verdict = [VERDICT_HEADING] if self.verdict_html else []
        return [*verdict, CHOOSE_HEADING, TABLE_HEADING, *super().outline]

    @staticmethod
    def check_technologies(technologies):
        """Raise ValidationError unless there are two different technologies at least, none of them twice."""
        if len(set(technologies)) < len(technologies):
            raise ValidationError("A technology can stand in a table only once.")
        if len(technologies) < 2:
            raise ValidationError("A comparison needs at least two different technologies.")

    @staticmethod
    def check_code(features):
        """Raise ValidationError where more features are to be shown in code than a reader has patience for."""
        if len(features) > MOST_IN_CODE:
            raise ValidationError(f"A comparison shows at most {MOST_IN_CODE} of its rows in code.")

    @staticmethod
    def check_rows(features):
        """Raise ValidationError where a feature has two rows."""
        if len(set(features)) < len(features):
            raise ValidationError("A feature can have only one row in a table.")


class SubjectQuerySet(models.QuerySet):
    def published(self):
        """Those of technologies that readers see."""
        return self.filter(technology__in=Technology.objects.published())


class Subject(RenderedModel):
    """A technology that a page is about; in a comparison it is a column, and says when to choose it."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="subjects")
    technology = models.ForeignKey(Technology, on_delete=models.PROTECT, related_name="subjects")
    position = models.PositiveIntegerField(default=0)
    choose_when = MarkdownxField(blank=True, help_text="A list: “Choose it when …”.")
    choose_when_html = models.TextField(blank=True, editable=False)

    objects = SubjectQuerySet.as_manager()

    rendered_fields, rendered_with = ("choose_when_html",), ("technology",)
    history_owner, history_key = "article", "technology"

    class Meta:
        verbose_name = "technology"
        verbose_name_plural = "technologies, in order"
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["technology", "-article"], name="subject_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "technology"],
                name="subject_unique",
                violation_error_message="A technology can stand in a table only once.",
            )
        ]

    def __str__(self):
        return str(self.technology)

    def id_prefix(self, name):
        return f"choose-{self.technology_id}"


class Row(LoadedModel):
    """One feature's place in one comparison."""

    comparison = models.ForeignKey(Comparison, on_delete=models.CASCADE, related_name="rows")
    feature = models.ForeignKey(Feature, on_delete=models.PROTECT, related_name="rows")
    position = models.PositiveIntegerField(default=0)
    in_code = models.BooleanField(default=False, help_text="Show the scripts of this row below the table.")

    history_owner, history_key = "comparison", "feature"

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["comparison", "feature"],
                name="row_unique",
                violation_error_message="A feature can have only one row in a table.",
            )
        ]

    def __str__(self):
        return str(self.feature)
