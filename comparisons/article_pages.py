"""What technologies add to the pages of articles: what a page is about, related pages, and a filter of their lists."""

from django.db.models import Count, OuterRef, Subquery
from django.db.models.expressions import RawSQL

from articles.extensions import PageExtension, extend
from articles.filters import ArticleFilter, choose_by_slug
from articles.models import Article
from comparisons.models import Comparison, Subject, Technology

NEWEST = 100  # pages of each technology that are looked at: a popular one has thousands
CANDIDATES = 40
RELATED = 4
ABOUT = f"""SELECT article_id FROM (
    SELECT article_id FROM {Subject._meta.db_table} WHERE technology_id = %s AND article_id <> %s
    ORDER BY article_id DESC LIMIT %s) AS part"""  # noqa: S608


class ComparisonFilter(ArticleFilter):
    kind = None


# The views of lists, which name the parameters of their addresses, are loaded once all apps are ready.
for filters in (ArticleFilter, ComparisonFilter):
    filters.base_filters["technology"] = choose_by_slug(
        Technology.objects.published(), field_name="subjects__technology", empty_label="Any technology"
    )


@extend(Article, Comparison)
class DraftsOfTable(PageExtension):
    def publish(self, page, moment=None):
        Comparison.publish_shown(page, moment)


@extend(Article)
class TechnologiesOfArticle(PageExtension):
    def page_context(self, page):
        about = list(
            Technology.objects.published().filter(subjects__article=page).order_by("subjects__position", "subjects")
        )
        return {"about": about, "related": related_pages(page, about, RELATED)}


def related_pages(page, technologies, most):
    """The published pages that share most technologies with this one, the newest of those first. One query."""
    if not technologies:
        return []
    shared = Subject.objects.filter(article=OuterRef("pk"), technology__in=technologies).order_by().values("article")
    found = Article.objects.for_lists().filter(pk__in=closest_to(page, technologies))
    counted = found.annotate(shared=Subquery(shared.annotate(shared=Count("pk")).values("shared")))
    return list(counted.order_by("-shared", "-published_at", "-pk")[:most])


def closest_to(page, technologies):
    """The keys of the pages that share most technologies with this one, among those last made about each of them."""
    parts = [ABOUT] * len(technologies)
    params = [value for technology in technologies for value in (technology.pk, page.pk, NEWEST)]
    every = " UNION ALL ".join(parts)
    closest = f"SELECT article_id FROM ({every}) AS parts GROUP BY 1 ORDER BY COUNT(*) DESC, 1 DESC LIMIT {CANDIDATES}"  # noqa: S608
    return RawSQL(closest, params)  # noqa: S611
