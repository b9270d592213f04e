"""Pages about the same technologies as another one."""

from collections import Counter

from django.db import connection

from articles.models import Article
from comparisons.models import Subject

NEWEST = 100  # pages of each technology that are looked at: a popular one has thousands
CANDIDATES = 40


def related_pages(page, technologies, most):
    """The published pages that share most technologies with this one, the newest of those first. Two queries."""
    shared = Counter(newest_about(technologies))
    del shared[page.pk]
    closest = sorted(shared, key=lambda key: (shared[key], key), reverse=True)[:CANDIDATES]
    found = list(Article.objects.for_lists().filter(pk__in=closest)) if closest else []
    return sorted(found, key=lambda other: -shared[other.pk])[:most]


def newest_about(technologies):
    """The keys of the pages that were last made about each of these technologies, one for each that they share."""
    if not technologies:
        return []
    parts, params = [], []
    for technology in technologies:
        newest = Subject.objects.filter(technology=technology).order_by("-article_id").values("article_id")[:NEWEST]
        sql, values = newest.query.sql_with_params()
        parts.append(f"SELECT article_id FROM ({sql}) AS part")  # noqa: S608 - values are parameters
        params += values
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), params)
        return [key for (key,) in cursor.fetchall()]
