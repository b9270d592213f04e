"""What the checklist says of a comparison besides: of its verdict, of what to choose when, and of its table."""

from django.db.models import Count
from django.urls import reverse

from articles.checklist import CheckedText, Finding
from articles.extensions import PageExtension, extend
from comparisons.models import Comparison, Fact, Feature, Technology

MOST_CELLS = 10  # named one by one


@extend(Comparison)
class ComparisonChecks(PageExtension):
    def texts(self, page):
        """The verdict and what to choose when, as the form numbers them."""
        choices = (
            CheckedText(f"“Choose {subject} when”", f"#id_subjects-{number}-choose_when", subject.choose_when)
            for number, subject in enumerate(page.subjects.select_related("technology") if page.pk else ())
        )
        return [CheckedText("The verdict", "#id_verdict", page.verdict), *choices]

    def findings(self, page):
        key = page.pk or 0  # None would find what stands on no page at all
        technologies = Technology.objects.filter(subjects__article=key).order_by("subjects__position", "subjects")
        features = Feature.objects.filter(rows__comparison=key, derived_from="").order_by("rows__position", "rows")
        if len(technologies) < 2:
            yield Finding("A comparison needs at least two technologies.", "#subjects-group", is_error=True)
        if not Comparison.objects.filter(pk=page.pk, rows__isnull=False).exists():
            yield Finding("The table has no row.", "#rows-group", is_error=True)
        stored = Fact.objects.filter(technology__in=list(technologies), feature__in=list(features))
        stored = list(stored.annotate(source_count=Count("sources")).select_related("technology", "feature"))
        for fact in stored:  # without a source, readers see it as unknown, whatever it says
            if not fact.source_count and fact.level != Fact.Level.UNKNOWN and not fact.feature.is_judgement:
                yield Finding(f"“{fact}” has no source.", form_of_fact(fact), is_error=True)
        facts = {(fact.technology_id, fact.feature_id): fact for fact in stored}
        yield from unknown_cells(technologies, features, facts)


def form_of_fact(fact):
    return reverse("admin:comparisons_fact_change", args=[fact.pk])


def unknown_cells(technologies, features, facts):
    """Questions that the table asks and nobody has answered."""
    cells = [
        (technology, feature, fact)
        for feature in features
        for technology in technologies
        if not (fact := facts.get((technology.pk, feature.pk))) or fact.level == Fact.Level.UNKNOWN
    ]
    for technology, feature, fact in cells[:MOST_CELLS]:
        query = {"technology": technology.pk, "feature": feature.pk}
        place = form_of_fact(fact) if fact else reverse("admin:comparisons_fact_add", query=query)
        yield Finding(f"“{technology}: {feature}” is unknown.", place)
    if len(cells) > MOST_CELLS:
        yield Finding(f"{len(cells) - MOST_CELLS} more cells of the table are unknown.", "#rows-group")
